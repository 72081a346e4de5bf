"""A new article has only what it touches resolved again: counted in rows that are written."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.changes import latest_change, read_changes
from archive.catalogue.tables import DocumentRow, PostponedDocumentRow
from archive.items import Article
from documents.resolving import resolve_changes
from tests.documents.conftest import Publish, Register
from tests.fixtures.catalogues import copy_of

#: Each cites a document of its own, the law that all cite, and a number that may be anyone's.
ARTICLES = 60

TABLES = ("documents", "mentions", "document_redirects")


@pytest.fixture(scope="module")
def template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue that counts, from when all is resolved, the rows written in each of `TABLES`."""
    folder = tmp_path_factory.mktemp("filled")
    with copy_of(sqlite_template, folder) as catalogue:
        with catalogue.begin() as session:
            for number in range(ARTICLES):
                body = [
                    f"Kế hoạch số {number}/KH-UBND ngày 5/3/2023 của UBND tỉnh.",
                    "Theo Luật Đất đai năm 2013.",
                    f"Thực hiện Quyết định số {number}/QĐ-UBND.",
                ]
                url = f"http://a.vn/{number}"
                article = Article(
                    url, "Tin", body=body, province="kon-tum", date_published="2023-06-01"
                )
                record_article(session, article, "2026-01-01T00:00:00Z", None)
        resolve_changes(catalogue)
        with catalogue.begin() as session:
            session.execute(text("CREATE TABLE written (name TEXT)"))
            for table in TABLES:
                for kind in ("INSERT", "UPDATE", "DELETE"):
                    session.execute(
                        text(
                            f"CREATE TRIGGER {table}_{kind} AFTER {kind} ON {table} "
                            f"BEGIN INSERT INTO written VALUES ('{table}'); END"
                        )
                    )
    return folder / "catalogue.db"


@pytest.fixture
def catalogue(template: Path, tmp_path: Path) -> Iterator[Catalogue]:
    """A copy of it, into which `publish` and `register` enter."""
    with copy_of(template, tmp_path) as catalogue:
        yield catalogue


def written(catalogue: Catalogue) -> Counter[str]:
    with catalogue.session() as session:
        return Counter(session.scalars(text("SELECT name FROM written")))


def resolved(catalogue: Catalogue, after: int) -> set[str]:
    """The items that the index has to look at again for their documents."""
    with catalogue.session() as session:
        changes = read_changes(session, after=after)
    return {change.item_id for change in changes if change.kind == "resolved"}


def latest(catalogue: Catalogue) -> int:
    with catalogue.session() as session:
        return latest_change(session)


def test_new_document(catalogue: Catalogue, publish: Publish) -> None:
    before = latest(catalogue)
    new = publish(
        "Kế hoạch số 777/KH-UBND ngày 5/3/2023 của UBND tỉnh.", day="2023-06-01", number=777
    )
    # the mention is entered and gets its key; the document is entered
    assert written(catalogue) == {"mentions": 2, "documents": 1}
    assert resolved(catalogue, before) == {new}


def test_known_documents(catalogue: Catalogue, publish: Publish) -> None:
    before = latest(catalogue)
    new = publish(
        "Kế hoạch số 7/KH-UBND ngày 5/3/2023 của UBND tỉnh. Theo Luật Đất đai năm 2013.",
        day="2023-06-01",
        number=777,
    )
    # how many articles mention each of the two documents is in their rows
    assert written(catalogue) == {"mentions": 4, "documents": 2}
    assert resolved(catalogue, before) == {new}


def test_what_one_article_waited_for(
    catalogue: Catalogue, publish: Publish, register: Register
) -> None:
    before = latest(catalogue)
    entry = register(identifier="7/QĐ-UBND", issuer="UBND tỉnh Kon Tum", issued_on="2023-01-09")
    # one mention moves; its document is entered, the one it had goes and leads on
    assert written(catalogue) == {"mentions": 1, "documents": 2, "document_redirects": 1}
    assert len(resolved(catalogue, before) - {entry}) == 1


def test_article_seen_again(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        article = Article("http://a.vn/7", "Tin mới", body=["Không nhắc đến gì."])
        record_article(session, article, "2026-01-02T00:00:00Z", None)
    resolve_changes(catalogue)
    # three mentions go, two documents with them; of the third one article less is told
    assert written(catalogue) == {"mentions": 3, "documents": 3}


def test_law_that_all_cite_is_written_once(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.resolving.BATCH", 2)
    monkeypatch.setattr("documents.postponing.OFTEN", ARTICLES)
    with catalogue.begin() as session:
        for number in range(20):
            url, body = f"http://b.vn/{number}", ["Theo Luật Đất đai năm 2013."]
            record_article(session, Article(url, "Tin", body=body), "2026-01-01T00:00:00Z", None)
    resolve_changes(catalogue)
    # each mention is entered and gets its key
    assert written(catalogue) == {"mentions": 40, "documents": 1}
    with catalogue.session() as session:
        law = session.get(DocumentRow, "quoc-hoi/45-2013-qh13/2013")
        assert law is not None
        assert law.evidence[-1]["articles"] == ARTICLES + 20
        assert session.scalars(select(PostponedDocumentRow.key)).all() == []


def test_what_was_postponed_when_the_process_was_killed(
    catalogue: Catalogue, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.postponing.OFTEN", ARTICLES)
    with monkeypatch.context() as killed:
        killed.setattr("documents.resolving.take_postponed", interrupt)
        with pytest.raises(KeyboardInterrupt):
            publish("Theo Luật Đất đai năm 2013.", day="2023-06-01", number=777)
    assert resolve_changes(catalogue) == 0
    with catalogue.session() as session:
        law = session.get(DocumentRow, "quoc-hoi/45-2013-qh13/2013")
        assert law is not None
        assert law.evidence[-1]["articles"] == ARTICLES + 1


def interrupt(_: Session) -> set[str]:
    raise KeyboardInterrupt
