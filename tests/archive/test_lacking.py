"""Articles of a crawl that lack what the portal's articles usually have, and what that is.

- test_what_is_usual_is_told_by_habit_then_by_the_file: which articles of the same crawl are named
- test_articles_are_named_page_by_page: bounded, in order; mended ones no more
- test_crawls_since_the_last_that_was_well_are_looked_at
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.lacking import crawls_to_look_at, lacking_articles, usual_fields
from archive.catalogue.portals import record_portal
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.catalogue.tables import PortalHealthRow, RunRow
from archive.items import Article

FIELDS = ("date_published", "author", "body")

#: The articles of the crawl that is looked at.
WHOLE = Article(
    id="0",
    url="https://stp.example/0",
    portal="stp",
    headline="Một",
    body=["Thân bài."],
    author="An",
    date_published="2026-11-01",
)
ARTICLES = [
    WHOLE,
    replace(WHOLE, id="1", url="https://stp.example/1", date_published=None),
    replace(WHOLE, id="2", url="https://stp.example/2", author=None),
    replace(WHOLE, id="3", url="https://stp.example/3", author="", body=[]),
]

NO_DATE, NO_AUTHOR, NOTHING = (1, ("date_published",)), (2, ("author",)), (3, ("author", "body"))


def habit(articles: int, *having: int, judged: str = "ok") -> dict[str, Any]:
    """An earlier crawl that read so many articles, of which so many have each field."""
    met = {"articles": articles, "having": dict(zip(FIELDS, having, strict=True))}
    return {"observed": met, "judged": judged}


@pytest.mark.parametrize(
    ("before", "expected", "missed", "usual", "named"),
    [
        # nearly all have everything
        ([habit(20, 20, 19, 20)], ["body"], [], FIELDS, [NO_DATE, NO_AUTHOR, NOTHING]),
        # its authors are named now and then
        (
            [habit(20, 20, 6, 20)],
            [],
            [],
            ("date_published", "body"),
            [NO_DATE, (3, ("body",))],
        ),
        # what its health misses is told, however usual
        ([habit(20, 0, 6, 0)], [], ["author"], ("author",), [NO_AUTHOR, (3, ("author",))]),
        # what was not well is no habit; nor is what is too little: the file tells
        ([habit(90, 90, 90, 90, judged="incomplete")], ["body"], [], ("body",), [(3, ("body",))]),
        ([habit(9, 9, 9, 9)], ["date_published"], [], ("date_published",), [NO_DATE]),
        # nothing is expected
        ([], [], [], (), []),
    ],
)
def test_what_is_usual_is_told_by_habit_then_by_the_file(
    catalogue: Catalogue,
    before: Sequence[dict[str, Any]],
    expected: Sequence[str],
    missed: Sequence[str],
    usual: Sequence[str],
    named: Sequence[tuple[int, Sequence[str]]],
) -> None:
    with catalogue.begin() as session:
        _enter_portal(session, expected, missed)
        for number, values in enumerate(before):
            session.add(_run(f"2026-10-{number + 1:02}", **values))
        run = _crawled(session)
        assert usual_fields(session, run) == tuple(usual)
        found = lacking_articles(session, run, 10)
        assert [(int(one.url[-1]), one.lacks) for one in found] == named


def test_articles_are_named_page_by_page(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        _enter_portal(session, FIELDS)
        run = _crawled(session)
        (first,) = lacking_articles(session, run, 1)
        others = lacking_articles(session, run, 10, after=first.snapshot)
        assert [one.url[-1] for one in (first, *others)] == ["1", "2", "3"]
        # the capture is read anew, by a rule that was mended
        mended = replace(ARTICLES[1], date_published="2026-11-20")
        record_article(session, mended, "2026-11-20T00:10:00Z", first.snapshot)
        assert lacking_articles(session, run, 10) == others


def test_crawls_since_the_last_that_was_well_are_looked_at(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        for day, judged in enumerate(("incomplete", "ok", "incomplete", "incomplete"), 1):
            session.add(_run(f"2026-10-{day:02}", judged=judged))
        session.add(_run("2026-10-09", portal="syt", judged="ok"))
        session.flush()
        days = {
            portal: [run.started_at[8:10] for run in crawls_to_look_at(session, portal)]
            for portal in ("stp", "syt", "none")
        }
    # of one that is well, its last
    assert days == {"stp": ["04", "03"], "syt": ["09"], "none": []}


def _enter_portal(session: Session, expected: Sequence[str], missed: Sequence[str] = ()) -> None:
    record_portal(
        session,
        "stp",
        title="Sở Tư pháp",
        province=None,
        department=None,
        platform="kontum",
        definition={"name": "stp", "expectations": {"fields": list(expected)}},
    )
    values = {"missing": 1, "articles": 1, "usual": 40}
    reasons = [{"kind": "without", "values": {**values, "field": name}} for name in missed]
    at = "2026-11-20T00:00:00Z"
    session.add(PortalHealthRow(portal="stp", state="ok", reasons=reasons, judged_at=at, since=at))


def _crawled(session: Session) -> RunRow:
    """The crawl that is looked at, with its captures."""
    run = _run("2026-11-20")
    session.add(run)
    session.flush()
    for number, article in enumerate(ARTICLES):
        at = f"2026-11-20T00:{10 + number}:00Z"
        snapshot = record_snapshot(session, _snapshot(run.id, article.url, at, number))
        record_article(session, article, at, snapshot)
        set_outcome(session, snapshot, "article", article.id)
    return run


def _run(day: str, portal: str = "stp", **values: Any) -> RunRow:
    return RunRow(
        portal=portal,
        kind="crawl",
        started_at=f"{day}T00:00:00Z",
        finished_at=f"{day}T01:00:00Z",
        outcome="finished",
        counts={},
        host="here",
        pid=1,
        updated_at=f"{day}T01:00:00Z",
        **values,
    )


def _snapshot(run: int, url: str, at: str, number: int) -> NewSnapshot:
    return NewSnapshot(
        portal="stp",
        run_id=run,
        url=url,
        fetched_at=at,
        status=200,
        content_type="text/html",
        payload_digest=f"sha256:{number}",
        record_type="response",
        record_id=f"<urn:uuid:{number}>",
        warc="a.warc.gz",
        offset=number,
        length=1,
    )
