"""What a crawl writes to the archive and the catalogue, each in one transaction."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue import runs as run_rows
from archive.catalogue.articles import Outcome as Change
from archive.catalogue.articles import find_article_id, record_article
from archive.catalogue.legislation import get_legislation, record_legislation
from archive.catalogue.snapshots import (
    NewSnapshot,
    find_payload,
    payload_snapshot,
    record_snapshot,
    set_outcome,
)
from archive.catalogue.tables import SnapshotRow
from archive.items import Article, Legislation
from archive.urls import article_id, page_shown
from archive.warc import HttpExchange, Original, WarcWriter, payload_digest
from crawler.crawled import CrawledPage
from crawler.portals import Portal
from crawler.portals.rows import enter_portal
from crawler.registers.listed_entries import ListedEntry, completed, kept_from_list
from crawler.runs import COMPLETE, RunSummary

#: Errors of the catalogue itself, not of what is written to it.
CATALOGUE_ERRORS = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


def archive_exchange(
    catalogue: Catalogue,
    warcs: WarcWriter,
    exchange: HttpExchange,
    portal: str,
    run_id: int | None,
    kind: str | None,
    unchanged: int | None = None,
) -> int:
    """Write a response to the archive and enter its snapshot; the snapshot's id.

    `unchanged` is the snapshot of which it was asked whether it still holds: it does with a 304.

    Raises:
        ArchiveWriteError: it cannot be written.
    """
    with catalogue.begin() as session:
        if exchange.status == HTTPStatus.NOT_MODIFIED and unchanged is not None:
            original = payload_snapshot(session, session.get_one(SnapshotRow, unchanged))
        else:
            original = _same_payload(session, exchange.payload)
        return keep_exchange(session, warcs, exchange, original, portal, run_id, kind)


def keep_exchange(
    session: Session,
    warcs: WarcWriter,
    exchange: HttpExchange,
    original: SnapshotRow | None,
    portal: str,
    run_id: int | None,
    kind: str | None,
    source: str | None = None,
) -> int:
    """Write a response to the archive, as a revisit if it has an original; the snapshot's id.

    Raises:
        ArchiveWriteError: it cannot be written.
    """
    written = warcs.write_exchange(exchange, _original(original) if original else None)
    headers = {str(name).lower(): str(value) for name, value in exchange.response_headers}
    if exchange.status == HTTPStatus.NOT_MODIFIED and original is not None:
        kept = {"etag": original.etag, "last-modified": original.last_modified}
        headers = {name: value for name, value in kept.items() if value} | headers
    snapshot = NewSnapshot(
        portal=portal,
        run_id=run_id,
        url=exchange.url,
        fetched_at=exchange.fetched_at,
        status=exchange.status,
        content_type=headers.get("content-type"),
        payload_digest=written.payload_digest,
        record_type=written.record_type,
        record_id=written.record_id,
        warc=written.warc,
        offset=written.offset,
        length=written.length,
        refers_to=original.id if original else None,
        # what was posted for is not to be asked for by its address
        etag=headers.get("etag") if exchange.method == "GET" else None,
        last_modified=headers.get("last-modified") if exchange.method == "GET" else None,
        source=source,
        kind=kind,
    )
    return record_snapshot(session, snapshot)


def record_page(catalogue: Catalogue, page: CrawledPage) -> Change | None:
    """Record what a page is, and its item; what that changed, None if there is no item.

    An item that cannot be recorded makes the page a failed one, with the reason: it must not end
    the crawl. A catalogue that does not work does. An entry whose own page fails is kept as the
    register lists it.

    Raises:
        OperationalError, InterfaceError: the catalogue does not work.
    """
    if page.article is not None or page.legislation is not None:
        try:
            with catalogue.begin() as session:
                return _record_item(session, page)
        except CATALOGUE_ERRORS:
            raise
        except Exception as error:
            page.kind = "failed"
            page.failure = _unrecorded(error)
    with catalogue.begin() as session:
        set_outcome(session, page.snapshot_id, page.kind, failure=page.failure)
    return keep_listed(catalogue, page.listed) if page.listed else None


def enter_page(session: Session, page: CrawledPage) -> list[Change]:
    """Enter what a page is, its item and the entries that it alone has; what that changed.

    For a transaction that many pages have in common: what fails in one, fails for all. How a
    register listed the entry is not kept.
    """
    changes: list[Change] = []
    if page.article is not None or page.legislation is not None:
        changes.append(_record_item(session, page))
    else:
        set_outcome(session, page.snapshot_id, page.kind, failure=page.failure)
    changes += [
        record_legislation(session, entry, page.fetched_at, page.snapshot_id)
        for entry in page.entries
    ]
    session.flush()
    session.expire_all()  # the next page is to see what statements have changed
    return changes


def keep_listed(catalogue: Catalogue, listed: ListedEntry) -> Change | None:
    """Record an entry as the register lists it, unless more of it is known already.

    Raises:
        OperationalError, InterfaceError: the catalogue does not work.
    """
    try:
        with catalogue.begin() as session:
            known = get_legislation(session, listed.entry.id or article_id(listed.entry.url))
            if known is not None:
                return None
            return record_legislation(session, listed.entry, listed.fetched_at, listed.snapshot_id)
    except CATALOGUE_ERRORS:
        raise
    except Exception:
        logger.exception("%s: an entry could not be recorded", listed.entry.url)
        return None


def record_entries(catalogue: Catalogue, page: CrawledPage) -> tuple[list[Change], list[str]]:
    """Record the entries of a register's page that have none of their own, each by itself.

    Returns what that changed, and why some could not be recorded, in words.

    Raises:
        OperationalError, InterfaceError: the catalogue does not work.
    """
    changes: list[Change] = []
    failures: list[str] = []
    for entry in page.entries:
        try:
            with catalogue.begin() as session:
                changes.append(
                    record_legislation(session, entry, page.fetched_at, page.snapshot_id)
                )
        except CATALOGUE_ERRORS:
            raise
        except Exception as error:
            failures.append(f"{entry.identifier or entry.url}: {_unrecorded(error)}")
    return changes, failures


class PortalBusyError(Exception):
    """A portal is being crawled already: a second crawl would ask its host twice as often."""


@dataclass(frozen=True, slots=True)
class BegunRun:
    """A crawl that begins: its id, and what the crawls before left.

    `complete`: the one before left nothing behind. `interrupted` are the crawls before that were
    cut short, since the last that was not; `unfinished` those that did not come to their end.
    """

    run_id: int
    complete: bool
    interrupted: tuple[int, ...]
    unfinished: tuple[int, ...]


def begin_run(catalogue: Catalogue, portal: Portal) -> BegunRun:
    """Enter a crawl that begins now.

    Raises:
        PortalBusyError: another crawl of the portal is under way; names its process.
    """
    with catalogue.begin() as session:
        run_rows.mark_interrupted(session)
        previous = run_rows.latest_run(session, portal.name, "crawl")
        if previous is not None and previous.finished_at is None:
            raise PortalBusyError(
                f"{portal.name} is being crawled already, since {previous.started_at} by process "
                f"{previous.pid} on {previous.host}"
            )
        enter_portal(session, portal)
        return BegunRun(
            interrupted=tuple(run_rows.interrupted_last(session, portal.name)),
            unfinished=tuple(run_rows.unfinished_last(session, portal.name)),
            run_id=run_rows.begin_run(session, portal.name, "crawl"),
            complete=previous is not None and bool(previous.counts.get(COMPLETE)),
        )


def update_run(catalogue: Catalogue, run_id: int, counts: Mapping[str, int]) -> None:
    """Give a sign of life."""
    with catalogue.begin() as session:
        run_rows.update_run(session, run_id, counts)


def finish_run(catalogue: Catalogue, summary: RunSummary) -> None:
    """Write down how a crawl ended."""
    if summary.run_id is None:
        return
    counts = {**summary.counts, COMPLETE: int(summary.complete)}
    with catalogue.begin() as session:
        run_rows.finish_run(session, summary.run_id, summary.outcome, counts, summary.reason)
        run_rows.observe_run(session, summary.run_id, summary.observed)


def _record_item(session: Session, page: CrawledPage) -> Change:
    if page.article is not None:
        return _record_article(session, page, page.article)
    assert page.legislation is not None
    return _record_legislation(session, page, page.legislation)


def _record_article(session: Session, page: CrawledPage, article: Article) -> Change:
    reached = [url for url in (page.url, page.listed_url) if url]
    addresses = [*reached, *(page_shown(url) for url in (article.url, *reached))]
    change = record_article(
        session, article, page.fetched_at, page.snapshot_id, other_urls=addresses
    )
    own_id = article.id or article_id(article.url)
    known_as = own_id if change == "new" else find_article_id(session, own_id)
    set_outcome(session, page.snapshot_id, page.kind, article_id=known_as)
    return change


def _record_legislation(session: Session, page: CrawledPage, entry: Legislation) -> Change:
    entry_id = page.known_id or entry.id or article_id(entry.url)
    if page.listed is not None:
        listed = page.listed.entry
        entry_id = listed.id or article_id(listed.url)
        entry = completed(entry, listed)
    elif known := get_legislation(session, entry_id):
        entry = kept_from_list(entry, known)
    change = record_legislation(
        session, replace(entry, id=entry_id), page.fetched_at, page.snapshot_id
    )
    set_outcome(session, page.snapshot_id, page.kind, legislation_id=entry_id)
    return change


def _unrecorded(error: Exception) -> str:
    return f"it could not be recorded: {type(error).__name__}: {error}"


def _same_payload(session: Session, payload: bytes) -> SnapshotRow | None:
    return find_payload(session, payload_digest(payload)) if payload else None


def _original(row: SnapshotRow) -> Original:
    return Original(row.record_id, row.url, row.fetched_at, row.payload_digest)
