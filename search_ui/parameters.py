"""From a query string to what is asked: the same for the search page and for the JSON API."""

import re

from werkzeug.datastructures import MultiDict

from indexer.query.lexing import MAX_CHARACTERS
from indexer.search import FACETS, Recency, SearchRequest, Sort
from indexer.searching import MAX_OFFSET, is_year
from search_ui.translating import LANGUAGES
from search_ui.translating import gettext as _
from vietnamese import normalize
from vietnamese.typed_days import NoSuchDayError, read_typed_day

#: Parameters of a search (DESIGN.md, section 4).
SEARCH_PARAMETERS = frozenset(
    {"q", *FACETS, "from", "to", "sort", "recency", "page", "size", "cursor"}
)

SORTS: dict[str, Sort] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}

RECENCIES: dict[str, Recency] = {"mild": "mild", "off": "off"}

MAX_QUERY_CHARACTERS = 1000
MAX_VALUES = 100
DEFAULT_SIZE = 20
MAX_SIZE = 100

#: How many items like one are shown.
DEFAULT_ALIKE = 5

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class InvalidParameterError(ValueError):
    """A parameter has a value that means nothing. Names the parameter and says what it may be."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r}: {expected}")
        self.name = name
        self.value = value
        self.expected = expected


def refuse_unknown(args: MultiDict[str, str], known: frozenset[str]) -> None:
    """Raise `InvalidParameterError` for the first parameter that is not `known`.

    `lang`, the language of what is told, is known everywhere.
    """
    if (language := args.get("lang")) not in (None, *LANGUAGES):
        expected = _("phải là một trong: %(known)s", known=", ".join(LANGUAGES))
        raise InvalidParameterError("lang", str(language), expected)
    all_known = known | {"lang"}
    for name in args:
        if name not in all_known:
            listed = ", ".join(sorted(all_known))
            expected = _("không có tham số này; có: %(known)s", known=listed)
            raise InvalidParameterError(name, args[name], expected)


def search_request(args: MultiDict[str, str]) -> SearchRequest:
    """The search that a query string asks for. A parameter given twice means either value.

    Raises:
        InvalidParameterError: for the first value that cannot be understood.
    """
    q = typed(args)
    date_from, date_to = day(args, "from"), day(args, "to")
    if date_from and date_to and date_from > date_to:
        raise InvalidParameterError(
            "to", args["to"], _("ngày cuối không được trước ngày đầu (from)")
        )
    page = whole_number(args, "page", 1, 1, MAX_OFFSET)
    size = whole_number(args, "size", DEFAULT_SIZE, 1, MAX_SIZE)
    cursor = text(args, "cursor", 2000)
    if cursor is None and page * size > MAX_OFFSET:
        expected = _(
            "theo trang chỉ đến được kết quả thứ %(most)s; đi tiếp bằng cursor", most=MAX_OFFSET
        )
        raise InvalidParameterError("page", args.get("page", "1"), expected)
    return SearchRequest(
        q=q,
        filters={name: chosen for name in FACETS if (chosen := values(args, name))},
        date_from=date_from,
        date_to=date_to,
        sort=_sort(args, q),
        recency=_recency(args),
        page=page,
        size=size,
        cursor=cursor,
    )


def typed(args: MultiDict[str, str]) -> str:
    """What was typed to be searched: any text at all. Of what is too long so much is kept that
    whoever reads it sees that, and says so."""
    return normalize(_CONTROL.sub(" ", args.get("q", ""))).strip()[: MAX_CHARACTERS + 1]


def text(args: MultiDict[str, str], name: str, longest: int) -> str | None:
    """A text parameter, normalised and stripped; None if it is absent or blank."""
    given = args.get(name, "")
    if len(given) > longest:
        raise InvalidParameterError(
            name, given[:40] + "…", _("dài quá %(most)s ký tự", most=longest)
        )
    if _CONTROL.search(given):
        raise InvalidParameterError(name, given, _("có ký tự điều khiển"))
    return normalize(given).strip() or None


def whole_number(args: MultiDict[str, str], name: str, default: int, least: int, most: int) -> int:
    """A whole number between `least` and `most`; the default where it is absent or blank."""
    given = args.get(name, "").strip()
    if not given:
        return default
    expected = _("phải là số nguyên từ %(least)s đến %(most)s", least=least, most=most)
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise InvalidParameterError(name, given, expected)
    number = int(given)
    if not least <= number <= most:
        raise InvalidParameterError(name, given, expected)
    return number


def day(args: MultiDict[str, str], name: str) -> str | None:
    """A day as ISO 8601; understood also as `1/5/2023`."""
    given = args.get(name, "").strip()
    if not given:
        return None
    try:
        understood = read_typed_day(given)
    except NoSuchDayError:
        raise InvalidParameterError(name, given, _("không có ngày này trong lịch")) from None
    if understood is None:
        raise InvalidParameterError(name, given, _("phải là một ngày như 2023-05-01 hoặc 1/5/2023"))
    return understood


def values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The values chosen of a facet, each once, in the order given."""
    given = args.getlist(name)
    if len(given) > MAX_VALUES:
        raise InvalidParameterError(
            name, given[0], _("nhiều quá %(most)s giá trị", most=MAX_VALUES)
        )
    chosen = (text(MultiDict({name: value}), name, 300) for value in given)
    found = tuple(dict.fromkeys(value for value in chosen if value))
    if name == "year":
        for value in found:
            if not is_year(value):
                raise InvalidParameterError(name, value, _("phải là năm có bốn chữ số, như 2023"))
    return found


def _sort(args: MultiDict[str, str], q: str) -> Sort:
    """What was chosen; otherwise by relevance, or newest first where nothing is searched for."""
    given = args.get("sort", "").strip()
    if not given:
        return "relevance" if q else "newest"
    if given not in SORTS:
        raise InvalidParameterError(
            "sort", given, _("phải là một trong: %(known)s", known=", ".join(SORTS))
        )
    return SORTS[given]


def _recency(args: MultiDict[str, str]) -> Recency:
    """What was chosen; otherwise what is recent counts a little more."""
    given = args.get("recency", "").strip()
    if given and given not in RECENCIES:
        known = ", ".join(RECENCIES)
        raise InvalidParameterError(
            "recency", given, _("phải là một trong: %(known)s", known=known)
        )
    return RECENCIES.get(given, "mild")
