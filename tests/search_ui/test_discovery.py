"""What browsers, search engines and other crawlers find by themselves."""

import json

import pytest
from flask.testing import FlaskClient
from lxml import etree
from lxml.html import fromstring

from search_ui.pages import sitemap
from tests.search_ui.library import Library, others

HOME = "http://127.0.0.1:8640"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"


def told(client: FlaskClient, address: str, tag: str = LOC) -> list[str]:
    answer = client.get(address.removeprefix(HOME))
    assert answer.status_code == 200
    assert answer.content_type == "application/xml; charset=utf-8"
    return [str(node.text) for node in etree.fromstring(answer.data).iter(tag)]


def test_a_browser_can_search_here(client: FlaskClient) -> None:
    (link,) = fromstring(client.get("/about").text).cssselect("link[rel=search]")
    answer = client.get(str(link.get("href")))
    assert answer.content_type == link.get("type", "") + "; charset=utf-8"
    description = etree.fromstring(answer.data)
    # The lengths that the specification allows.
    assert 0 < len(description.findtext(f"{OPENSEARCH}ShortName") or "") <= 16
    assert 0 < len(description.findtext(f"{OPENSEARCH}Description") or "") <= 1024
    for url in description.iter(f"{OPENSEARCH}Url"):
        template = url.get("template", "")
        assert template.startswith(HOME)
        found = client.get(template.removeprefix(HOME).replace("{searchTerms}", "bảng tin"))
        assert found.status_code == 200
        assert found.mimetype == url.get("type")


def test_a_browser_is_told_what_may_be_meant(client: FlaskClient) -> None:
    typed, texts, details, addresses = json.loads(
        client.get("/opensearch/suggestions?q=bảng tin").data
    )
    assert typed == "bảng tin"
    assert len(texts) == len(details) == len(addresses) > 0
    for address in addresses:
        assert client.get(address.removeprefix(HOME)).status_code == 200
    assert json.loads(client.get("/opensearch/suggestions").data) == ["", [], [], []]


def test_crawlers_are_led_to_every_page(
    client: FlaskClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "PART", 10)
    monkeypatch.setattr(sitemap, "_CHUNK", 4)
    (line,) = [
        line for line in client.get("/robots.txt").text.splitlines() if line.startswith("Sitemap")
    ]
    parts = told(client, line.removeprefix("Sitemap: "))
    # Some pages, 28 articles, and the documents that they mention.
    assert [part.removeprefix(f"{HOME}/sitemap/") for part in parts] == [
        *("pages.xml", "articles-1.xml", "articles-2.xml", "articles-3.xml", "documents-1.xml")
    ]
    pages = [page for part in parts for page in told(client, part)]
    assert len(pages) == len(set(pages))
    assert sum("/articles/" in page for page in pages) == len(others()) + 2
    for page in pages:
        assert page.startswith(HOME)
        assert client.get(page.removeprefix(HOME)).status_code == 200
    assert {
        f"{HOME}/articles/{library.notice_board}",
        *(f"{HOME}/changes", f"{HOME}/documents/browse"),
    } <= set(pages)


def test_icon_is_where_programs_look_for_it(client: FlaskClient) -> None:
    icon = client.get("/favicon.ico")
    assert (icon.status_code, icon.mimetype) == (200, "image/svg+xml")
    assert b"<svg" in icon.data
    icon.close()


def test_pages_are_as_new_as_their_last_change(client: FlaskClient) -> None:
    moments = set(told(client, "/sitemap/articles-1.xml", LASTMOD))
    # Captured once; edited; gone.
    assert moments == {"2024-04-16T02:15:00Z", "2024-06-16T02:15:00Z", "2024-07-01T00:00:00Z"}


@pytest.mark.parametrize(
    "part",
    [
        "articles-2",
        "articles-50001",
        f"articles-{10**24}",
        "articles-0",
        "legislation-1",
        "portals-1",
    ],
)
def test_there_is_no_part_of_nothing(client: FlaskClient, part: str) -> None:
    assert client.get(f"/sitemap/{part}.xml").status_code == 404
