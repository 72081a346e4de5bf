"""What readers' connections show, on both databases: nothing that is withheld, whoever asks how.

- test_readers_see_all_but_what_is_withheld: by kind, the rows that are gone from each table, as
  was foreseen
- test_what_a_withheld_capture_shows_is_hidden: whichever capture of a version, and of its content
- test_it_is_looked_at_anew: withheld and lifted between two transactions of one connection
- test_what_was_withheld_stays_on_record
"""

import pytest
from sqlalchemy import func, select, text

from archive.catalogue import Catalogue
from archive.catalogue.articles import find_article_id, record_article
from archive.catalogue.attachments import record_attachment
from archive.catalogue.foreseeing import foresee
from archive.catalogue.legislation import record_legislation
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.catalogue.tables import (
    ArticleAliasRow,
    ArticleRow,
    ArticleVersionRow,
    AttachmentRow,
    AttachmentUseRow,
    DocumentRow,
    LegislationRow,
    LegislationVersionRow,
    MentionRow,
    SilentChangeRow,
    SnapshotRow,
    core,
)
from archive.catalogue.tables.base import Table
from archive.catalogue.withholding import find_kind, lift, withhold, withholdings
from archive.items import Article, Attachment, Legislation
from archive.urls import article_id
from documents.resolving import resolve_changes

pytestmark = pytest.mark.slow

SITE = "https://stp.example"
FIRST, LATER = "2024-04-16T02:15:00Z", "2024-06-16T02:15:00Z"
SHARED, OWN = f"{SITE}/chung.pdf", f"{SITE}/rieng.pdf"
HIDDEN, SHOWN = article_id(f"{SITE}/1"), article_id(f"{SITE}/2")

TABLES: tuple[type[Table], ...] = (
    *(ArticleRow, ArticleAliasRow, ArticleVersionRow, MentionRow, LegislationRow),
    *(LegislationVersionRow, DocumentRow, SnapshotRow, AttachmentRow, AttachmentUseRow),
    SilentChangeRow,
)


def article(path: str, words: str, *files: str) -> Article:
    return Article(
        url=f"{SITE}/{path}",
        headline=words,
        province="kon-tum",
        body=[f"{words}. Theo Kế hoạch số {path}/KH-UBND ngày 11/12/2022 của UBND tỉnh."],
        date_published="2023-01-05",
        attachments=[Attachment(url, "Tệp") for url in files],
    )


def snapshot(url: str, at: str) -> NewSnapshot:
    return NewSnapshot(
        portal="stp",
        run_id=None,
        url=url,
        fetched_at=at,
        status=200,
        content_type="text/html",
        payload_digest=f"{url} {at}",
        record_type="response",
        record_id=f"<urn:{url} {at}>",
        warc="a.warc.gz",
        offset=hash((url, at)) % 10**9,
        length=1,
        kind="article",
    )


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    with catalogue.begin() as session:
        for path, files in (("1", (SHARED, OWN)), ("2", (SHARED,))):
            for at, words in ((FIRST, "Trước"), (LATER, "Sau")):
                shown = article(path, words, *files)
                number = record_snapshot(session, snapshot(shown.url, at))
                record_article(session, shown, at, number, other_urls=[f"{SITE}/m{path}"])
                set_outcome(session, number, "article", article_id=article_id(shown.url))
        for url in (SHARED, OWN):
            record_attachment(
                session, url, "stp", record_snapshot(session, snapshot(url, FIRST)), FIRST
            )
        entry = Legislation(
            url=f"{SITE}/vb",
            id="vb",
            identifier="9/QĐ-UBND",
            issuer="UBND tỉnh Kon Tum",
            province="kon-tum",
            issued_on="2023-01-02",
            title="Về việc",
        )
        record_legislation(session, entry, FIRST, None)
    resolve_changes(catalogue)
    return catalogue


def counts(catalogue: Catalogue) -> dict[str, int]:
    """The rows of each table, asked by statements of the ORM, of the core and in SQL: all alike."""
    with catalogue.session() as session:
        told = {}
        for table in TABLES:
            by_orm = session.scalar(select(func.count()).select_from(table)) or 0
            by_core = len(session.execute(select(core(table))).all())
            by_sql = session.scalar(text(f"SELECT count(*) FROM {table.__tablename__}"))
            assert by_orm == by_core == by_sql
            told[table.__tablename__] = by_orm
        return told


def name_of(catalogue: Catalogue, what: str) -> str:
    with catalogue.session() as session:
        of_page = select(SnapshotRow.id).where(SnapshotRow.article_id == HIDDEN)
        first, last = session.scalars(of_page.order_by(SnapshotRow.id))
        key = session.scalars(select(DocumentRow.key).where(DocumentRow.identifier == "9/QĐ-UBND"))
        names = {
            "article": HIDDEN,
            "legislation": "vb",
            "document": key.one(),
            "snapshot": str(first),
            "current snapshot": str(last),
        }
    return names[what]


ALL_OF_AN_ARTICLE = {
    "articles": 1,
    "article_aliases": 1,
    "article_versions": 2,
    "mentions": 1,
    "documents": 1,  # that it alone tells of
    "snapshots": 3,  # two of its page, one of the file that it alone offers
    "attachments": 1,
    "attachment_uses": 2,
    "silent_changes": 1,
}


# Of each table so many rows are hidden.
@pytest.mark.parametrize(
    ("what", "hidden"),
    [
        ("article", ALL_OF_AN_ARTICLE),
        ("legislation", {"legislation": 1, "legislation_versions": 1, "documents": 1}),
        ("document", {"legislation": 1, "legislation_versions": 1, "documents": 1}),
        # and what was read from it, also the passages that are in the next version no more
        ("snapshot", {"snapshots": 1, "article_versions": 1, "silent_changes": 1}),
        # what the article is now was read from it
        ("current snapshot", ALL_OF_AN_ARTICLE),
    ],
)
def test_readers_see_all_but_what_is_withheld(
    filled: Catalogue, what: str, hidden: dict[str, int]
) -> None:
    whole = counts(filled)
    assert counts(filled.public) == whole
    assert min(whole.values()) > 0
    with filled.begin() as session:
        found = find_kind(session, name_of(filled, what))
        foreseen = foresee(session, *found)
        withhold(session, *found, "vì", "an")
    assert {name: count for name, count in foreseen.items() if count} == {
        name: count for name, count in hidden.items() if name in foreseen
    }
    assert counts(filled) == whole
    shown = counts(filled.public)
    assert {
        name: whole[name] - shown[name] for name in whole if whole[name] != shown[name]
    } == hidden


# An article of three versions, A, B and A again, each captured twice, and the captures from 1 to 6:
# which one is withheld; which versions are seen, and which captures.
@pytest.mark.parametrize(
    ("withheld", "versions", "captures"),
    [
        # read from it, or made while it stood; nothing else of the time of a version is seen
        (3, [1, 3], [1, 2, 5, 6]),
        (4, [1, 3], [1, 2, 5, 6]),
        # the current version, whichever of those that show it was named
        (1, [], []),
        (6, [], []),
    ],
)
def test_what_a_withheld_capture_shows_is_hidden(
    catalogue: Catalogue, withheld: int, versions: list[int], captures: list[int]
) -> None:
    with catalogue.begin() as session:
        for month, words in enumerate(("A", "A", "B", "B", "A", "A"), 1):
            at = f"2024-{month:02}-01T00:00:00Z"
            number = record_snapshot(session, snapshot(f"{SITE}/1", at))
            assert number == month
            record_article(session, article("1", words), at, number)
            set_outcome(session, number, "article", article_id=HIDDEN)
        withhold(session, "snapshot", str(withheld), "vì", "an")

    def seen() -> tuple[list[int], list[int]]:
        with catalogue.public.session() as session:
            return (
                list(session.scalars(select(ArticleVersionRow.number))),
                list(session.scalars(select(SnapshotRow.id).order_by(SnapshotRow.id))),
            )

    assert seen() == (versions, captures)
    # what the portal publishes next is shown
    with catalogue.begin() as session:
        at = "2024-07-01T00:00:00Z"
        number = record_snapshot(session, snapshot(f"{SITE}/1", at))
        record_article(session, article("1", "C"), at, number)
        set_outcome(session, number, "article", article_id=HIDDEN)
    assert seen() == ([*(versions or [2]), 4], [*(captures or [3, 4]), 7])


def test_it_is_looked_at_anew(filled: Catalogue) -> None:
    public = filled.public

    def is_shown() -> bool:
        with public.session() as session:
            return find_article_id(session, HIDDEN) is not None

    assert is_shown()
    for _ in range(2):
        with filled.begin() as session:
            withhold(session, "article", HIDDEN, "vì", "an")
        assert not is_shown()
        with filled.begin() as session:
            lift(session, "article", HIDDEN, "hết", "binh")
        assert is_shown()


def test_what_was_withheld_stays_on_record(filled: Catalogue) -> None:
    for _ in range(2):
        with filled.begin() as session:
            withhold(session, "article", HIDDEN, "vì", "an")
        with filled.begin() as session:
            lift(session, "article", HIDDEN, "hết", "binh")
    with filled.session() as session:
        rows = withholdings(session)
    told = [(row.reason, row.withheld_by, row.lift_reason, row.lifted_by) for row in rows]
    assert told == [("vì", "an", "hết", "binh")] * 2
    assert all(row.lifted_at and row.lifted_at >= row.withheld_at for row in rows)
