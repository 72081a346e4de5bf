"""Searches and documents as feeds: what they tell, by what names, and whether it is new."""

import re

import pytest
from flask.testing import FlaskClient
from lxml import etree
from lxml.html import fromstring

from archive.catalogue.articles import get_article, mark_gone, record_article
from indexer.engines import open_engine
from indexer.updating import update_index
from search_ui import Options, Services, create_app
from tests.search_ui.atom_rules import ATOM, read_feed
from tests.search_ui.library import Library, build, notice_board

PUBLIC = "https://tin.example.vn"


def entries(feed: bytes) -> list[etree._Element]:
    return read_feed(feed).findall(f"{ATOM}entry")


def titles(feed: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in entries(feed)]


# Everything; words; a facet and days; another order; a number of a document; nothing found; what
# an XML document cannot hold is in the hostile article.
@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=hội+nghị",
        "department=Sở+Tư+pháp&from=2019-01-01&to=2020-12-31",
        "q=hội+nghị&sort=oldest&page=2&size=5",
        "document=4204/KH-UBND&author=Lệ+Quỳnh",
        "q=khongcogi",
        "q=<script>",
    ],
)
def test_search_is_a_feed_newest_first(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/search.atom?{query}")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    days = [entry.findtext(f"{ATOM}published") or "" for entry in entries(answer.data)]
    assert days == sorted(days, reverse=True)


def test_feed_holds_what_the_search_finds(client: FlaskClient) -> None:
    found = client.get("/api/v1/articles?q=hội+nghị&sort=newest&size=50").get_json()["hits"]
    assert titles(client.get("/search.atom?q=hội+nghị&sort=oldest").data) == [
        hit["headline"] for hit in found
    ]
    assert len(titles(client.get("/search.atom?q=hội+nghị&size=3").data)) == 3


def test_document_has_a_feed_of_who_mentions_it(client: FlaskClient, library: Library) -> None:
    page = client.get("/documents?q=4204/KH-UBND", follow_redirects=True)
    (link,) = fromstring(page.text).cssselect("link[rel=alternate]")
    feed = client.get(link.get("href", ""))
    assert "4204/KH-UBND" in (read_feed(feed.data).findtext(f"{ATOM}title") or "")
    assert notice_board().headline in titles(feed.data)
    assert len(titles(feed.data)) == 8


@pytest.mark.parametrize("address", ["/documents/x/y/z.atom", "/search.atom?from=gì", "/x.atom"])
def test_there_is_no_feed_of_what_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in (400, 404)


def test_search_page_names_its_feed(client: FlaskClient) -> None:
    page = client.get("/search?q=hội+nghị&sort=oldest&page=2&department=Sở+Y+tế").text
    (link,) = fromstring(page).cssselect("link[rel=alternate]")
    assert "sort" not in link.get("href", "")
    assert "page" not in link.get("href", "")
    feed = client.get(link.get("href", ""))
    total = "".join(map(str, fromstring(page).cssselect("#total")[0].itertext()))
    assert 0 < len(titles(feed.data)) == int(re.sub(r"\D", "", total))


def test_who_has_the_feed_is_not_sent_it_again(client: FlaskClient) -> None:
    first = client.get("/search.atom?q=bảng+tin")
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/search.atom?q=bảng+tin", headers=again).status_code == 304
    assert client.get("/search.atom?q=hội+nghị", headers=again).status_code == 200
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get("/search.atom?q=bảng+tin", headers=since).status_code == 304
    before = {"If-Modified-Since": "Mon, 15 Apr 2024 00:00:00 GMT"}
    assert client.get("/search.atom?q=bảng+tin", headers=before).status_code == 200


def test_names_stay_and_times_tell_of_changes(tmp_path_factory: pytest.TempPathFactory) -> None:
    library = build(tmp_path_factory.mktemp("followed"))
    url = f"tantivy://{tmp_path_factory.mktemp('followed-index')}"
    services = Services(library.catalogue, lambda: open_engine(url), library.archive_url)
    client = create_app(services, Options(public_address=PUBLIC)).test_client()

    def told() -> tuple[str, ...]:
        with open_engine(url) as engine:
            update_index(library.catalogue, engine)
        feed = client.get("/search.atom?q=bảng+tin+điện+tử", headers={"Host": "evil.example"}).data
        assert b"evil" not in feed
        root = read_feed(feed)
        entry = root.find(f"{ATOM}entry")
        assert entry is not None
        times = entry.findtext(f"{ATOM}updated"), root.findtext(f"{ATOM}updated")
        return (
            entry.findtext(f"{ATOM}id") or "",
            root.findtext(f"{ATOM}id") or "",
            *map(str, times),
        )

    name, of_feed, *updated = told()
    assert name == f"tag:tin.example.vn,2026:articles/{library.notice_board}"
    assert of_feed.startswith("tag:tin.example.vn,2026:search?q=")
    # The version of June is the one that is told of.
    assert updated == ["2024-06-16T02:15:00Z"] * 2
    with library.catalogue.begin() as session:
        found = get_article(session, library.notice_board)
        assert found is not None
        # Seen again as it was: nothing is new.
        record_article(session, found, "2024-07-16T02:15:00Z", None)
    assert told() == (name, of_feed, *updated)
    with library.catalogue.begin() as session:
        edited = notice_board()
        edited.body[0] = "Một câu khác hẳn về bảng tin điện tử."
        record_article(session, edited, "2024-08-16T02:15:00Z", None)
    assert told() == (name, of_feed, "2024-08-16T02:15:00Z", "2024-08-16T02:15:00Z")
    with library.catalogue.begin() as session:
        mark_gone(session, library.notice_board, "2024-09-01T00:00:00Z")
    assert told() == (name, of_feed, "2024-09-01T00:00:00Z", "2024-09-01T00:00:00Z")
