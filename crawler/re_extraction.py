"""Today's rules over yesterday's snapshots: articles are read anew, nothing is fetched."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from archive.catalogue import Catalogue
from archive.catalogue.articles import get_article
from archive.catalogue.runs import Outcome, begin_run, finish_run, mark_interrupted, update_run
from archive.catalogue.snapshots import iter_snapshots
from archive.catalogue.tables import SnapshotRow
from archive.items import Article, versioned_content
from archive.warc import BrokenRecordError
from crawler.crawled import CrawledPage, missing
from crawler.extraction import extract
from crawler.portals import Portal
from crawler.records import record_page
from crawler.replaying import page_of_snapshot

logger = logging.getLogger(__name__)

#: Called with the portal's name and how many of its snapshots are done.
Progress = Callable[[str, int], None]

#: How many snapshots are read from the catalogue at a time, and between two signs of life.
BATCH = 200

#: Snapshots of these kinds are read again if they hold an article or failed to; None: the crawl was
#: killed before it looked at them.
_READ_AGAIN = ("article", "failed", "other", "empty", "error", "login", "blocked", None)


@dataclass(slots=True)
class ReExtraction:
    """What came of reading snapshots again.

    Attributes:
        counts: `pages` read; articles `new`, `changed` and `unchanged`; pages `failed` that still
            yield nothing; pages `lost` that yielded an article before; `broken` records.
        fields: in how many articles a field was `gained`, `lost` or is `different` now.
        broken: where records cannot be read, and why.
        lost: address and reason of each page that no longer yields its article (which is kept).
    """

    counts: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def re_extract(
    catalogue: Catalogue,
    archive_url: str,
    portals: Sequence[Portal],
    on_progress: Progress = lambda portal, done: None,
) -> ReExtraction:
    """Extract the archived article pages of some portals again and record what they hold now.

    Snapshots are read from the oldest on, each counting as of the moment it was fetched. A record
    that is broken is skipped and reported.
    """
    result = ReExtraction()
    for portal in portals:
        before = Counter(result.counts)
        with catalogue.begin() as session:
            mark_interrupted(session)
            run_id = begin_run(session, portal.name, "extract")
        outcome: Outcome = "interrupted"
        reason = None
        try:
            for done, snapshot in enumerate(_snapshots(catalogue, portal), 1):
                _read_again(catalogue, archive_url, portal, snapshot, result)
                if done % BATCH == 0:
                    with catalogue.begin() as session:
                        update_run(session, run_id, result.counts - before)
                on_progress(portal.name, done)
            outcome = "finished"
        except Exception as error:
            outcome, reason = "failed", f"{type(error).__name__}: {error}"
            raise
        finally:
            with catalogue.begin() as session:
                finish_run(session, run_id, outcome, result.counts - before, reason)
    return result


def _snapshots(catalogue: Catalogue, portal: Portal) -> Iterator[SnapshotRow]:
    """The snapshots to read again. No transaction is open while the caller works at one."""
    after = ("", 0)
    while True:
        with catalogue.session() as session:
            following = iter_snapshots(session, portal.name, _READ_AGAIN, BATCH, after)
            rows = list(islice(following, BATCH))
        if not rows:
            return
        for row in rows:
            if row.status < 300 and (row.kind in ("article", None) or row.failure):
                yield row
        after = (rows[-1].fetched_at, rows[-1].id)


def _read_again(
    catalogue: Catalogue,
    archive_url: str,
    portal: Portal,
    snapshot: SnapshotRow,
    result: ReExtraction,
) -> None:
    try:
        page = page_of_snapshot(catalogue, archive_url, snapshot)
    except BrokenRecordError as error:
        logger.warning("skipped: %s", error)
        result.counts["broken"] += 1
        result.broken.append(str(error))
        return
    result.counts["pages"] += 1
    before = _article(catalogue, snapshot.article_id)
    reading = extract(page, portal, before.section if before else None)
    if before and reading.article is None:
        result.counts["lost"] += 1
        result.lost.append(f"{snapshot.url}: {missing(reading, 'article')}")
        return
    crawled = CrawledPage(
        snapshot.id, snapshot.fetched_at, snapshot.url, None, reading.kind, reading.article
    )
    if reading.article is None and reading.kind != "listing":
        crawled.failure = missing(reading, "article")
    change = record_page(catalogue, crawled)
    if change or crawled.failure:
        result.counts[change or "failed"] += 1
    if change == "changed" and before:
        after = _article(catalogue, before.id)
        assert after is not None
        _compare(before, after, result.fields)


def _article(catalogue: Catalogue, article_id: str | None) -> Article | None:
    if article_id is None:
        return None
    with catalogue.session() as session:
        return get_article(session, article_id)


def _compare(before: Article, after: Article, fields: dict[str, Counter[str]]) -> None:
    """Count for each field whether the article gained it, lost it, or has it differently now."""
    old, new = versioned_content(before), versioned_content(after)
    for name in old:
        if old[name] != new[name]:
            what = "gained" if not old[name] else "lost" if not new[name] else "different"
            fields.setdefault(name, Counter())[what] += 1
