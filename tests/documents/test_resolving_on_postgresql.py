"""Resolving on PostgreSQL, also by two processes at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select, text

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.legislation import delete_legislation, record_legislation
from archive.catalogue.tables import DocumentRow, StaleDocumentRow
from archive.items import Article, Legislation
from archive.urls import article_id
from documents import document_rows
from documents.near import near_documents
from documents.requests import read_request
from documents.resolving import resolve_changes
from documents.tracing import trace

pytestmark = pytest.mark.server


def test_each_waits_for_its_turn(postgres_catalogue_url: str) -> None:
    catalogue = Catalogue(postgres_catalogue_url)
    with catalogue.begin() as session:
        for number in range(20):
            body = [f"Kế hoạch số {number}/KH-UBND ngày 5/3/2023 của UBND tỉnh."]
            article = Article(f"http://a.vn/{number}", "Tin", body=body, province="kon-tum")
            record_article(session, article, "2026-01-01T00:00:00Z", None)
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with ThreadPoolExecutor(2) as threads:
        with catalogue.begin() as session:
            # neither can write before both have begun
            session.execute(text("LOCK TABLE documents IN ACCESS EXCLUSIVE MODE"))
            running = [threads.submit(resolve_changes, catalogue) for _ in range(2)]
            for _ in range(3000):
                if session.scalar(waiting) == 2:
                    break
                sleep(0.01)
        assert sorted(future.result() for future in running) == [0, 20]
    with catalogue.session() as session:
        assert len(session.scalars(select(DocumentRow)).all()) == 20
    catalogue.close()


def test_registers_and_redirects_on_postgresql(postgres_catalogue_url: str) -> None:
    catalogue = Catalogue(postgres_catalogue_url)
    bare = Article("http://a.vn/1", "Tin", body=["Theo Kế hoạch số 7/KH-UBND."])
    bare.province, bare.date_published = "kon-tum", "2023-06-01"
    with catalogue.begin() as session:
        record_article(session, bare, "2026-01-01T00:00:00Z", None)
    assert resolve_changes(catalogue) == 1
    entry = Legislation("http://a.vn/2", identifier="7/KH-UBND", issued_on="2023-01-09")
    entry.province, entry.issuer = "kon-tum", "UBND tỉnh"
    with catalogue.begin() as session:
        record_legislation(session, entry, "2026-01-01T00:00:00Z", None)
    assert resolve_changes(catalogue) == 1
    with catalogue.session() as session:
        found = trace(session, "_/7-kh-ubnd/_")
        assert found is not None
        assert found.document.key == "ubnd-tinh-kon-tum/7-kh-ubnd/2023"
        assert len(found.mentions) == len(found.register) == 1
        assert near_documents(session, read_request("8/KH-UBND"))[0].key == found.document.key
    with catalogue.begin() as session:
        delete_legislation(session, found.register[0].legislation_id)
    resolve_changes(catalogue)
    with catalogue.session() as session:
        assert [row.key for row in session.scalars(select(DocumentRow))] == ["_/7-kh-ubnd/_"]
    catalogue.close()


PLAN = "Ngày 11/12/2022, UBND tỉnh ban hành Kế hoạch số 7/KH-UBND về việc phát triển thông tin."
NOTHING = "Không nhắc đến văn bản nào."


def test_what_changes_while_it_is_resolved(
    postgres_catalogue_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article and an entry go while the resolver gives their document its key."""
    catalogue = Catalogue(postgres_catalogue_url)
    entry = Legislation("http://a.vn/2", identifier="8/KH-UBND", issued_on="2023-01-09")
    entry.province, entry.issuer = "kon-tum", "UBND tỉnh"
    record(catalogue, PLAN)
    with catalogue.begin() as session:
        record_legislation(session, entry, "2026-01-01T00:00:00Z", None)
    resolving_on, gone = Event(), Event()

    def refresh(*arguments: Any) -> set[tuple[str, str]]:
        found = document_rows.refresh(*arguments)
        resolving_on.set()
        # nothing tells when the other has begun to wait, or that it has not to
        gone.wait(0.5)
        return found

    monkeypatch.setattr("documents.resolving.refresh", refresh)
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(resolve_changes, catalogue)
        resolving_on.wait()
        record(catalogue, NOTHING)
        with catalogue.begin() as session:
            delete_legislation(session, article_id("http://a.vn/2"))
        gone.set()
        running.result()
    resolve_changes(catalogue)
    with catalogue.session() as session:
        assert session.scalars(select(DocumentRow.key)).all() == []
        assert session.scalars(select(StaleDocumentRow.key)).all() == []
    catalogue.close()


def record(catalogue: Catalogue, body: str) -> None:
    at = "2026-01-02T00:00:00Z" if body == NOTHING else "2026-01-01T00:00:00Z"
    with catalogue.begin() as session:
        article = Article("http://a.vn/1", "Tin", body=[body], province="kon-tum")
        record_article(session, article, at, None)
