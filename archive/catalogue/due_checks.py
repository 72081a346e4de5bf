"""Which items are to be looked at again: pages are corrected, and vanish, mostly soon after.

An item is due a day after it was first seen, then after two days, four, and so on for half a year.
What was not there when it was looked at is due again a day later, for no page is taken for gone
that was missed only once.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, literal, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.articles import find_article_id, mark_gone
from archive.catalogue.chunks import chunks
from archive.catalogue.legislation import mark_legislation_gone
from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.clock import moment, parse_moment
from archive.items import ItemType
from archive.urls import article_id

FIRST_CHECK = timedelta(days=1)
LAST_CHECK = timedelta(days=180)
#: Between two answers that an item is gone.
BETWEEN_MISSES = timedelta(days=1)

#: The snapshots by which a portal says that there is no such page, by status or in words.
_TOLD_GONE = (
    SnapshotRow.kind == "error",
    or_(SnapshotRow.status < 400, SnapshotRow.status.in_((404, 410))),
)

_ROWS_AT_A_TIME = 1000
#: Of so many times as many as are wanted it is looked up whether they were looked at in vain.
_IN_VAIN = 10


@dataclass(frozen=True, slots=True)
class Check:
    """An item to be looked at again; `section` is the one it is known to be in."""

    item_type: ItemType
    id: str
    url: str
    section: str | None


@dataclass(frozen=True, slots=True)
class Missed:
    """An item that was not there, twice: since when."""

    item_type: ItemType
    id: str
    since: str


def next_check(first_seen: datetime, looked_at: datetime) -> datetime | None:
    """When an item is due that was looked at last at a moment; None if never again."""
    wait = FIRST_CHECK
    while first_seen + wait <= looked_at:
        wait *= 2
    return first_seen + wait if wait <= LAST_CHECK else None


def checks_due(session: Session, portal: str, at: datetime, most: int) -> list[Check]:
    """The items of a portal that are due at a moment, those that have waited longest first."""
    earliest, latest = moment(at - 2 * LAST_CHECK), moment(at - FIRST_CHECK)
    due: list[tuple[bool, datetime, str, Row[Any]]] = []
    for row in _rows(session, portal):
        if earliest <= row.first_seen <= latest:
            seen = next_check(parse_moment(row.first_seen), parse_moment(row.last_seen))
            if seen is not None and seen <= at:
                due.append((bool(row.gone_since), seen, row.url, row))
    # those that were looked at in vain since are not due again yet
    longest = [row for *_, row in heapq.nsmallest(_IN_VAIN * most, due, key=lambda one: one[:3])]
    looked_at = _looked_at(session, [row.url for row in longest])
    checks = [_check(row) for row in longest if _is_due(row, looked_at.get(row.url), at)]
    return checks[:most]


def checks_of_unseen(
    session: Session, portal: str, since: str, after: str, most: int
) -> list[Check]:
    """Items of a portal not seen since a moment, by address, those behind an address."""
    found: list[Check] = []
    for statement in _statements(portal):
        url, seen = (statement.selected_columns[name] for name in ("url", "last_seen"))
        wanted = statement.where(url > after, seen < since).order_by(url).limit(most)
        found.extend(map(_check, session.execute(wanted)))
    return sorted(found, key=lambda check: check.url)[:most]


def missed_before(session: Session, url: str, run_id: int | None, at: str) -> Missed | None:
    """The item at an address, not there at `at`, if another run missed it a day before or more.

    None where that was not so, or no item is known there, or it is known to be gone. `run_id` is
    the run that misses it at `at`; None: any run's answers count, as with captures of others.
    """
    last_seen = _last_seen(session, url)
    if last_seen is None:
        return None
    item_type, item_id, seen = last_seen
    since = session.scalar(
        select(func.min(SnapshotRow.fetched_at)).where(
            SnapshotRow.url == url,
            SnapshotRow.fetched_at > seen,
            SnapshotRow.fetched_at <= moment(parse_moment(at) - BETWEEN_MISSES),
            SnapshotRow.run_id != run_id,
            *_TOLD_GONE,
        )
    )
    return Missed(item_type, item_id, since) if since else None


def missed_by_others(session: Session, portal: str) -> list[Missed]:
    """The items of a portal that captures made by others show to be gone.

    It is the moments of capture that count: twice not there, a day apart, and not seen since.
    """
    last = func.max(SnapshotRow.fetched_at)
    rows = session.execute(
        select(SnapshotRow.url, last)
        .where(SnapshotRow.portal == portal, SnapshotRow.source.is_not(None), *_TOLD_GONE)
        .group_by(SnapshotRow.url)
    )
    missed = (missed_before(session, url, None, at) for url, at in rows.all())
    return [item for item in missed if item is not None]


def mark_missed(session: Session, missed: Sequence[Missed]) -> int:
    """Mark items as gone; how many were not so marked before."""
    marks = {"NewsArticle": mark_gone, "Legislation": mark_legislation_gone}
    return sum(marks[item.item_type](session, item.id, item.since) for item in missed)


def _last_seen(session: Session, url: str) -> tuple[ItemType, str, str] | None:
    id_ = find_article_id(session, article_id(url))
    article = session.get(ArticleRow, id_) if id_ else None
    if article is not None:
        return None if article.gone_since else ("NewsArticle", article.id, article.last_seen)
    own = select(SnapshotRow.legislation_id).where(
        SnapshotRow.url == url, SnapshotRow.legislation_id.is_not(None)
    )
    known = session.scalar(own.limit(1))
    entry = session.get(LegislationRow, known) if known else None
    if entry is None or entry.gone_since:
        return None
    return "Legislation", entry.id, entry.last_seen


def _rows(session: Session, portal: str) -> Iterator[Row[Any]]:
    for statement in _statements(portal):
        yield from session.execute(statement.execution_options(yield_per=_ROWS_AT_A_TIME))


def _statements(portal: str) -> list[Any]:
    """The articles of a portal, and the entries of its registers that have pages of their own."""
    columns = ("id", "url", "first_seen", "last_seen", "gone_since")
    own_page = select(SnapshotRow.id).where(SnapshotRow.legislation_id == LegislationRow.id)
    return [
        select(
            *(getattr(ArticleRow, name) for name in columns),
            ArticleRow.section,
            literal("NewsArticle").label("item_type"),
        ).where(ArticleRow.portal == portal, ArticleRow.url != ""),
        select(
            *(getattr(LegislationRow, name) for name in columns),
            literal(None).label("section"),
            literal("Legislation").label("item_type"),
        ).where(LegislationRow.portal == portal, LegislationRow.url != "", own_page.exists()),
    ]


def _looked_at(session: Session, urls: Sequence[str]) -> dict[str, str]:
    """When each address was asked for last."""
    last: dict[str, str] = {}
    for some in chunks(urls):
        rows = session.execute(
            select(SnapshotRow.url, func.max(SnapshotRow.fetched_at))
            .where(SnapshotRow.url.in_(some))
            .group_by(SnapshotRow.url)
        )
        last.update((row[0], row[1]) for row in rows)
    return last


def _is_due(row: Row[Any], looked_at: str | None, at: datetime) -> bool:
    if looked_at is None or looked_at <= row.last_seen:
        return True
    if not row.gone_since:
        return parse_moment(looked_at) + BETWEEN_MISSES <= at
    due = next_check(parse_moment(row.first_seen), parse_moment(looked_at))
    return due is not None and due <= at


def _check(row: Row[Any]) -> Check:
    return Check(row.item_type, row.id, row.url, row.section)
