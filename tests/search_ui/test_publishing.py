"""Who asks, under which name, how often: what requests say of themselves changes no answer."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import fromstring
from werkzeug.test import TestResponse

from indexer.engines import open_engine
from search_ui import Options, Services, create_app
from search_ui.limiting import EXPENSIVE, check
from tests.search_ui.library import Library
from tests.search_ui.test_pages import BOARD_KEY

PUBLIC = "https://tin.example.vn"

#: A page of every kind, and what is made for programs.
ADDRESSES = [
    "/",
    "/search?q=bảng+tin",
    "/search?q=khongcogi",
    "/search?from=hôm+nay",
    "/search.atom",
    "/search.csv",
    "/search.jsonl",
    "/articles/{board}",
    "/articles/{board}/versions/2",
    "/articles/{board}.bib",
    "/articles/{board}.ris",
    "/articles/{hostile}",
    "/articles/{gone}",
    "/snapshots/{capture}",
    "/snapshots/{capture}/content",
    "/documents",
    "/documents?q=4204/KH-UBND",
    "/documents/{key}",
    "/documents/{key}.atom",
    "/documents/list?lines=4204/KH-UBND",
    "/changes",
    "/changes.atom",
    "/portals",
    "/about",
    "/api/",
    "/api",
    "/api/v1/openapi.json",
    "/api/v1/changes",
    "/api/v1/articles",
    "/opensearch.xml",
    "/opensearch/suggestions?q=hội",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap/pages.xml",
    "/sitemap/articles-1.xml",
    "/nothing",
    "/search/",
    "/healthz",
]

#: What requests, or proxies that nobody set up, may say of where they were sent.
FORGED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Proto": "evil",
    "X-Forwarded-Prefix": "/evil.example",
    "X-Forwarded-For": "evil.example",
    "X-Original-URL": "/evil.example",
    "X-Rewrite-URL": "/evil.example",
    "Forwarded": 'host="evil.example";proto=evil',
}


def published(library: Library, index: object, **options: object) -> FlaskClient:
    services = Services(
        library.catalogue, lambda: open_engine(f"tantivy://{index}"), library.archive_url
    )
    return create_app(services, Options(**options)).test_client()  # type: ignore[arg-type]  # of mixed types


@pytest.fixture(scope="module")
def named(library: Library, index: object) -> FlaskClient:
    return published(library, index, public_address=PUBLIC)


def located(address: str, library: Library) -> str:
    return address.format(
        board=library.notice_board,
        hostile=library.hostile,
        gone=library.gone,
        capture=library.response,
        key=BOARD_KEY,
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_else_is_named_in_an_answer(
    named: FlaskClient, library: Library, address: str
) -> None:
    answer = named.get(located(address, library), headers=FORGED)
    assert answer.status_code < 500
    assert b"evil" not in answer.data
    assert "evil" not in str(answer.headers)


@pytest.mark.parametrize(
    "address", ["/search.atom", "/sitemap.xml", "/robots.txt", "/opensearch.xml"]
)
def test_addresses_told_elsewhere_are_public(named: FlaskClient, address: str) -> None:
    text = named.get(address).text
    assert PUBLIC in text
    assert "127.0.0.1" not in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_anything_inline(named: FlaskClient, library: Library, address: str) -> None:
    answer = named.get(located(address, library))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    if address.endswith("/content"):  # the archived page, which has an origin of its own
        assert policy.startswith("sandbox;")
        assert "script-src" not in policy
        return
    assert "unsafe-inline" not in policy
    if answer.mimetype != "text/html" or answer.status_code in (301, 302, 308):
        return
    page = fromstring(answer.text)
    assert not page.cssselect("style, [style], base, object, embed, meta[http-equiv]")
    for element in page.iter():
        assert not [name for name in map(str, element.attrib) if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            target = element.get(name, "")
            assert not target.strip().lower().startswith(("javascript:", "data:", "//"))
    for script in page.cssselect("script"):
        is_data = script.get("type") == "application/ld+json"
        assert is_data or str(script.get("src")).startswith("/static/")


# Each way that a path may be taken for another's host: two slashes first, or a slash too many, a
# backslash, a dot, a line's end; and addresses in parameters, of which none is followed.
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/search/",
        "///evil.example/%2e%2e",
        "/\\evil.example/",
        "/%5Cevil.example/",
        "/search/?next=//evil.example",
        "/search/?q=%0d%0aLocation:%20//evil.example",
        "/documents/?url=https://evil.example",
        "/api?//evil.example",
        "/documents//evil.example",
        "/articles//evil.example",
    ],
)
def test_redirects_stay_here(named: FlaskClient, path: str) -> None:
    answer = named.get(path, headers={"Host": "evil.example"})
    location = answer.headers.get("Location", "/")
    assert answer.status_code in (301, 308, 404)
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "\r" not in location
    assert "\n" not in location


# Where what is asked comes into headers: a file's name, the cookie of the language.
@pytest.mark.parametrize(
    "address", ["/search.csv?q={}", "/search.xlsx?q={}", "/?lang={}", "/search?lang=en{}"]
)
def test_no_header_can_be_put_in(named: FlaskClient, address: str) -> None:
    answer = named.get(address.format("a%0d%0aX-Evil:%20yes%0d%0a%0d%0a<b>"))
    assert "X-Evil" not in answer.headers
    assert all("\n" not in value and "\r" not in value for value in answer.headers.values())


# Numbers of captures are the only way to files, and those are named in the catalogue alone.
@pytest.mark.parametrize(
    "what", ["content", "file", "page.wacz", "capture.warc.gz", "pages/1.webp"]
)
@pytest.mark.parametrize(
    "number", ["..", "%2e%2e", "1%2f..%2f..", "-1", "1.5", "0x1", "999999999999", "1%00"]
)
def test_no_path_leads_out_of_the_archive(named: FlaskClient, number: str, what: str) -> None:
    assert named.get(f"/snapshots/{number}/{what}").status_code == 404


@pytest.mark.parametrize("path", ["..%2fapplication.py", "%2e%2e/parameters.py", "/etc/passwd"])
def test_static_files_are_those_in_their_folder(named: FlaskClient, path: str) -> None:
    assert named.get(f"/static/{path}").status_code == 404


def test_other_hosts_are_not_answered_for(library: Library, index: object) -> None:
    client = published(library, index, trusted_hosts=("tin.example.vn", ".sub.example"))
    asked = {
        host: client.get("/about", headers={"Host": host}).status_code
        for host in ("tin.example.vn", "tin.example.vn:8640", "a.sub.example", "evil.example", "")
    }
    assert list(asked.values()) == [200, 200, 200, 421, 421]
    told = client.get("/api/v1/portals", headers={"Host": "evil.example"})
    assert told.mimetype == "application/problem+json"
    # A load balancer asks by address.
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8640"}).status_code == 200


def statuses(client: FlaskClient, *addresses: str, **headers: str) -> list[int]:
    return [client.get(address, headers=headers).status_code for address in addresses]


def test_who_asks_too_often_is_told_to_wait(library: Library, index: object) -> None:
    client = published(library, index, limits={"search": "2 per hour", "export": "1 per hour"})
    # What costs the same is counted together.
    assert "Retry-After" not in client.get("/search?q=a").headers
    assert statuses(client, "/api/v1/articles?q=b") == [200]
    page, problem = client.get("/search"), client.get("/api/v1/articles")
    for refused in (page, problem):
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 3601  # seconds, rounded up
    assert "Gọi quá nhiều lần" in page.text
    assert problem.mimetype == "application/problem+json"
    assert problem.get_json()["status"] == 429
    # Other kinds, pages of the catalogue and health go on.
    assert statuses(client, "/search.csv", "/search.csv") == [200, 429]
    assert statuses(client, *["/"] * 5, *["/healthz"] * 5, *["/readyz"] * 5) == [200] * 15


# What asks the engine, or reads much, counts as a search.
@pytest.mark.parametrize(
    "address",
    [
        "/search/values/department?q=a",
        "/changes",
        "/changes.atom",
        "/documents/browse",
        "/documents/{key}",
        "/articles/{board}",
    ],
)
def test_pages_that_cost_a_search_count_as_one(
    library: Library, index: object, address: str
) -> None:
    client = published(library, index, limits={"search": "1 per hour"})
    assert statuses(client, *[located(address, library)] * 2) == [200, 429]


# How long what is answered may be kept, and by whom.
@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/articles/{board}", "private, no-cache"),  # may change, or be withheld
        ("/nothing", "private, no-cache"),
        ("/articles/{board}.bib", "no-cache"),
        ("/articles/{board}.ris", "no-cache"),
        ("/snapshots/{capture}/file", "private, max-age=3600"),
        ("/snapshots/{capture}/capture.warc.gz", "private, max-age=3600"),
        ("/snapshots/{capture}/page.wacz", "private, max-age=3600"),
        ("/static/base.css?v=1", "no-cache"),  # not what it contains; see below
        ("/static/base.css", "no-cache"),
        ("/static/nothing.css?v=1", "private, no-cache"),
        # what sets a cookie is one reader's
        ("/?lang=en", "private, no-store"),
        ("/search.atom?lang=en", "private, no-store"),
        ("/articles/{board}.bib?lang=en", "private, no-store"),
    ],
)
def test_how_long_answers_are_kept(
    client: FlaskClient, library: Library, address: str, kept: str
) -> None:
    answer = client.get(located(address, library))
    assert answer.headers["Cache-Control"] == kept
    assert "Expires" not in answer.headers
    assert ("Set-Cookie" in answer.headers) == ("lang=" in address)
    answer.close()


def test_what_is_named_by_its_content_is_kept_for_long(client: FlaskClient) -> None:
    for style in fromstring(client.get("/").get_data(as_text=True)).cssselect("[rel=stylesheet]"):
        answer = client.get(style.get("href"))
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        answer.close()


def test_the_icon_is_shown_beside_an_archived_page_too(client: FlaskClient) -> None:
    # That page has an origin of its own; others' files stay ours alone.
    for address, users in {
        "/favicon.ico": "cross-origin",
        "/static/gate.svg": "same-origin",
    }.items():
        answer = client.get(address)
        assert answer.headers["Cross-Origin-Resource-Policy"] == users
        answer.close()


def test_without_limits_nobody_is_refused(client: FlaskClient) -> None:
    assert set(statuses(client, *["/api/v1/suggest?q=hội"] * 30)) == {200}


# Who is the client: without proxies the connection alone says so; with one, what it added last, and
# not what came with the request; of IPv6 the network, whose addresses are all one subscriber's.
@pytest.mark.parametrize(
    ("proxies", "first", "second", "other"),
    [
        (0, "1.1.1.1", "2.2.2.2", False),
        (1, "1.1.1.1", "2.2.2.2", True),
        (1, "6.6.6.6, 1.1.1.1", "7.7.7.7, 1.1.1.1", False),
        (2, "1.1.1.1, 9.9.9.9", "2.2.2.2, 9.9.9.9", True),
        (1, "2001:db8:0:1::1", "2001:db8:0:1:ffff::2", False),
        (1, "2001:db8:0:1::1", "2001:db8:0:2::1", True),
        (1, "::ffff:1.1.1.1", "::ffff:2.2.2.2", True),
        (1, "không phải", "địa chỉ", True),
    ],
)
def test_clients_are_told_apart(
    library: Library, index: object, proxies: int, first: str, second: str, other: bool
) -> None:
    client = published(library, index, proxies=proxies, limits={"suggest": "1 per hour"})

    def ask(forwarded: str) -> TestResponse:
        headers = {"X-Forwarded-For": forwarded.encode().decode("latin-1")}
        return client.get("/api/v1/suggest?q=a", headers=headers)

    assert ask(first).status_code == 200
    assert ask(first).status_code == 429
    assert ask(second).status_code == (200 if other else 429)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (Options(limits={"search": "often"}), "limit_search 'often'"),
        (Options(limit_storage="nowhere://x"), "limit_storage 'nowhere://x'"),
    ],
)
def test_what_cannot_be_kept_is_told_at_once(options: Options, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        check(options)


def test_what_is_expensive_is_there(app: Flask) -> None:
    assert set(EXPENSIVE) <= set(app.view_functions)
