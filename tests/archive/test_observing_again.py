"""What crawls met is counted again after an extraction, of each by what its own captures show."""

from dataclasses import replace

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.health import observe_again
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.catalogue.tables import RunRow
from archive.items import Article

ARTICLE = Article(
    url="https://stp.example/1",
    id="1",
    portal="stp",
    headline="Một",
    body=["Thân bài."],
    author="An",
    date_published="2026-11-01",
)

#: Two crawls, then an extraction. The second crawl met a new design, whose dates are not read.
DAYS = ("2026-11-01", "2026-11-02", "2026-11-03")


def test_a_good_crawl_stays_good_when_a_later_one_reads_worse(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        runs = [_run(day, "extract" if day == DAYS[2] else "crawl") for day in DAYS]
        session.add_all(runs)
        session.flush()
        good, bad = runs[:2]
        for run, article in ((good, ARTICLE), (bad, replace(ARTICLE, date_published=None))):
            at = f"{run.started_at[:10]}T00:10:00Z"
            number = record_snapshot(session, _snapshot(run.id, at))
            record_article(session, article, at, number)
            set_outcome(session, number, "article", ARTICLE.id)
        observe_again(session, "stp", [bad, good])
        assert good.observed is not None
        assert bad.observed is not None
        assert good.observed["having"] == {"date_published": 1, "author": 1, "body": 1}
        assert bad.observed["having"] == {"date_published": 0, "author": 1, "body": 1}
        assert good.observed["articles"] == bad.observed["articles"] == 1


def _run(day: str, kind: str) -> RunRow:
    return RunRow(
        portal="stp",
        kind=kind,
        started_at=f"{day}T00:00:00Z",
        finished_at=f"{day}T01:00:00Z",
        outcome="finished",
        counts={},
        observed={},
        host="here",
        pid=1,
        updated_at=f"{day}T01:00:00Z",
    )


def _snapshot(run_id: int, at: str) -> NewSnapshot:
    return NewSnapshot(
        portal="stp",
        run_id=run_id,
        url=ARTICLE.url,
        fetched_at=at,
        status=200,
        content_type="text/html",
        payload_digest=f"sha256:{run_id}",
        record_type="response",
        record_id=f"<urn:uuid:{run_id}>",
        warc="a.warc.gz",
        offset=run_id,
        length=1,
        kind="article",
    )
