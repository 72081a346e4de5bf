"""Listings of portals whose markup nobody knows: cards, and the next page."""

from pathlib import Path

import pytest

from crawler.address_forms import is_article_address, is_file_address
from crawler.listings.pages import ListingPage
from crawler.pages import Page

URL = "https://so.example.gov.vn/tin-tuc?trang=2"
HEADLINE = "Tập huấn nghiệp vụ chứng thực cho cán bộ xã"


def listing(html: str) -> ListingPage:
    return ListingPage(Page(URL, html.encode()))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.kontum.gov.vn/pages/detail/53116/Ket-qua.html",
        "https://huyendakglei.kontum.gov.vn/thong-tin-tuyen-truyen/Benh-dao-on-hai-lua-5967",
        "https://sotttt.hanoi.gov.vn/ke-hoach/-/view_content/689511-ke-hoach.html",
        "https://hochiminhcity.gov.vn/web/hcm/-/sample-article",
        "https://sotuphap.haugiang.gov.vn/xem-chi-tiet-tin_new/-/tin-tuc/Slug123",
        "https://binhphuoc.gov.vn/vi/news/tin-tuc-su-kien-421/dia-diem-26895.html",
        "https://lamdong.gov.vn/sites/stp/Pages/tin-tuc-hd-pbpl.aspx?ItemID=5157",
        "https://mt.gov.vn/vn/tin-tuc/12345/hoi-nghi.aspx",
        # a portlet of Liferay's that shows an article
        "https://so.example.gov.vn/web/guest/tin?p_p_id=cms_CmsPortlet&_cms_CmsPortlet_articleId=30",
    ],
)
def test_article_addresses(address: str) -> None:
    assert is_article_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://so.example.gov.vn/",
        "https://so.example.gov.vn/tin-tuc",
        "https://so.example.gov.vn/pages/category/11/Tin-tuc-Su-kien.html",
        "https://so.example.gov.vn/uploads/news/2022_05/04-05-2022-6.jpg",
        "https://so.example.gov.vn/dang-nhap?id=5",
        "https://so.example.gov.vn/web/guest/tin?p_p_id=cms_CmsPortlet&_cms_CmsPortlet_cur=2",
        "https://so.example.gov.vn/files/ke-hoach-4204.pdf",
    ],
)
def test_other_addresses(address: str) -> None:
    assert not is_article_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://so.example.gov.vn/a/ke-hoach.PDF",
        "https://so.example.gov.vn/documents/10181/1/x.pdf/5f2c",  # Liferay's library
        "http://syt.kontum.gov.vn/LinkClick.aspx?fileticket=abc&tabid=425",  # DotNetNuke
        "https://x.gov.vn/_layouts/LacViet/Pages/DownloadFilePage.aspx?FileUrl=%2Fa",
        "https://x.gov.vn/tin-1.html?download=1&id=0",  # NukeViet
    ],
)
def test_file_addresses(address: str) -> None:
    assert is_file_address(address)


@pytest.mark.parametrize(
    ("html", "date"),
    [
        (f"<li><a href=/t-101.html>{HEADLINE}</a> <i>(27-6-2023)</i></li>", "2023-06-27"),
        (f"<div><h3><a href=/t-101.html>{HEADLINE}</a></h3><p>27/6/2023</p></div>", "2023-06-27"),
        # inside the link
        (f"<a href=/t-101.html><p>{HEADLINE}</p><span>15:55 | 10/07/2023</span></a>",
         "2023-07-10T15:55:00+07:00"),
        (f"<a href=/t-101.html>{HEADLINE} (27/06/2023)</a>", "2023-06-27"),
        (f"<a href=/t-101.html>{HEADLINE}<span> 27/06/2023 </span></a>", "2023-06-27"),
        # a date in the summary is not the article's
        (f"<li><a href=/t-101.html>{HEADLINE}</a><p>Ngày 28/4/2023, UBND tỉnh ban hành Công văn số"
         " 1235/UBND-KGVX về việc triển khai Kế hoạch hành động.</p></li>", None),
        (f"<li><a href=/t-101.html>{HEADLINE}</a></li>", None),
    ],
)  # fmt: skip
def test_a_card_and_its_date(html: str, date: str | None) -> None:
    other = "<li><a href=/t-102.html>Một tin khác nữa của Sở Tư pháp</a> <i>1-1-2020</i></li>"
    cards = listing(f"<ul>{html}{other}</ul>").cards()
    assert [(card.headline, card.date_published) for card in cards] == [
        (HEADLINE, date),
        ("Một tin khác nữa của Sở Tư pháp", "2020-01-01"),
    ]
    assert cards[0].url == "https://so.example.gov.vn/t-101.html"


def test_an_article_is_listed_once() -> None:
    image, more = "<a href=/t-101.html><img></a>", "<a href=/t-101.html>Xem tiếp</a>"
    twice = f"<div>{image}<a href=/t-101.html>{HEADLINE}</a>{more}</div>" * 2
    assert [card.headline for card in listing(twice).cards()] == [HEADLINE]


def test_menus_and_other_sites_and_advertisements_are_no_cards() -> None:
    html = (
        f"<nav><a href=/t-101.html>{HEADLINE}</a></nav>"
        f"<a rel=nofollow href='/banners/click/?id=6&amp;s=310082' title='{HEADLINE}'><img></a>"
        f"<a href=https://elsewhere.example/t-101.html>{HEADLINE}</a>"
    )
    assert listing(html).cards() == []


def test_cards_for_two_sizes_of_screen_are_one(shared_data: Path) -> None:
    body = (shared_data / "pages" / "fragments" / "hcmcity_01_listing_html.html").read_bytes()
    cards = ListingPage(Page("https://hochiminhcity.gov.vn/web/hcm/tin", body)).cards()
    assert [(card.headline, card.date_published) for card in cards] == [
        ("Triển khai thi hành Luật mới", "2026-07-10T15:55:00+07:00")
    ]


@pytest.mark.parametrize(
    ("pager", "next_page"),
    [
        ('<a rel="next" href="?trang=3">3</a>', 3),
        ('<a href="?trang=1">Trang trước</a> <a href="?trang=3">Trang sau</a>', 3),
        ('<a href="?trang=3">Tiếp theo »</a>', 3),
        ('<a href="?trang=3" title="Trang tiếp"><img></a>', 3),
        # › is the next page, » the last
        ('<a href="?trang=1">‹</a><a href="?trang=3">›</a><a href="?trang=9">»</a>', 3),
        ('<a href="?trang=3">»</a>', 3),
        # numbers alone: the one after the current, which is no link or one to this page
        ('<a href="?trang=1">1</a> <b>2</b> <a href="?trang=3">3</a> <a href="?trang=4">4</a>', 3),
        ('<li><a href="?trang=2">2</a></li><li><a href="?trang=3">3</a></li>', 3),
        # what counts the rows above the last page is no current page
        (
            "<table><tbody><tr><td>1</td><td>Kế hoạch</td></tr></tbody></table>"
            '<nav><a href="?trang=1">1</a> <a href="?trang=2">2</a> <b>3</b></nav>',
            None,
        ),
        # the last page
        ('<a href="?trang=1">1</a> <span>2</span>', None),
        # no pager, but the words elsewhere
        ('<a href="/t-101.html">Xem tiếp</a>', None),
        ('<a href="javascript:;">Trang sau</a>', None),
    ],
)
def test_next_page(pager: str, next_page: int | None) -> None:
    url = listing(f"<p>{HEADLINE}</p><div>{pager}</div>").next_url()
    assert url == (f"https://so.example.gov.vn/tin-tuc?trang={next_page}" if next_page else None)


def test_next_page_of_a_real_nukeviet_site(shared_data: Path) -> None:
    folder = shared_data / "pages" / "nukeviet-egov"
    first = (folder / "01_listing_chi-dao-dieu-hanh.html").read_bytes()
    second = (folder / "03_listing_chi-dao-dieu-hanh_page2.html").read_bytes()
    base = "http://127.0.0.1:8081/chi-dao-dieu-hanh/"
    assert ListingPage(Page(base, first)).next_url() == f"{base}page-2/"
    assert ListingPage(Page(f"{base}page-2/", second)).next_url() == f"{base}page-3/"
