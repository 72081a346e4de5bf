"""What an issuer, as a text states it, says: which office or central body, and of which places.

`Chủ tịch UBND huyện Đăk Hà, tỉnh Kon Tum` is the UBND of a huyện of a tỉnh; `Bộ trưởng Bộ TT&TT` is
the ministry: who heads or signs for a body is left out.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from documents.bodies.central import CentralBody, central_bodies
from documents.bodies.compact import compact
from documents.bodies.offices import PARTY_COMMITTEE, Office, offices
from documents.bodies.place_names import find_named_province, is_known
from vietnamese.normalizing import normalize

#: Who heads a body or signs for it, and parts of it that act in its name.
_TITLES = frozenset(
    compact(title)
    for title in """
    bộ trưởng; thứ trưởng; chủ tịch; giám đốc; tổng giám đốc; cục trưởng; tổng cục trưởng; chánh
    chánh án; viện trưởng; thống đốc; tổng kiểm toán; chủ nhiệm; trưởng; bí thư; thường trực
    ban thường vụ; btv; thường vụ; ban chấp hành; bch; phó; quyền; nguyên; lãnh đạo; tập thể
    liên ngành; liên tịch; liên; kt; tm; đồng chí
    """.replace("\n", ";").split(";")
    if title.strip()
)

#: How texts write the kinds of territories.
_KINDS = {
    "tinh": "tinh",
    "thanhpho": "thanhpho",
    "tp": "thanhpho",
    "huyen": "huyen",
    "h": "huyen",
    "thixa": "thixa",
    "tx": "thixa",
    "quan": "quan",
    "q": "quan",
    "xa": "xa",
    "x": "xa",
    "phuong": "phuong",
    "p": "phuong",
    "thitran": "thitran",
    "tt": "thitran",
    "dackhu": "dackhu",
}
#: The party's committees, whose names say what kind of territory theirs is.
_PARTY = {
    "tinhuy": "tinh",
    "thanhuy": "thanhpho",
    "huyenuy": "huyen",
    "thiuy": "thixa",
    "quanuy": "quan",
    "danguy": None,
    "dangbo": None,
}
#: Names that mean a body only where nothing follows: `Trung ương Hội …` is another.
_ALONE = {"trunguong"}

_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 7
_LONGEST_HEAD = 16


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """A place that a text names: its kind (compact), and its name, if it says more than that."""

    kind: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the issuer says; `places` from the smallest up, as texts have them."""

    central: CentralBody | None = None
    offices: tuple[Office, ...] = ()
    places: tuple[StatedPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """The issuer's words: as written, and compact."""

    written: tuple[str, ...]
    folded: tuple[str, ...]

    def after(self, count: int) -> "_Words":
        return _Words(self.written[count:], self.folded[count:])


def read_issuer(issuer: str) -> Stated:
    """What an issuer says; nothing of it where it begins with what no table has."""
    text = normalize(issuer)
    written = [word for word in _WORD.findall(text) if word.lower() != "và"]
    words = _Words(tuple(written), tuple(compact(word) for word in written))
    while words.folded:
        if (stated := _read_head(words)) is not None:
            return stated
        title = _prefix(words.folded, _TITLES)
        if title == 0:
            break
        words = words.after(title)
    return Stated(places=read_places(words))


def _read_head(words: _Words) -> Stated | None:
    """The body that the words begin with, the longest name first."""
    for count in range(min(len(words.folded), _LONGEST_HEAD), 0, -1):
        head = "".join(words.folded[:count])
        rest = words.after(count)
        central = _central_names().get(head)
        if central is not None and (head not in _ALONE or not rest.folded):
            return Stated(central=central)
        if head in _PARTY:
            committee = (offices()[PARTY_COMMITTEE],)
            return Stated(offices=committee, places=_party_places(_PARTY[head], rest))
        if (named := _office_names().get(head)) and (stated := _office(named, rest)):
            return stated
    return None


def _office(named: tuple[Office, ...], rest: _Words) -> Stated | None:
    if all(office.named_after == "party" for office in named):
        count = _prefix(rest.folded, _PARTY)
        if count == 0:
            return None
        kind = _PARTY["".join(rest.folded[:count])]
        return Stated(offices=named, places=_party_places(kind, rest.after(count)))
    places = read_places(rest) or _bare_province(rest)
    if not places and rest.folded and not rest.folded[0].startswith(tuple(_KINDS)):
        # `Thanh tra Sở Y tế` is no province's; what goes on after `Sở Y tế` is not its name.
        return None if any(office.needs_place for office in named) else Stated(offices=named)
    return Stated(offices=named, places=places)


def _party_places(kind: str | None, rest: _Words) -> tuple[StatedPlace, ...]:
    places = read_places(rest)
    if kind is None or (places and places[0].kind == kind):
        return places
    count = _name_length(kind, rest)
    name = " ".join(rest.written[:count]) or None
    return (StatedPlace(kind, name), *read_places(rest.after(count)))


def _bare_province(rest: _Words) -> tuple[StatedPlace, ...]:
    """The province of `Sở Y tế Hà Nội`."""
    for count in range(min(len(rest.folded), _LONGEST_NAME), 0, -1):
        found = find_named_province(None, "".join(rest.folded[:count]), None)
        if found is not None:
            return (StatedPlace(compact(found.kind), " ".join(rest.written[:count])),)
    return ()


def read_places(words: _Words) -> tuple[StatedPlace, ...]:
    """The places that the words begin with: `huyện Đăk Hà, tỉnh Kon Tum`."""
    places: list[StatedPlace] = []
    while words.folded:
        if words.folded[0] in {"thuoc", "cua"} and places:
            words = words.after(1)
            continue
        if words.folded[0] == "tphcm":
            places.append(StatedPlace("thanhpho", "HCM"))
            words = words.after(1)
            continue
        kind = _prefix(words.folded[:2], _KINDS)
        if kind == 0:
            break
        of_kind = _KINDS["".join(words.folded[:kind])]
        words = words.after(kind)
        count = _name_length(of_kind, words)
        places.append(StatedPlace(of_kind, " ".join(words.written[:count]) or None))
        words = words.after(count)
    return tuple(places)


def _name_length(kind: str, words: _Words) -> int:
    """How many words the name has: those of a known one, else those with capitals."""
    for count in range(min(len(words.folded), _LONGEST_NAME), 0, -1):
        if is_known(kind, "".join(words.folded[:count])):
            return count
    count = 0
    for written, folded in zip(words.written, words.folded, strict=True):
        if not written[0].isupper() or (count and folded in _KINDS and len(folded) > 1):
            break
        count += 1
    return count


def _prefix(folded: tuple[str, ...], known: Container[str]) -> int:
    """How many of the first words are, joined, in a table; the longest such."""
    for count in range(min(len(folded), 4), 0, -1):
        if "".join(folded[:count]) in known:
            return count
    return 0


@cache
def _central_names() -> dict[str, CentralBody]:
    found: dict[str, CentralBody] = {}
    for row in central_bodies().values():
        spelled = [f"Bộ {symbol[1:]}" for symbol in row.symbols if row.names[0].startswith("Bộ ")]
        for name in (*row.names, *row.symbols, *spelled):
            found.setdefault(compact(name), row)
    return found


@cache
def _office_names() -> dict[str, tuple[Office, ...]]:
    found: dict[str, tuple[Office, ...]] = {}
    for office in offices().values():
        if office.slug == PARTY_COMMITTEE:
            continue
        spelled = [f"Sở {symbol[1:]}" for symbol in office.symbols if symbol.startswith("S")]
        for name in dict.fromkeys(map(compact, (*office.names, *office.symbols, *spelled))):
            found[name] = (*found.get(name, ()), office)
    return found
