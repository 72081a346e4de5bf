"""Crawled content is hostile: what it says is shown, what it does never happens."""

import json

import pytest
from flask.testing import FlaskClient
from lxml.html import fromstring

from tests.search_ui.library import Library


@pytest.mark.parametrize("address", ["/articles/{id}", "/articles/{id}/versions/1", "/search", "/"])
def test_hostile_text_stays_text(client: FlaskClient, library: Library, address: str) -> None:
    html = client.get(address.format(id=library.hostile)).get_data(as_text=True)
    tree = fromstring(html)
    data = [script for script in tree.iter("script") if script.get("type")]
    assert all(script.get("type") == "application/ld+json" for script in data)
    assert all(json.loads(script.text or "")["@context"] for script in data)
    assert {
        script.get("src", "inline").split("/")[1]
        for script in tree.iter("script")
        if script not in data
    } == {"static"}
    assert not tree.cssselect("[onerror], [onload], [style], style, [href^='javascript:']")


def test_search_page_shows_hostile_query_as_text(client: FlaskClient) -> None:
    query = '"><script>alert(1)</script>'
    html = client.get("/search", query_string={"q": query}).get_data(as_text=True)
    assert fromstring(html).cssselect("input[name=q]")[0].get("value") == query
    assert "<script>alert" not in html


def test_every_answer_has_the_security_headers(client: FlaskClient, library: Library) -> None:
    for address in ("/", f"/articles/{library.notice_board}", "/nothing", "/api/v1/portals"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_snapshot_is_framed_without_rights(client: FlaskClient, library: Library) -> None:
    html = client.get(f"/snapshots/{library.response}").get_data(as_text=True)
    (frame,) = fromstring(html).cssselect("iframe")
    assert frame.get("sandbox") == ""
    assert frame.get("src") == f"/snapshots/{library.response}/content"
    assert "sha256:" in html
    assert ".warc.gz" in html
    assert "2024-04-16T02:15:00Z" in html


@pytest.mark.parametrize("kind", ["response", "revisit"])
def test_archived_page_is_shown_as_it_came_and_cannot_run(
    client: FlaskClient, library: Library, kind: str
) -> None:
    answer = client.get(f"/snapshots/{getattr(library, kind)}/content")
    assert "Mỗi huyện có ít nhất 01 bảng tin" in answer.get_data(as_text=True)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert "script-src" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Content-Encoding" not in answer.headers


def test_only_harmless_types_are_shown_in_the_page(client: FlaskClient, library: Library) -> None:
    picture = client.get(f"/snapshots/{library.picture}/content")
    assert picture.mimetype == "image/png"
    assert "Content-Disposition" not in picture.headers
    binary = client.get(f"/snapshots/{library.binary}/content")
    assert binary.headers["Content-Disposition"] == "attachment"


# Addresses that name nothing, some of which databases or file systems would stumble over.
@pytest.mark.parametrize(
    "address",
    [
        "/articles/%00",
        "/articles/..%2f..%2fetc%2fpasswd",
        "/snapshots/99999999999999999999",
        "/snapshots/999999/content",
        "/snapshots/../catalogue.db",
        "/documents/a/b/%00",
        "/documents/_/_/_",
        "/static/../application.py",
        "/articles/x/versions/1",
        "/articles/x.bib",
        "/legislation/x.ris",
        "/api/v1/articles/x/versions",
    ],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
