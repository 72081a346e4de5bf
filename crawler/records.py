"""What a crawl reads from and writes to the archive and the catalogue, each in one transaction."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue import runs as run_rows
from archive.catalogue.articles import Outcome as Change
from archive.catalogue.articles import find_article_id, record_article
from archive.catalogue.portals import record_portal
from archive.catalogue.snapshots import NewSnapshot, find_payload, record_snapshot, set_outcome
from archive.catalogue.tables import ArticleAliasRow, ArticleRow, SnapshotRow
from archive.urls import article_id
from archive.warc import HttpExchange, Original, WarcWriter, payload_digest
from crawler.crawled import CrawledPage
from crawler.portals import Portal
from crawler.runs import RunSummary

#: Among the counts of a run's row: 1 if the crawl left nothing behind.
COMPLETE = "complete"

#: Errors of the catalogue itself, not of what is written to it.
CATALOGUE_ERRORS = (OperationalError, InterfaceError)


def archive_exchange(
    catalogue: Catalogue,
    warcs: WarcWriter,
    exchange: HttpExchange,
    portal: str,
    run_id: int | None,
    kind: str | None,
) -> int:
    """Write a response to the archive and enter its snapshot; the snapshot's id.

    Raises:
        ArchiveWriteError: it cannot be written.
    """
    with catalogue.begin() as session:
        original = _same_payload(session, exchange.payload)
        written = warcs.write_exchange(exchange, _original(original) if original else None)
        headers = {str(name).lower(): str(value) for name, value in exchange.response_headers}
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
            kind=kind,
        )
        return record_snapshot(session, snapshot)


def record_page(catalogue: Catalogue, page: CrawledPage) -> Change | None:
    """Record what a page is, and its article; what that changed, None if there is no article.

    An article that cannot be recorded makes the page a failed one, with the reason: it must not end
    the crawl. A catalogue that does not work does.

    Raises:
        OperationalError, InterfaceError: the catalogue does not work.
    """
    if page.article is not None:
        try:
            with catalogue.begin() as session:
                return _record_article(session, page)
        except CATALOGUE_ERRORS:
            raise
        except Exception as error:
            page.kind = "failed"
            page.failure = f"it could not be recorded: {type(error).__name__}: {error}"
    with catalogue.begin() as session:
        set_outcome(session, page.snapshot_id, page.kind, failure=page.failure)
    return None


def known_articles(catalogue: Catalogue, ids: Sequence[str]) -> set[str]:
    """Which of these article ids the catalogue has, as an article's own or as an alias."""
    with catalogue.session() as session:
        own = session.scalars(select(ArticleRow.id).where(ArticleRow.id.in_(ids)))
        aliases = select(ArticleAliasRow.alias_id).where(ArticleAliasRow.alias_id.in_(ids))
        return {*own, *session.scalars(aliases)}


def archived_assets(catalogue: Catalogue, urls: Sequence[str]) -> set[str]:
    """Which of these addresses are archived as assets already, or lead to where one was sought."""
    with catalogue.session() as session:
        wanted = SnapshotRow.url.in_(urls), SnapshotRow.kind.in_(("asset", "redirect"))
        return set(session.scalars(select(SnapshotRow.url).where(*wanted)))


def tried_before(catalogue: Catalogue, urls: Sequence[str]) -> set[str]:
    """Which of these addresses were fetched at some time, whatever came of it."""
    with catalogue.session() as session:
        wanted = select(SnapshotRow.url).where(SnapshotRow.url.in_(urls)).distinct()
        return set(session.scalars(wanted))


class PortalBusyError(Exception):
    """A portal is being crawled already: a second crawl would ask its host twice as often."""


def begin_run(catalogue: Catalogue, portal: Portal) -> tuple[int, bool]:
    """Enter a crawl that begins now; its id, and whether the one before left nothing behind.

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
        record_portal(
            session,
            portal.name,
            title=portal.title,
            province=portal.province,
            department=portal.department,
            platform=portal.platform,
            definition=portal.model_dump(mode="json", exclude_none=True),
        )
        run_id = run_rows.begin_run(session, portal.name, "crawl")
        return run_id, previous is not None and bool(previous.counts.get(COMPLETE))


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


def _record_article(session: Session, page: CrawledPage) -> Change:
    article = page.article
    assert article is not None
    addresses = [url for url in (page.url, page.listed_url) if url]
    change = record_article(
        session, article, page.fetched_at, page.snapshot_id, other_urls=addresses
    )
    known_as = find_article_id(session, article.id or article_id(article.url))
    set_outcome(session, page.snapshot_id, page.kind, article_id=known_as)
    return change


def _same_payload(session: Session, payload: bytes) -> SnapshotRow | None:
    return find_payload(session, payload_digest(payload)) if payload else None


def _original(row: SnapshotRow) -> Original:
    return Original(row.record_id, row.url, row.fetched_at, row.payload_digest)
