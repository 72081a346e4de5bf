"""From a query string to the silent changes asked for, and back: pages, feeds and JSON alike."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from archive.catalogue.excerpts import syllables_asked
from archive.catalogue.reading_silent_changes import ChangesAsked
from archive.catalogue.tables import PortalRow
from archive.clock import moment
from search_ui.parameters import (
    DEFAULT_SIZE,
    MAX_QUERY_CHARACTERS,
    MAX_SIZE,
    InvalidParameterError,
    day,
    text,
    values,
    whole_number,
)
from search_ui.places import Place, place_of
from search_ui.translating import gettext as _
from search_ui.translating import lazy_gettext
from vietnamese.dates import VIETNAM
from vietnamese.folding import fold

#: What happened to an item.
KIND_LABELS: dict[str, str] = {
    "edited": lazy_gettext("Sửa nội dung"),
    "gone": lazy_gettext("Gỡ khỏi cổng"),
}

_FILTERS = ("portal", "province", "department", "kind")
PARAMETERS = frozenset({"q", *_FILTERS, "from", "to", "size", "cursor"})
_COMMANDS = re.compile(r'(^|\s)-|[":]')


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page of changes: which ones, how many, behind which."""

    changes: ChangesAsked
    size: int
    after: Place | None
    date_from: str | None
    date_to: str | None

    @property
    def filtered(self) -> bool:
        """Whether not only words are asked for."""
        return any(name not in ("q", "size") for name, _value in self.query())

    @property
    def words(self) -> list[str]:
        """The words that a change has to have, without diacritics where none were given."""
        return syllables_asked(self.changes.words)

    @property
    def commands(self) -> bool:
        """Whether the words have marks in them that mean more where articles are searched."""
        return _COMMANDS.search(self.changes.words) is not None

    def query(self) -> list[tuple[str, str]]:
        """The parameters that lead back to its first page, in a fixed order."""
        asked = self.changes
        chosen = (asked.portals, asked.provinces, asked.departments, asked.kinds)
        pairs = [("q", asked.words)] if asked.words else []
        pairs += [
            (name, value) for name, given in zip(_FILTERS, chosen, strict=True) for value in given
        ]
        days = {"from": self.date_from, "to": self.date_to}
        pairs += [(name, given) for name, given in days.items() if given]
        return pairs + ([("size", str(self.size))] if self.size != DEFAULT_SIZE else [])


def asked_page(args: MultiDict[str, str]) -> AskedPage:
    """The page that a query string asks for; days are Vietnam's, both included.

    Raises:
        InvalidParameterError: for the first value that cannot be understood.
    """
    date_from, date_to = day(args, "from"), day(args, "to")
    if date_from and date_to and date_from > date_to:
        expected = _("ngày cuối không được trước ngày đầu (from)")
        raise InvalidParameterError("to", args["to"], expected)
    kinds = values(args, "kind")
    for kind in kinds:
        if kind not in KIND_LABELS:
            expected = _("phải là một trong: %(known)s", known=", ".join(KIND_LABELS))
            raise InvalidParameterError("kind", kind, expected)
    return AskedPage(
        changes=ChangesAsked(
            portals=values(args, "portal"),
            provinces=values(args, "province"),
            departments=values(args, "department"),
            kinds=kinds,
            since=_beginning(date_from, 0) if date_from else None,
            until=_beginning(date_to, 1) if date_to else None,
            words=text(args, "q", MAX_QUERY_CHARACTERS) or "",
        ),
        size=whole_number(args, "size", DEFAULT_SIZE, 1, MAX_SIZE),
        after=place_of(args.get("cursor", "")),
        date_from=date_from,
        date_to=date_to,
    )


def with_known_departments(session: Session, asked: AskedPage) -> AskedPage:
    """What is asked, with departments named as portals name them, however somebody typed them."""
    if not asked.changes.departments:
        return asked
    known = set(session.scalars(select(PortalRow.department).distinct())) - {None}
    names = {fold(name): name for name in sorted(filter(None, known))}
    chosen = tuple(
        name if name in known else names.get(fold(name), name) for name in asked.changes.departments
    )
    return replace(asked, changes=replace(asked.changes, departments=chosen))


def _beginning(iso_day: str, days_later: int) -> str:
    """When a day begins in Vietnam, or one after it, as the archive writes moments."""
    on = date.fromisoformat(iso_day)
    if on < date.max - timedelta(days=1):
        on += timedelta(days=days_later)
    return moment(datetime.combine(on, time(), VIETNAM))
