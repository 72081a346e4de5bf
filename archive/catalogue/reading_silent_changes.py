"""What portals changed or took away, the newest first: of some portals, of a time, with some words.

Each part of the answer is read from an index. Words stand in none: they are looked for in so many
changes as a reader can wait for, and who asks is told where to go on.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from archive.catalogue.excerpts import Excerpt, syllables_asked
from archive.catalogue.tables import SilentChangeRow

#: Words are looked for in so many changes at a time; most stand in the first ones already.
MOST_LOOKED_AT = 20_000
_FIRST_LOOKED_AT = 1_000

#: Behind every moment and number that there is.
_BEGINNING = ("9999", 1 << 62)

#: A moment and a number: what comes behind is older.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """Which changes are asked for; of several values of one filter, any will do.

    `since` and `until` are moments, the latter excluded. Of `words` a change has to have all, in
    its title or in the paragraphs that changed; without diacritics they stand for every spelling.
    """

    portals: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SilentChange:
    """An item that its portal changed (`edited`) or took away (`gone`); see `SilentChangeRow`."""

    id: int
    item_type: str
    item_id: str
    kind: str
    at: str
    until: str | None
    number: int | None
    portal: str | None
    province: str | None
    department: str | None
    title: str
    excerpts: list[Excerpt]

    @property
    def fields(self) -> list[str]:
        """The fields that are otherwise now, each once."""
        return list(dict.fromkeys(excerpt["field"] for excerpt in self.excerpts))


@dataclass(frozen=True, slots=True)
class ChangesFound:
    """Changes, the newest first; `following`, if there may be more, is where these begin."""

    changes: list[SilentChange]
    following: Place | None


_COLUMNS = [getattr(SilentChangeRow, name) for name in SilentChange.__slots__]
_ORDER = (SilentChangeRow.at, SilentChangeRow.id)


def silent_changes(
    session: Session, asked: ChangesAsked, size: int, after: Place | None = None
) -> ChangesFound:
    """So many of the changes asked for: the newest, or those behind a place."""
    syllables = syllables_asked(asked.words)
    found: list[list[Any]] = []
    unseen: list[Place] = []
    for statement in _statements(asked, after or _BEGINNING):
        rows, looked_up_to = _rows(session, statement, syllables, size + 1)
        found.append(rows)
        if looked_up_to is not None:
            unseen.append(looked_up_to)
    merged = heapq.merge(*found, key=lambda row: (row.at, row.id), reverse=True)
    # behind where one of them was not looked at any more, others would come too early
    end = max(unseen, default=("", 0))
    rows = [row for row in merged if (row.at, row.id) >= end]
    changes = [SilentChange(*row) for row in rows[:size]]
    if len(rows) > size:
        return ChangesFound(changes, (changes[-1].at, changes[-1].id))
    return ChangesFound(changes, end if unseen else None)


def _statements(asked: ChangesAsked, after: Place) -> Iterable[Select[Any]]:
    """A statement for each value of the filter that has an index, which reads it in its order."""
    row = SilentChangeRow
    statement = select(*_COLUMNS).order_by(*(column.desc() for column in _ORDER))
    bound = min(after, (asked.until, 0)) if asked.until else after
    statement = statement.where(tuple_(*_ORDER) < tuple_(*map(literal, bound)))
    if asked.since:
        statement = statement.where(row.at >= asked.since)
    filters = [
        (row.portal, asked.portals),
        (row.department, asked.departments),
        (row.province, asked.provinces),
        (row.kind, asked.kinds),
    ]
    chosen = [(column, values) for column, values in filters if values]
    for column, values in chosen[1:]:
        # a function of the column: a planner must not take its index in place of the first one's
        statement = statement.where(func.coalesce(column, "").in_(values))
    if not chosen:
        return [statement]
    column, values = chosen[0]
    return [statement.where(column == value) for value in dict.fromkeys(values)]


def _rows(
    session: Session, statement: Select[Any], syllables: list[str], most: int
) -> tuple[list[Any], Place | None]:
    """The first rows that have all the syllables, and where they were not looked for any more."""
    if not syllables:
        return list(session.execute(statement.limit(most))), None
    rows = _with_syllables(session, statement, syllables, most, _FIRST_LOOKED_AT)
    if len(rows) < most:
        rows = _with_syllables(session, statement, syllables, most, MOST_LOOKED_AT)
    if len(rows) == most:
        return rows, None
    last = statement.with_only_columns(*_ORDER).offset(MOST_LOOKED_AT - 1).limit(1)
    end = session.execute(last).one_or_none()
    return rows, (end.at, end.id) if end else None


def _with_syllables(
    session: Session, statement: Select[Any], syllables: list[str], most: int, looked_at_most: int
) -> list[Any]:
    """The first rows, of so many, that have all the syllables."""
    looked_at = statement.add_columns(SilentChangeRow.words).limit(looked_at_most).subquery()
    wanted = select(*(looked_at.c[name] for name in SilentChange.__slots__))
    for syllable in syllables:
        wanted = wanted.where(looked_at.c.words.contains(f" {syllable} ", autoescape=True))
    wanted = wanted.order_by(looked_at.c.at.desc(), looked_at.c.id.desc()).limit(most)
    return list(session.execute(wanted))
