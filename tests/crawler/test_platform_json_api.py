"""Back ends: the fragments that a crawler of theirs is tested with, and what is posted for more."""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import extract
from crawler.listings.page_requests import PageRequest
from crawler.page_cases import held
from crawler.pages import Page
from crawler.portals.registry import PortalRegistry

FETCHED = "2026-08-04T03:00:00Z"
NEWS_ZONE = "https://hanoi.gov.vn/api/NewsZone/NewsZone"
MOJ = "https://moj.gov.vn/portal/tin-tuc/"
ZONE_CARD = (
    b'<div class="news-item"><a href="/a/tin-4260710091642503.htm"><h3 class="news-title">'
    b"Tin</h3></a></div>"
)


def read(portal: str, url: str, body: bytes, posted: bytes = b"") -> dict[str, Any]:
    page = Page(url, body, fetched_at=FETCHED, posted=posted)
    return held(extract(page, PortalRegistry().find(portal)))


@pytest.fixture(scope="module")
def fragments(shared_data: Path) -> Path:
    return shared_data / "pages" / "fragments"


@pytest.mark.parametrize(
    ("name", "portal", "url", "item"),
    [
        (
            "bokhcn_02_news_article",
            "mst",
            "https://mst.gov.vn/tin-tuc-su-kien/nghi-dinh-197260718.htm",
            {
                "headline": "Nghị định về bảo vệ dữ liệu cá nhân",
                "date_published": "2026-07-18T08:00:00+07:00",
            },
        ),
        (
            "bokhcn_03_legal_document",
            "mst",
            "https://mst.gov.vn/van-ban-phap-luat/14973.htm",
            {
                "identifier": "01/VBHN-BTTTT",
                "document_type": "Thông tư",
                "issuer": "Bộ Thông tin và Truyền thông",
                "issued_on": "2026-07-18",
                "title": "Ban hành thông tư về bảo vệ dữ liệu cá nhân",
            },
        ),
        (
            "moj_02_detail",
            "moj",
            f"{MOJ}chi-tiet/du-an-luat-do-thi-dac-biet-th4xod7c7f.html",
            {
                "headline": "Dự án Luật Đô thị đặc biệt: Xây dựng cơ chế, chính sách đặc thù",
                "date_published": "2026-06-24",
            },
        ),
        (
            "ubndhn_03_detail",
            "hanoi",
            "https://hanoi.gov.vn/chi-dao/ban-hanh-quy-dinh-4260710091642503.htm",
            {
                "headline": "Ban hành Quy định chi tiết",
                "date_published": "2026-07-10T13:37:00+07:00",
            },
        ),
    ],
)
def test_items(name: str, portal: str, url: str, item: dict[str, str], fragments: Path) -> None:
    body = (fragments / f"{name}_html.html").read_bytes()
    assert read(portal, url, body)["item"] == {"url": url, **item}


def test_news_zone_of_hanoi(fragments: Path) -> None:
    body = (fragments / "ubndhn_01_listing_html.html").read_bytes()
    posted = b"PageIndex=0&PageSize=DxZD1w2i%2B8E%3D&Catname=fFeU%3D%3D"
    assert read("hanoi", NEWS_ZONE, body, posted)["listing"] == {
        "cards": [  # shown as `8 giờ trước`; the second has no headline
            {
                "url": "https://hanoi.gov.vn/chi-dao-cua-ubnd-thanh-pho-ha-noi/"
                "ban-hanh-quy-dinh-4260710091642503.htm",
                "headline": "Ban hành Quy định về chính sách pháp luật",
                "date_published": "2026-07-10T13:37:00+07:00",
            }
        ],
        "next": {
            "url": NEWS_ZONE,
            "form": {"PageIndex": "1", "PageSize": "DxZD1w2i+8E=", "Catname": "fFeU=="},
        },
    }


def test_documents_of_hanoi(fragments: Path) -> None:
    body = (fragments / "ubndhn_02_document_listing_html.html").read_bytes()
    site = "https://vanban.hanoi.gov.vn/van-ban-quy-pham-phap-luat"
    assert read("hanoi-vanban", site, body)["register"] == {
        "rows": [
            {
                "url": f"{site}/quyet-dinh-100-261746",
                "identifier": "100/2026/QĐ-UBND",
                "issued_on": "2026-07-14",
                "title": "Về việc bãi bỏ quyết định",
                "has_page": True,
            }
        ],
        "next": None,
    }


def test_timeline_of_documents(fragments: Path) -> None:
    body = (fragments / "bokhcn_01_timeline_listing_html.html").read_bytes()
    timeline = "https://mst.gov.vn/timeline-van-ban/100/{}.htm"
    assert read("mst", timeline.format(1), body)["register"] == {
        "rows": [
            {
                "url": "https://mst.gov.vn/van-ban-phap-luat/14973.htm",
                "title": "Legal",
                "has_page": True,
            }
        ],
        "next": timeline.format(2),
    }


def test_a_timeline_that_has_ended(fragments: Path) -> None:
    empty = read("mst", "https://mst.gov.vn/timeline-van-ban/100/9.htm", b"<html></html>")
    assert empty == {"kind": "empty"}


def test_listing_of_the_ministry_of_justice(fragments: Path) -> None:
    body = (fragments / "moj_01_listing_html.html").read_bytes()
    asked = f"{MOJ}chuyen-muc/tai-lieu-tham-dinh.html?handler=LoadNews&pageNumber={{}}&pageSize=10"
    assert read("moj", asked.format(1), body)["listing"] == {
        "cards": [  # the menu's link to a page is none, and each article is one
            {
                "url": f"{MOJ}chi-tiet/du-an-luat-do-thi-dac-biet-th4xod7c7f.html",
                "headline": "Dự án Luật Đô thị đặc biệt",
                "date_published": "2026-06-24",
            }
        ],
        "next": asked.format(2),
    }


@pytest.mark.parametrize(
    ("url", "posted", "following"),
    [
        # a form, its number counted from 0; what else it says stays as it is
        (NEWS_ZONE, b"PageIndex=3&Site=%2FCP0%3D",
         PageRequest(NEWS_ZONE, (("PageIndex", "4"), ("Site", "/CP0=")))),
        # `page` is the name of a page here, and the number is `pageNo`
        ("https://hanoi.gov.vn/?page=Article.News.list", b"page=Article.News.list&pageNo=1",
         PageRequest("https://hanoi.gov.vn/?page=Article.News.list",
                     (("page", "Article.News.list"), ("pageNo", "2")))),
        # an offset in the address, with JSON that is posted again
        ("https://hanoi.gov.vn/api/article/reads?offset=20&limit=10", b'{"categoryId": "a"}',
         PageRequest("https://hanoi.gov.vn/api/article/reads?offset=30&limit=10",
                     json='{"categoryId": "a"}')),
        # JSON, its number among other fields, as a number or as text; no truth is a number
        (NEWS_ZONE, '{"all": true, "pageIndex": 1, "q": "Sở"}'.encode(),
         PageRequest(NEWS_ZONE, json='{"all": true, "pageIndex": 2, "q": "Sở"}')),
        (NEWS_ZONE, b'{"skip": "20", "take": 10}',
         PageRequest(NEWS_ZONE, json='{"skip": "30", "take": 10}')),
        (NEWS_ZONE, b'{"page": true}', None),
        (NEWS_ZONE, b'[{"page": 1}]', None),
        # an offset without a size says nothing of the next page
        ("https://hanoi.gov.vn/api/article/reads?offset=20", b"", None),
        ("https://hanoi.gov.vn/tin", b"", None),
    ],
)  # fmt: skip
def test_next_page_is_one_more(url: str, posted: bytes, following: PageRequest | None) -> None:
    page = Page(url, ZONE_CARD, fetched_at=FETCHED, posted=posted)
    assert extract(page, PortalRegistry().find("hanoi")).next == following


@pytest.mark.parametrize("wrapped", ["{}", '{{"content": {}}}', '{{"result": {{"items": {}}}}}'])
def test_json_however_it_is_wrapped(wrapped: str) -> None:
    item = {"articleTitle": "Chính sách mới", "url": "https://mof.gov.vn/tin/chinh-sach-moi"}
    body = wrapped.format(json.dumps([item])).encode()
    listing = read("mof", "https://mof.gov.vn/api/article/reads?offset=0&limit=10", body)["listing"]
    assert listing["cards"] == [
        {"url": "https://mof.gov.vn/tin/chinh-sach-moi", "headline": "Chính sách mới"}
    ]


@pytest.mark.parametrize("body", [b'{"data": []}', b'{"data": "x"}', b"[1, 2]", b"{" * 5000])
def test_json_without_articles_is_no_listing(body: bytes) -> None:
    found = read("mof", "https://mof.gov.vn/api/article/reads?offset=0&limit=10", body)
    assert found == {"kind": "other"}
