"""Two processes that resolve at the same time."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import select, text

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.tables import DocumentRow
from archive.items import Article
from documents.resolving import resolve_changes

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
