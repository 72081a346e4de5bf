"""Which of some items a search finds: in every engine, and of items that are in none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.items import Article, ItemKey
from archive.urls import article_id
from documents.resolving import resolve_changes
from indexer.earlier_items import items_edited_since
from indexer.engines import open_engine
from indexer.engines.elasticsearch.mapping import MAX_ID_BYTES
from indexer.matching import (
    asked_of_items,
    indexed_to,
    last_indexed,
    matching,
    matching_unindexed,
)
from indexer.search import InvalidRequestError, SearchRequest
from indexer.searching import SearchEngine
from indexer.updating import update_index
from tests.fixtures.catalogues import copy_of
from tests.indexer.engines import ENGINES, opened

SITE = "https://stp.kontum.gov.vn/"
LONG = "x" * (MAX_ID_BYTES + 1)  # an import gives ids of any length


def article(name: str, headline: str, **more: str) -> Article:
    values = {"portal": "stp", "province": "kon-tum", "date_published": "2023-05-01", **more}
    return Article(url=SITE + name, headline=headline, **values)  # type: ignore[arg-type]  # texts alone


ARTICLES = {
    "rung": article("rung", "Phòng cháy rừng"),
    "nha": article("nha", "Phòng cháy nhà cao tầng", date_published="2024-01-01"),
    "nuoc": article("nuoc", "Nước sạch nông thôn", province="lao-cai"),
    "dai": replace(article("dai", "Phòng cháy chợ"), id=LONG),
}


def key(name: str) -> ItemKey:
    return "NewsArticle", ARTICLES[name].id or article_id(ARTICLES[name].url)


@pytest.fixture(scope="module")
def catalogue(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    with copy_of(sqlite_template, tmp_path_factory.mktemp("matching")) as catalogue:
        with catalogue.begin() as session:
            for one in ARTICLES.values():
                record_article(session, one, "2024-01-01T00:00:00Z", None)
        resolve_changes(catalogue)
        yield catalogue


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    with opened(request.param, tmp_path_factory.mktemp("engine"), request) as engine:
        assert last_indexed(catalogue, engine) is None
        assert indexed_to(catalogue, engine) > 0
        update_index(catalogue, engine)
        yield engine


# A search, and what it finds.
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (SearchRequest(), {"rung", "nha", "nuoc", "dai"}),
        (SearchRequest("phòng cháy"), {"rung", "nha", "dai"}),
        (SearchRequest("phong chay -nha"), {"rung", "dai"}),
        (SearchRequest(filters={"province": ("lao-cai",)}), {"nuoc"}),
        (SearchRequest("phòng cháy", date_from="2023-06-01"), {"nha"}),
        (SearchRequest("phòng chái"), set()),  # respelling is a guess
        (SearchRequest("phòng cháy kho xăng"), set()),  # fewer words, too
    ],
)
def test_which_of_some_items(engine: SearchEngine, asked: SearchRequest, found: set[str]) -> None:
    expression = asked_of_items(engine.reader, asked)
    everything = [key(name) for name in ARTICLES]
    assert matching(engine.reader, expression, everything) == {key(name) for name in found}
    assert matching(engine.reader, expression, [key("rung")]) == {key(n) for n in found & {"rung"}}
    assert matching(engine.reader, expression, [("Legislation", key("rung")[1])]) == set()
    assert matching(engine.reader, expression, []) == set()


def test_what_is_no_search_is_refused(engine: SearchEngine) -> None:
    with pytest.raises(InvalidRequestError):
        asked_of_items(engine.reader, SearchRequest(filters={"colour": ("red",)}))
    with pytest.raises(InvalidRequestError):
        asked_of_items(engine.reader, SearchRequest(date_from="hôm nay"))


def test_how_far_the_index_is(engine: SearchEngine, catalogue: Catalogue) -> None:
    assert last_indexed(catalogue, engine) == indexed_to(catalogue, engine)


def test_items_as_they_stood(sqlite_template: Path, tmp_path: Path) -> None:
    """Only those that were there, and stood otherwise."""
    with copy_of(sqlite_template, tmp_path) as catalogue, time_machine.travel("2026-11-22"):
        with catalogue.begin() as session:
            for name in ("edited", "same"):
                record_article(session, article(name, "Trước"), "2026-11-01T00:00:00Z", None)
            record_article(session, article("edited", "Giữa"), "2026-11-05T00:00:00Z", None)
            record_article(session, article("edited", "Sau"), "2026-11-10T00:00:00Z", None)
            record_article(session, article("new", "Mới"), "2026-11-10T00:00:00Z", None)
        ids = [article_id(SITE + name) for name in ("edited", "same", "new", "none")]
        headlines = {}
        with catalogue.session() as session:
            for moment in ("2026-10-01", "2026-11-02", "2026-11-07", "2026-11-11"):
                items = items_edited_since(session, "NewsArticle", ids, f"{moment}T00:00:00Z")
                headlines[moment] = [item.headline for item in items]
        assert headlines == {
            "2026-10-01": [],
            "2026-11-02": ["Trước"],
            "2026-11-07": ["Giữa"],
            "2026-11-11": [],
        }
        with catalogue.session() as session:
            then = list(items_edited_since(session, "NewsArticle", ids, "2026-11-07T00:00:00Z"))
        folder = tmp_path / "index"
        with open_engine(f"tantivy://{folder}") as engine:
            update_index(catalogue, engine)
            for q, found in (("giữa", 1), ("sau", 0)):
                expression = asked_of_items(engine.reader, SearchRequest(q))
                assert len(matching_unindexed(expression, then)) == found
