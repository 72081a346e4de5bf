"""The road from a page to what it holds: kinds, canonical addresses, and what nobody may break."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.urls import article_id
from crawler.extraction import extract, extract_file
from crawler.pages import Page
from crawler.platforms import PLATFORMS, detect
from crawler.portals import Portal, StartAddress
from crawler.portals.registry import PortalRegistry

URL = "https://so.example.gov.vn/tin/tin-101.html"
HEADLINE = "Sở Tư pháp tổ chức hội nghị phổ biến pháp luật năm 2023"
PROSE = "Sáng nay, Sở Tư pháp tổ chức hội nghị phổ biến Luật Đất đai cho hơn 100 đại biểu của xã."
ARTICLE = f"<h1>{HEADLINE}</h1><p>1-5-2023</p><p>{PROSE}</p><p>Lượt xem: 5</p>"


def portal(platform: str, **fields: object) -> Portal:
    return Portal(
        name="test", title="Thử", platform=platform, start=(StartAddress(url=URL),), **fields
    )


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("", "empty", "no body"),
        ("<html><body><script>1</script></body></html>", "empty", "no text"),
        ("<title>Trạng thái - Sở</title><p>x", "error", "title"),
        ("<title>Status - Sở</title><p>x", "error", "title"),
        ("<title>404 Not Found</title><p>x", "error", "title"),
        ("<title>Lỗi truy cập 404</title><p>x", "error", "title"),
        ("<title>Sở</title><p>Trang bạn tìm kiếm không tồn tại</p>", "error", "text"),
        ("<title>Runtime Error</title><p>Server Error in '/' Application.", "error", "title"),
        ("<title>Đăng nhập</title><input type=password>", "login", "log in"),
        ("<title>Sở</title><p>Tài khoản<input type=Password>", "login", "password"),
        (
            "<title>Hãy đợi...</title><p>Hệ thống đang từ chối truy cập.",
            "blocked",
            "hay doi",
        ),
        ("<title>Just a moment...</title><p>Checking your browser", "blocked", "moment"),
        ("<script>document.cookie='VT=1';location.reload()</script><p>.", "blocked", "cookie"),
        ("<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "other", "feed"),
        ("%PDF-1.7 abc", "other", "file"),
        ("<title>Giới thiệu</title><p>Sở có ba phòng.</p>", "other", ""),
        (ARTICLE, "article", ""),
        # an article about errors is no error
        (f"<title>404 xã đã sáp nhập</title>{ARTICLE}", "article", ""),
    ],
)
def test_kind(body: str, kind: str, reason: str) -> None:
    result = extract(Page(URL, body.encode()))
    assert result.kind == kind, result.reason
    assert reason in (result.reason or "")


@pytest.mark.parametrize(
    ("status", "kind"), [(404, "error"), (500, "error"), (410, "error"), (200, "article")]
)
def test_status(status: int, kind: str) -> None:
    assert extract(Page(URL, ARTICLE.encode(), status=status)).kind == kind


def test_kinds_of_a_real_nukeviet_site(shared_data: Path) -> None:
    folder = shared_data / "pages" / "nukeviet-egov"
    kinds = {
        path.name[:2]: extract_file(path, f"http://127.0.0.1:8081/{path.stem}").kind
        for path in folder.iterdir()
    }
    assert kinds["11"] == "error"
    assert kinds["13"] == "blocked"  # with status 200
    assert kinds["01"] == kinds["03"] == "listing"
    assert kinds["04"] == kinds["05"] == kinds["07"] == "article"
    assert kinds["09"] == kinds["19"] == "other"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (
            '<link rel="canonical" href="/tin/that-101.html">',
            "https://so.example.gov.vn/tin/that-101.html",
        ),
        # another host's word is not taken
        ('<link rel="canonical" href="https://elsewhere.example/a.html">', URL),
        # nor that every page is the home page, or the listing where crawls begin
        ('<link rel="canonical" href="/">', URL),
        ('<link rel="canonical" href="https://so.example.gov.vn">', URL),
        ('<link rel="canonical" href="http://so.example.gov.vn/tin-tuc#dau">', URL),
        ('<link rel="canonical" href="https://www.so.example.gov.vn/tin-tuc">', URL),
        ("", URL),
    ],
)
def test_canonical_address_and_id(link: str, url: str) -> None:
    start = StartAddress(url="http://so.example.gov.vn/tin-tuc")
    own = Portal(name="so", title="Sở", platform="generic", start=(start,))
    article = extract(Page(URL, f"<head>{link}</head>{ARTICLE}".encode()), own).article
    assert article is not None
    assert (article.url, article.id) == (url, article_id(url))


def test_a_start_address_that_is_an_article_is_its_own() -> None:
    own = Portal(name="so", title="Sở", platform="generic", start=(StartAddress(url=URL),))
    head = f'<head><link rel="canonical" href="{URL}"></head>'
    article = extract(Page(URL + "?utm_source=x", f"{head}{ARTICLE}".encode()), own).article
    assert article is not None
    assert article.id == article_id(URL)


def test_the_section_of_the_start_is_the_last_resort() -> None:
    shown = Page(URL, f"<p>Trang chủ » Tin nóng</p>{ARTICLE}".encode())
    plain = Page(URL, ARTICLE.encode())
    own, given_one = (
        extract(shown, section="Tin tức").article,
        extract(plain, section="Tin tức").article,
    )
    assert own is not None
    assert given_one is not None
    assert own.section == "Tin nóng"
    assert (given_one.section, given_one.provenance["section"]) == ("Tin tức", "portal:start")


def test_a_portals_own_selectors_go_first() -> None:
    html = f"<b class=tg>Lệ Quỳnh</b><div class=nd><p>Một.</p><p>Hai.</p></div>{ARTICLE}"
    own = portal("generic", selectors={"author": ".tg", "body": ".nd", "source": ".none"})
    article = extract(Page(URL, html.encode()), own).article
    assert article is not None
    assert (article.author, article.body, article.source) == ("Lệ Quỳnh", ["Một.", "Hai."], None)
    assert article.provenance["author"] == "generic:selectors.author"


def test_text_in_another_charset() -> None:
    body = f"<meta charset=windows-1258>{ARTICLE}".encode("windows-1258", "xmlcharrefreplace")
    article = extract(Page(URL, body)).article
    assert article is not None
    assert article.headline == HEADLINE


def test_text_that_is_not_composed_is_composed() -> None:
    import unicodedata

    article = extract(Page(URL, unicodedata.normalize("NFD", ARTICLE).encode())).article
    assert article is not None
    assert (article.headline, article.body) == (HEADLINE, [PROSE])


def test_assets() -> None:
    head = '<link rel="stylesheet" href="/a.css"><base href="https://so.example.gov.vn/b/">'
    images = '<img src="c.jpg"><img src="data:image/png;base64,AAAA"><img data-src="/d.jpg">'
    images += (
        '<img src="/index.php?second=cronjobs&amp;p=q280k6rk" width="1" height="1">'  # no image
    )
    result = extract(Page(URL, f"<head>{head}</head>{ARTICLE}{images}".encode()))
    assert result.assets == (
        "https://so.example.gov.vn/a.css",
        "https://so.example.gov.vn/b/c.jpg",
        "https://so.example.gov.vn/d.jpg",
    )


@pytest.mark.parametrize(
    ("html", "url", "platform"),
    [
        ('<html class="aui ltr"><div class="portlet-boundary">', URL, "liferay62"),
        ("<p>TNC Phát triển:", URL, "kontum"),
        ("<p>Sở", "https://www.kontum.gov.vn/pages/detail/53116/Ket-qua.html", "kontum"),
        ("<p>Sở", URL, "generic"),
    ],
)
def test_platform_is_told_with_the_reason(html: str, url: str, platform: str) -> None:
    guesses = detect(Page(url, html.encode()))
    assert guesses[0][0].name == platform
    assert guesses[-1][0].name == "generic"
    assert all(reason for _, reason in guesses)


def test_a_saved_page_is_read_by_the_portal_of_its_address(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{HEADLINE}\n1-5-2023\n{PROSE}\nLệ Quỳnh\n", "utf-8")
    url = "https://sotuphap.kontum.gov.vn/tin-tuc/Hoi-nghi-12"
    result = extract_file(path, url, registry=PortalRegistry())
    assert result.article is not None, result.reason
    assert (result.platform, result.article.portal) == ("kontum", "kontum-stp")
    assert result.article.author == "Lệ Quỳnh"


PIECES = (
    "<html>",
    "<table><tr><td>",
    "</p>",
    "</div>",
    "<a href='http://[x'>",
    "<a href='/tin-101.html'>",
    "<script type='application/ld+json'>",
    '{"@type": "Article", "author": [[[]]]}',
    "</script>",
    "<title>",
    "<base href='::'>",
    "<link rel=canonical href='//'>",
    "<div itemscope itemtype='http://schema.org/Article'>",
    "<div class='asset-full-content'>",
    "<div class='asset-abstract'><h3 class='asset-title'><a href='x'>y",
    "<ul class='lfr-pagination-buttons'><li><li><li><li>",
    "<body class='portal-popup'>",
    "1-5-2023",
    "31/02/2023",
    "Ngày đăng: 1-5-2023 25:99",
    "Số lượt xem:",
    "99999999999999",
    "\x00",
    "\ud7ff",
    "<![CDATA[",
    "<!--",
    "&#xD800;",
    "&#x0;",
    HEADLINE,
    PROSE,
    "Lệ Quỳnh",
    "Trang chủ » ",
    "\n",
)
BODIES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=25).map(lambda parts: "".join(parts).encode()),
    st.text(max_size=200).map(lambda text: text.encode("utf-16", "ignore")),
)


@given(body=BODIES, platform=st.sampled_from([*PLATFORMS, None]))
@example(body=b"!<b itemscope itemtype=Article><link>", platform=None)
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_extraction(body: bytes, platform: str | None) -> None:
    result = extract(Page(URL, body), portal(platform) if platform else None)
    assert result.kind != "failed" or "raised" not in (result.reason or ""), result.reason
    assert result.reason or result.kind == "article"


def test_a_page_nested_beyond_reason_is_read_or_refused() -> None:
    body = b"<div>" * 20_000 + ARTICLE.encode()
    assert extract(Page(URL, body)).kind in ("article", "other", "empty")


CARDS = (
    "<html><head><title>Thông báo</title></head><body><h1>Thông báo</h1>"
    + "".join(
        f'<div><h3><a href="{{}}">Thông báo lịch tiếp công dân tháng {n} năm 2023</a></h3>'
        f"<p>{n}/5/2023</p></div>"
        for n in range(1, 11)
    )
    + "</body></html>"
)


@pytest.mark.parametrize(
    "last",
    [
        # The last cards lead to files …
        "/tep/lich-{n}.pdf",
        # … to a script …
        "javascript:void(0)",
        # … or to an address that no article is known by.
        "/thong-bao/lich-{n}",
    ],
)
@pytest.mark.parametrize("platform", ["kontum", "generic"])
def test_the_last_card_of_a_listing_is_no_article(platform: str, last: str) -> None:
    links = [f"/tin/lich-tiep-cong-dan-{1000 + n}.html" for n in range(8)]
    links += [last.format(n=n) for n in (9, 10)]
    page = Page("http://stp.example/thong-bao", CARDS.format(*links).encode())
    found = extract(page, portal(platform))
    assert found.kind == "listing"
    assert len(found.cards) == 8
