"""Items that came by import: their ids are whatever another archive called them."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.legislation import record_legislation
from archive.items import Article, Legislation
from indexer.search import SearchUnavailableError
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from tests.search_ui.test_pages import page, texts

IDS = (
    "bai-1",
    "val/000005",  # as other corpora number theirs
    "Luật Phòng, chống ma túy|1",
    "bài 1",
    "a.bib",  # like the address of a citation
    "b.ris",
    'trích "dẫn"',
    "tin;tức=1&x%2e",
    "新闻",
)


def away() -> SearchEngine:
    """Pages of articles do without the search engine."""
    raise SearchUnavailableError("no server", "http://127.0.0.1:9", "start")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("imported")
    catalogue = Catalogue(f"sqlite:///{folder}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        for number, id_ in enumerate(IDS):
            imported = Article(
                url=f"https://a.vn/{number}",
                id=id_,
                headline=f"Tin {number}",
                body=["Một."],
                author="Lê An; Hà My",
            )
            record_article(session, imported, "2024-04-16T02:15:00Z", None)
            entry = Legislation(url=imported.url, id=id_, title=imported.headline)
            record_legislation(session, entry, "2024-04-16T02:15:00Z", None)
    return create_app(Services(catalogue, away, folder.as_uri())).test_client()


@pytest.mark.parametrize("folder", ["articles", "legislation"])
@pytest.mark.parametrize("id_", IDS)
def test_any_id_has_its_page_and_its_citations(client: FlaskClient, id_: str, folder: str) -> None:
    headline = f"Tin {IDS.index(id_)}"
    address = f"/{folder}/{quote(id_, safe='')}"
    shown = page(client, address)
    assert texts(shown, "h1") == [headline]
    for link in shown.cssselect(f"aside .actions a[href^='/{folder}/']"):
        response = client.get(link.get("href"))
        assert response.status_code == 200
        assert headline in response.get_data(as_text=True)
        disposition = response.headers["Content-Disposition"]
        assert disposition.isascii(), "a server sends headers as ASCII"
        kind, options = parse_options_header(disposition)
        assert kind == "attachment"
        assert options["filename"] in (f"{id_}.bib", f"{id_}.ris")


def test_each_author_is_told_to_reference_managers(client: FlaskClient) -> None:
    shown = page(client, "/articles/bai-1")
    named = [meta.get("content") for meta in shown.cssselect("meta[name=citation_author]")]
    assert named == ["Lê An", "Hà My"]
    (stated,) = shown.cssselect("script[type='application/ld+json']")
    assert [author["name"] for author in json.loads(stated.text or "")["author"]] == named
