"""Links in messages lead to pages that the search UI has; addresses are told apart from others."""

import pytest
from flask import Flask

from archive.contact_addresses import webhook_url
from indexer.search import SearchRequest
from operations.alerts.links import Links
from operations.alerts.requests import query_string, request_of
from search_ui.addresses import search_query, with_query
from search_ui.pages import BLUEPRINTS

ITEM = "e47f511e88fa05a9"
TOKEN = "T" * 32


@pytest.fixture(scope="module")
def routes() -> Flask:
    app = Flask("routes")
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


# A link, how it is asked for, and the page that it leads to.
@pytest.mark.parametrize(
    ("link", "method", "page", "values"),
    [
        (Links("").item("NewsArticle", ITEM), "GET", "articles.article", {"article_id": ITEM}),
        (Links("").item("Legislation", "x"), "GET", "legislation.entry", {"legislation_id": "x"}),
        (Links("").search("q=a"), "GET", "search.search", {}),
        (Links("").manage(TOKEN), "GET", "follow.manage", {"token": TOKEN}),
        (Links("").remove(TOKEN), "POST", "follow.change", {"token": TOKEN, "action": "remove"}),
    ],
)
def test_links_lead_to_pages(
    routes: Flask, link: str, method: str, page: str, values: dict[str, str]
) -> None:
    found = routes.url_map.bind("localhost").match(link.partition("?")[0], method)
    assert found == (page, values)


def test_a_search_is_kept_as_its_page_has_it() -> None:
    asked = SearchRequest(
        q="phòng cháy & “rừng”",
        filters={"province": ("kon-tum", "lào cai"), "document": ("4204/KH-UBND",)},
        date_from="2023-05-01",
        date_to="2023-06-01",
        sort="relevance",
    )
    filters = [("document", "4204/KH-UBND"), ("province", "kon-tum"), ("province", "lào cai")]
    kept = query_string(asked.q, filters, "2023-05-01", "2023-06-01")
    assert with_query("", search_query(asked)) == f"?{kept}"
    read = request_of(kept)
    assert (read.q, read.filters, read.date_from, read.date_to) == (
        asked.q,
        asked.filters,
        asked.date_from,
        asked.date_to,
    )


# What says nothing of what is to be found.
@pytest.mark.parametrize("query", ["page=2", "size=10", "cursor=a", "q=a&utm_source=b", "q"])
def test_what_is_no_search_is_refused(query: str) -> None:
    with pytest.raises(ValueError):
        request_of(query)


# What is no webhook.
@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.vn/hook",
        "ftp://example.vn/",
        "file:///etc/passwd",
        "http://",
        "http:///hook",
        "http://example.vn:0/",
        "http://example.vn:99999/",
        "http://u:p@example.vn/",
        "http://example.vn/#a",
        "http://example.vn/a b",
        "http://example.vn/\r\nHost: x",
        "http://víd​ụ.vn/",
        "http://[::1/",
        f"http://example.vn/{'a' * 2000}",
    ],
)
def test_what_is_no_webhook_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"URL"):
        webhook_url(url)


def test_a_webhook_stays_as_it_was_given() -> None:
    assert webhook_url(" https://example.vn:8443/a?b=c ") == "https://example.vn:8443/a?b=c"
