"""Snapshots read again, and what is different from what the catalogue has of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.legislation import get_legislation
from archive.catalogue.tables import SnapshotRow
from archive.items import Article
from archive.warc import BrokenRecordError
from crawler.crawled import CrawledPage, missing
from crawler.extraction import LISTINGS, Extraction, extract
from crawler.portals import Portal
from crawler.re_extraction.comparing import (
    Differences,
    KnownArticle,
    article_differences,
    known_articles,
    legislation_differences,
)
from crawler.re_extraction.views import leave_known_article
from crawler.registers.listed_entries import ListedEntry, kept_from_list, read_as_article
from crawler.replaying import page_of_snapshot

Verdict = Literal["new", "changed", "unchanged", "failed", "lost", "broken", "other"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a snapshot again.

    Attributes:
        snapshot_id: the snapshot.
        url: its address.
        platform: whose page objects read it; None if none did.
        verdict: whether its item is `new`, `changed` or `unchanged`; that there is none as before
            (`failed`) or no longer (`lost`); that the record is `broken`; `other` pages.
        reason: in words, of the last four.
        fields: the fields that are different, before and now.
        page: what is to be recorded; None if the catalogue has it so already.
        listed: the entries of a register that it lists and that have pages of their own.
    """

    snapshot_id: int
    url: str
    platform: str | None
    verdict: Verdict
    reason: str | None = None
    fields: Differences = field(default_factory=dict)
    page: CrawledPage | None = None
    listed: tuple[ListedEntry, ...] = ()


def read_snapshots_again(
    catalogue: Catalogue, archive_url: str, portal: Portal, ids: Sequence[int]
) -> list[Reading]:
    """Read some hundred archived pages by today's rules, and compare; those that are still there.

    What the catalogue has of their articles is asked for once.
    """
    with catalogue.session() as session:
        chosen = select(SnapshotRow).where(SnapshotRow.id.in_(ids))
        rows = {row.id: row for row in session.scalars(chosen)}
        of_articles = {row.article_id for row in rows.values() if row.article_id is not None}
        known = known_articles(session, of_articles)
        readings: list[Reading] = []
        for row in (rows[number] for number in ids if number in rows):
            article = known.get(row.article_id or "")
            try:
                page = page_of_snapshot(catalogue, archive_url, row)
            except BrokenRecordError as error:
                readings.append(Reading(row.id, row.url, None, "broken", str(error)))
                continue
            extracted = extract(page, portal, article.section if article else None)
            readings.append(_compare(session, row, extracted, article))
    return readings


def _compare(
    session: Session, snapshot: SnapshotRow, reading: Extraction, known: KnownArticle | None
) -> Reading:
    page = _page(session, snapshot, reading)
    had_item = snapshot.article_id or snapshot.legislation_id
    if not had_item:
        leave_known_article(session, page)
    items = [item for item in (page.article, page.legislation, *page.entries) if item is not None]
    if had_item and not items:
        reason = missing(reading, "article" if snapshot.article_id else "register's entry")
        return Reading(snapshot.id, snapshot.url, reading.platform, "lost", reason)
    if not items and _should_have(snapshot, page):
        page.failure = missing(reading, "article")
        is_known = (snapshot.kind, snapshot.failure) == (page.kind, page.failure)
        kept = None if is_known else page
        return Reading(
            snapshot.id, snapshot.url, reading.platform, "failed", page.failure, page=kept
        )
    found = [
        article_differences(session, snapshot, item, known)
        if isinstance(item, Article)
        else legislation_differences(session, snapshot, item)
        for item in items
    ]
    fields = {name: pair for each in found if each for name, pair in each.items()}
    verdict: Verdict = "other" if not items else "unchanged"
    if None in found:
        verdict = "new"
    elif fields:
        verdict = "changed"
    is_entered = snapshot.kind == page.kind and (had_item or page.entries or not items)
    kept = None if is_entered and verdict in ("unchanged", "other") else page
    return Reading(
        snapshot.id,
        snapshot.url,
        reading.platform,
        verdict,
        fields=fields,
        page=kept,
        listed=tuple(
            ListedEntry(row.entry, snapshot.id, snapshot.fetched_at)
            for row in reading.rows
            if row.has_page
        ),
    )


def _should_have(snapshot: SnapshotRow, page: CrawledPage) -> bool:
    """Whether a page without an item should have one: of what others took, nobody says what is."""
    return page.kind == "failed" or (page.kind not in LISTINGS and snapshot.source is None)


def _page(session: Session, snapshot: SnapshotRow, reading: Extraction) -> CrawledPage:
    """What is to be recorded of a page, put together as a crawl does it."""
    kind: str = reading.kind
    article, entry = reading.article, reading.legislation
    known = None
    if snapshot.legislation_id is not None:
        known = get_legislation(session, snapshot.legislation_id)
    if known is not None and article is not None:
        entry = read_as_article(known, article)
        kind, article = "legislation", None
    elif known is not None and entry is not None:
        entry = replace(kept_from_list(entry, known), id=known.id)
    return CrawledPage(
        snapshot.id,
        snapshot.fetched_at,
        snapshot.url,
        None,
        kind,
        article,
        legislation=entry,
        known_id=snapshot.legislation_id,
        entries=tuple(row.entry for row in reading.rows if not row.has_page),
    )
