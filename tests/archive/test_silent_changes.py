"""What portals changed after publication or took away; what our own rules changed is not told."""

from dataclasses import replace

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, reading_silent_changes
from archive.catalogue.articles import delete_article, mark_gone, record_article
from archive.catalogue.legislation import mark_legislation_gone, record_legislation
from archive.catalogue.reading_silent_changes import ChangesAsked, SilentChange, silent_changes
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.catalogue.tables import SilentChangeRow
from archive.items import Article, Legislation
from archive.urls import article_id
from tests.archive.articles import URL, article, day
from tests.sql import statements, whole_tables

ID = article_id(URL)
RULE, OTHER_RULE = {"body": "tnc: paragraphs"}, {"body": "tnc: lines"}


def capture(
    session: Session,
    number: int,
    body: str,
    payload: str | None = None,
    source: str | None = None,
    **changes: object,
) -> int:
    """Crawl the article on a day of November; its snapshot."""
    snapshot = _snapshot(session, number, payload or f"{number}", source)
    read(session, number, snapshot, body, **changes)
    return snapshot


def _snapshot(session: Session, number: int, payload: str, source: str | None = None) -> int:
    new = NewSnapshot(
        portal="kontum-stp",
        run_id=None,
        url=URL,
        fetched_at=day(number),
        status=200,
        content_type="text/html",
        payload_digest=payload,
        record_type="response",
        record_id="<urn:uuid:0>",
        warc="a.warc.gz",
        offset=_next_offset(session),
        length=1,
        source=source,
    )
    return record_snapshot(session, new)


def _next_offset(session: Session) -> int:
    return session.scalar(text("SELECT coalesce(max(id), 0) FROM snapshots")) or 0


def read(session: Session, number: int, snapshot: int, body: str, **changes: object) -> None:
    """Record what a capture shows, as crawling and `congtin extract` do."""
    fields: dict[str, object] = {"body": [body], "provenance": RULE, **changes}
    record_article(session, article(**fields), day(number), snapshot)
    set_outcome(session, snapshot, "article", article_id=ID)


def found(catalogue: Catalogue, **asked: object) -> list[SilentChange]:
    with catalogue.session() as session:
        return silent_changes(session, ChangesAsked(**asked), 20).changes  # type: ignore[arg-type]  # keyword arguments of mixed types


def told(catalogue: Catalogue, **asked: object) -> list[str]:
    return [f"{change.kind} {change.at[8:10]}" for change in found(catalogue, **asked)]


def test_an_edit_is_told_with_the_words_it_changed(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        capture(session, 1, "Mức phạt 5 triệu đồng.")
        capture(session, 2, "Mức phạt 5 triệu đồng.")
        capture(session, 3, "Mức phạt 7 triệu đồng.", headline="Tin đã sửa")
    (change,) = found(catalogue)
    assert (change.kind, change.at, change.number) == ("edited", day(3), 2)
    assert (change.portal, change.province, change.department) == (
        "kontum-stp",
        "kon-tum",
        "Sở Tư pháp",
    )
    assert (change.title, change.fields) == ("Tin đã sửa", ["headline", "body"])
    assert change.excerpts[1]["runs"] == [
        ["same", "Mức phạt "],
        ["removed", "5 "],
        ["added", "7 "],
        ["same", "triệu đồng."],
    ]


def test_what_our_rules_made_is_not_told(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        first = capture(session, 1, "A")
        second = capture(session, 2, "A")
        # read anew, a capture that had confirmed the first comes to say something else
        read(session, 2, second, "B")
        assert told_in(session) == []
        # and once the first is read by the same rules and still differs, the portal changed it
        read(session, 1, first, "A, by better rules")
        assert told_in(session) == ["edited 02"]
        # better rules read both alike: there was no change
        read(session, 2, second, "A, by better rules")
        assert told_in(session) == []


def told_in(session: Session) -> list[str]:
    changes = silent_changes(session, ChangesAsked(), 20).changes
    return [f"{change.kind} {change.at[8:10]}" for change in changes]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # the page was otherwise
        ({}, ["edited 02"]),
        # the very bytes that were read before: only we can have changed
        ({"payload": "1"}, []),
        # another rule than before found all that differs
        ({"provenance": OTHER_RULE}, []),
        # another rule found the body, but the headline differs, too, by the same rule
        ({"provenance": OTHER_RULE, "headline": "Khác"}, ["edited 02"]),
        # a rule that found nothing before tells nothing
        ({"provenance": {}}, ["edited 02"]),
    ],
)
def test_page_and_rules_are_told_apart(
    sqlite_catalogue: Catalogue, second: dict[str, object], expected: list[str]
) -> None:
    with sqlite_catalogue.begin() as session:
        capture(session, 1, "A")
        capture(session, 2, "B", **second)  # type: ignore[arg-type]  # mixed types
        assert told_in(session) == expected


def test_what_was_imported_proves_nothing(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(body=["A"]), day(1), None)
        record_article(session, article(body=["B"]), day(2), None)
        capture(session, 3, "C")
        assert told_in(session) == []
        capture(session, 4, "D")
        assert told_in(session) == ["edited 04"]


def test_older_captures_find_their_place(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        capture(session, 8, "C")
        capture(session, 2, "A", source="https://web.archive.example")
        capture(session, 5, "B", source="https://web.archive.example")
    changes = found(catalogue)
    assert [(change.at, change.number) for change in changes] == [(day(8), 3), (day(5), 2)]
    assert [run[1] for run in changes[0].excerpts[0]["runs"]] == ["B", "C"]


def test_what_was_taken_away_and_came_back(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        capture(session, 1, "A")
        mark_gone(session, ID, day(3))
        mark_gone(session, ID, day(4))
    (gone,) = found(catalogue)
    assert (gone.kind, gone.at, gone.until, gone.number) == ("gone", day(3), None, None)
    with catalogue.begin() as session:
        capture(session, 9, "A")
        mark_gone(session, ID, day(12))
    assert [(c.at, c.until) for c in found(catalogue)] == [(day(12), None), (day(3), day(9))]


def test_entries_of_registers_are_told_of(catalogue: Catalogue) -> None:
    entry = Legislation(
        url=f"{URL}/vb",
        id="kh/4204",
        portal="kontum-cb",
        province="kon-tum",
        identifier="4204/KH-UBND",
        issuer="UBND tỉnh Kon Tum",
        status="Còn hiệu lực",
    )
    with catalogue.begin() as session:
        record_legislation(session, entry, day(1), _snapshot(session, 1, "1"))
        later = _snapshot(session, 2, "2")
        record_legislation(session, replace(entry, status="Hết hiệu lực"), day(2), later)
        mark_legislation_gone(session, entry.id, day(5))
    gone, edited = found(catalogue, departments=("UBND tỉnh Kon Tum",))
    assert (gone.item_type, gone.kind, gone.title) == ("Legislation", "gone", "4204/KH-UBND")
    assert edited.excerpts == [
        {
            "field": "status",
            "runs": [["removed", "Còn "], ["added", "Hết "], ["same", "hiệu lực"]],
        }
    ]


def test_a_deleted_article_changed_nothing(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        capture(session, 1, "A")
        capture(session, 2, "B")
        mark_gone(session, ID, day(3))
        delete_article(session, ID)
        assert session.scalar(select(func.count()).select_from(SilentChangeRow)) == 0


def test_an_article_that_moved_takes_its_changes_along(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        capture(session, 1, "A")
        capture(session, 2, "B")
        capture(session, 3, "B", department="Sở Nội vụ")
    assert told(catalogue, departments=("Sở Tư pháp",)) == []
    assert told(catalogue, departments=("Sở Nội vụ",)) == ["edited 02"]


# What is asked, and what is found of: edited on day 3 (5 → 7 triệu), gone since day 5.
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["gone 05", "edited 03"]),
        ({"kinds": ("gone",)}, ["gone 05"]),
        ({"portals": ("kontum-stp",), "kinds": ("edited",)}, ["edited 03"]),
        ({"portals": ("kontum-stp", "other")}, ["gone 05", "edited 03"]),
        ({"portals": ("other",)}, []),
        ({"provinces": ("kon-tum",), "departments": ("Sở Tư pháp",)}, ["gone 05", "edited 03"]),
        ({"since": day(4)}, ["gone 05"]),
        ({"until": day(5)}, ["edited 03"]),
        # words: in paragraphs that changed, as they were and are, in the title; all of them
        ({"words": "năm triệu"}, ["edited 03"]),
        ({"words": "bảy"}, ["gone 05", "edited 03"]),
        ({"words": "nam trieu"}, ["edited 03"]),
        # with a diacritic at their word
        ({"words": "nắm triệu"}, []),
        ({"words": "công văn 1235/UBND-KGVX"}, ["gone 05", "edited 03"]),
        ({"words": "phạt"}, ["gone 05", "edited 03"]),
        ({"words": "đoạn"}, []),
        ({"words": "100%_"}, []),
    ],
)
def test_filters(
    filtered_catalogue: Catalogue, asked: dict[str, object], expected: list[str]
) -> None:
    assert told(filtered_catalogue, **asked) == expected


@pytest.fixture
def filtered_catalogue(catalogue: Catalogue) -> Catalogue:
    with catalogue.begin() as session:
        capture(session, 1, "Mức phạt năm triệu")
        capture(session, 3, "Mức phạt bảy triệu")
        mark_gone(session, ID, day(5))
    return catalogue


def many(catalogue: Catalogue, number: int) -> None:
    rows: list[dict[str, object]] = [
        {
            "item_type": "NewsArticle",
            "item_id": f"{n}",
            "kind": "gone" if n % 10 == 0 else "edited",
            "at": f"2026-01-{n % 28 + 1:02}T00:00:00Z",
            "portal": f"p{n % 7}",
            "province": f"v{n % 3}",
            "department": None,
            "title": f"{n}",
            "excerpts": [],
            "words": f" tin {n} ",
        }
        for n in range(number)
    ]
    with catalogue.begin() as session:
        session.execute(insert(SilentChangeRow), rows)


@pytest.mark.parametrize(
    "asked",
    [
        ChangesAsked(),
        ChangesAsked(portals=("p1", "p3"), kinds=("edited",)),
        ChangesAsked(words="tin"),
        # some pages of these are empty: the words were looked for in vain so far
        ChangesAsked(words="tin", portals=("p1", "p2"), kinds=("gone",)),
    ],
)
def test_page_after_page_tells_everything_once(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, asked: ChangesAsked
) -> None:
    monkeypatch.setattr(reading_silent_changes, "_FIRST_LOOKED_AT", 3)
    monkeypatch.setattr(reading_silent_changes, "MOST_LOOKED_AT", 9)
    many(catalogue, 200)
    with catalogue.session() as session:
        at_once = silent_changes(session, replace(asked, words=""), 500).changes
        pages: list[SilentChange] = []
        answer = silent_changes(session, asked, 7)
        while answer.following is not None:
            pages += answer.changes
            answer = silent_changes(session, asked, 7, answer.following)
        pages += answer.changes
    assert pages == at_once
    assert len(pages) > 5


@pytest.mark.parametrize(
    "asked",
    [
        ChangesAsked(),
        ChangesAsked(portals=("p1", "p3"), provinces=("v1",), since=day(1), until=day(9)),
        ChangesAsked(departments=("Sở Tư pháp",)),
        ChangesAsked(provinces=("v1",), kinds=("gone",)),
        ChangesAsked(kinds=("gone",), words="tin 7"),
    ],
)
def test_nothing_is_read_whole(sqlite_catalogue: Catalogue, asked: ChangesAsked) -> None:
    many(sqlite_catalogue, 50)
    with sqlite_catalogue.session() as session:
        with statements(session) as sent:
            silent_changes(session, asked, 20)
        assert sent
        assert whole_tables(session, sent) == []


def test_articles_without_history_have_no_changes(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        for number in range(3):
            other = Article(url=f"{URL}?{number}", headline="Tin", body=["A"])
            record_article(session, other, day(1), None)
    assert told(catalogue) == []


@pytest.mark.server
def test_postgresql_reads_from_indexes_too(postgres_catalogue: Catalogue) -> None:
    many(postgres_catalogue, 5000)
    with postgres_catalogue.session() as session:
        session.execute(text("ANALYZE silent_changes"))
        for asked in (
            ChangesAsked(),
            ChangesAsked(portals=("p1",), kinds=("gone",)),
            ChangesAsked(kinds=("gone",), since=day(1)),
        ):
            with statements(session) as sent:
                silent_changes(session, asked, 20)
            ((statement, parameters),) = sent
            connection = session.connection()
            plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars().all()
            assert any("Index Scan" in step for step in plan), plan
            assert not any("Seq Scan" in step for step in plan), plan
