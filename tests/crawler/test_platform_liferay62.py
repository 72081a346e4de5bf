"""Liferay 6.2 on the saved pages of sotttt.hanoi.gov.vn, a mirror of August 2022."""

from pathlib import Path

import pytest

from archive.items import Article
from crawler.extraction import Extraction, extract, extract_file
from crawler.pages import Page
from crawler.platforms import detect
from crawler.portals import Portal
from crawler.portals.registry import PortalRegistry

HOST = "https://sotttt.hanoi.gov.vn/"
ARTICLE = "chien-luoc-quy-hoach84a0.html"


@pytest.fixture(scope="module")
def portal() -> Portal:
    return PortalRegistry().find("hanoi-stttt")


@pytest.fixture(scope="module")
def pages(shared_data: Path) -> Path:
    return shared_data / "pages" / "liferay-hanoi"


@pytest.fixture(scope="module")
def extraction(pages: Path, portal: Portal) -> Extraction:
    return extract_file(pages / ARTICLE, HOST + ARTICLE, portal)


@pytest.fixture(scope="module")
def article(extraction: Extraction) -> Article:
    assert extraction.article is not None, extraction.reason
    return extraction.article


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("chi-dao-dieu-hanh", "listing"),
        ("chien-luoc-quy-hoach", "listing"),
        ("chien-luoc-quy-hoach84a0", "article"),
        ("chien-luoc-quy-hoachba6a", "other"),  # a pop-up window with a poll
        ("co-cau-to-chuc", "other"),  # text without an asset publisher
        ("cong-khai-ngan-sach", "listing"),
        ("cong-khai-ngan-sach3046", "listing"),  # its page 2, in English
        ("cong-khai-ngan-sache517", "listing"),  # its page 1 again
        ("cong-nghe-thong-tin", "listing"),
        ("ctmtqg", "error"),  # `Status`, in English
        ("dang-nhap", "login"),
        ("dssdt", "listing"),
        ("dssdt1377", "listing"),
        ("gioi-thieu", "other"),
        ("https", "error"),  # `Trạng thái`
        ("index", "listing"),  # the home page has links to articles, in other portlets
        ("ke-hoach", "listing"),
        ("lay-y-kien-van-ban-du-thao", "listing"),
        ("lay-y-kien-van-ban-du-thaoe3d1", "listing"),
    ],
)
def test_kind_of_every_page(name: str, kind: str, pages: Path, portal: Portal) -> None:
    result = extract_file(pages / f"{name}.html", f"{HOST}{name}.html", portal)
    assert result.kind == kind
    assert (result.article is not None) == (kind == "article")
    assert result.reason or kind == "article"


def test_headline(article: Article) -> None:
    assert article.headline == (
        "Hướng dẫn xây dựng Kế hoạch ứng dụng CNTT trong hoạt động của cơ quan nhà nước "
        "thành phố Hà Nội năm 2012"
    )


def test_date_published_of_a_twelve_hour_clock(article: Article) -> None:
    assert article.date_published == "2012-12-21T00:00:00+07:00"


def test_a_clerks_login_at_the_right_is_no_author(article: Article) -> None:
    assert article.author is None
    assert "admin admin" not in article.body


def test_author_is_the_line_at_the_right(pages: Path, portal: Portal) -> None:
    signed = (pages / ARTICLE).read_bytes().replace(b"admin admin", "Lệ Quỳnh".encode())
    article = extract(Page(HOST + ARTICLE, signed), portal).article
    assert article is not None
    assert article.author == "Lệ Quỳnh"
    assert article.provenance["author"] == "liferay62:last-right-line"


def test_body(article: Article) -> None:
    assert [paragraph[:20] for paragraph in article.body] == [
        "Hướng dẫn xây dựng K",  # a stray </p> ends this line, and the two below
        "Nội dung:",
        "Download Hướng dẫn x",
        "- Phần 1",
        "- Phần 2",
        "Thông tin trao đổi đ",
    ]
    assert article.body[-1].endswith("tonghop@ict-hanoi.gov.vn.")


def test_empty_lead_is_none(article: Article) -> None:
    assert article.lead is None


def test_section(article: Article) -> None:
    assert article.section == "Chiến lược quy hoạch"


def test_attachments(article: Article) -> None:
    assert [(a.url, a.name) for a in article.attachments] == [
        (
            "http://ict-hanoi.gov.vn/UploadFile/Tinbai/"
            "Bieu%207-%20Danh%20gia%20hien%20trang%20(Huong%20dan%20KH%202010).doc",
            "Phần 1",
        ),
        ("http://ict-hanoi.gov.vn/UploadFile/Tinbai/Danh%20muc%20bieu%20KH%202012.xls", "Phần 2"),
    ]


def test_assets_are_style_sheets_and_images(extraction: Extraction) -> None:
    assert any("main6452.css" in url for url in extraction.assets)
    assert any("ThongTinNguoiPhatNgon" in url for url in extraction.assets)
    assert all(url.startswith("https://") for url in extraction.assets)


def test_provenance(article: Article) -> None:
    assert article.provenance["headline"] == "liferay62:asset-full-content-title"
    assert article.provenance["date_published"] == "liferay62:assetPublishDate"
    assert "author" not in article.provenance


@pytest.mark.parametrize(
    ("name", "count", "first", "date"),
    [
        # `03/04/2020 | 10:36 PM`
        ("chi-dao-dieu-hanh", 1, "THÔNG BÁO Về việc thực hiện", "2020-04-03T22:36:00+07:00"),
        ("chien-luoc-quy-hoach", 10, "Chiến lược phát triển lĩnh", "2022-07-26T08:32:00+07:00"),
        # `Ngày đăng 28/07/2020 | 02:20 PM`
        ("cong-khai-ngan-sach", 10, "Công khai số liệu dự toán", "2020-07-28T14:20:00+07:00"),
        # `Publish date 05/04/2019 | 10:03 AM`
        ("cong-khai-ngan-sach3046", 2, "Công khai số liệu dự toán", "2019-04-05T10:03:00+07:00"),
        ("dssdt", 20, "Đề nghị tạm ngừng cung cấp", "2018-03-27T15:47:00+07:00"),
        # `Ngày đăng 24/04/2018 | 04:39 PM | View count: 1252`
        ("lay-y-kien-van-ban-du-thao", 3, "THÔNG BÁO: Về việc lấy ý", "2018-04-24T16:39:00+07:00"),
        # the home page: `(24/08/2022)` inside the link
        ("index", 42, "Thông báo danh sách đủ và", "2022-08-24"),
    ],
)
def test_cards(name: str, count: int, first: str, date: str, pages: Path, portal: Portal) -> None:
    result = extract_file(pages / f"{name}.html", f"{HOST}{name}.html", portal)
    assert len(result.cards) == count
    card = next(card for card in result.cards if card.headline.startswith(first))
    assert card.date_published == date
    assert card.url.startswith(HOST)
    assert "/-/view_content/" in card.url


@pytest.mark.parametrize(
    ("name", "next_page"),
    [
        ("cong-khai-ngan-sach", "cong-khai-ngan-sach3046.html"),  # labelled `next`, in Vietnamese
        ("cong-khai-ngan-sach3046", None),  # the last page
        ("dssdt1377", "dssdt511b.html"),  # labelled `Next`
        ("chien-luoc-quy-hoach", None),  # no pager
    ],
)
def test_next_page(name: str, next_page: str | None, pages: Path, portal: Portal) -> None:
    result = extract_file(pages / f"{name}.html", f"{HOST}{name}.html", portal)
    found = result.next.url if result.next else None
    assert found is None if next_page is None else str(found).startswith(HOST + next_page)


def test_sections_are_the_menus_links(pages: Path, portal: Portal) -> None:
    sections = dict(extract_file(pages / "index.html", f"{HOST}index.html", portal).sections)
    assert sections[f"{HOST}cong-nghe-thong-tin.html"] == "Công nghệ thông tin"


def test_platform_is_recognised_without_a_portal(pages: Path) -> None:
    result = extract_file(pages / ARTICLE, "http://127.0.0.1:8000/" + ARTICLE)
    assert (result.kind, result.platform) == ("article", "liferay62")


def test_lead_and_views_where_they_are_shown(portal: Portal) -> None:
    html = """<html class="aui ltr"><title>Cổng thông tin điện tử Quận Ba Đình</title><body>
    <div class="asset-full-content-title">Thông báo</div>
    <div class="assetPublishDate">Ngày đăng 14/06/2018 | 11:22 AM &nbsp;|&nbsp;View count: 1108
    </div>
    <div class="asset-full-content"><p class="sapo"><strong>Tóm tắt.</strong></p>
    <div class="journal-content-article"><p>Nội dung.</p><p>Hết</p></div></div></body></html>"""
    article = extract(Page(HOST + "thong-bao", html.encode()), portal).article
    assert article is not None
    assert article.headline == "Thông báo"
    assert article.lead == "Tóm tắt."
    assert article.views == 1108
    assert article.date_published == "2018-06-14T11:22:00+07:00"
    assert (article.body, article.author) == (["Nội dung.", "Hết"], None)


def test_titles_of_few_words_in_a_table(portal: Portal) -> None:
    link = "<td class=table-cell><a href='/-/view_content/704055-luat'>Luật Viễn thông</a></td>"
    page = Page(HOST, f"<html class=aui><table><tr>{link}</tr></table></html>".encode())
    assert [card.headline for card in extract(page, portal).cards] == ["Luật Viễn thông"]


@pytest.mark.parametrize(
    ("markup", "platform", "reason"),
    [
        # as any portal on it
        ("<html class=aui><div id=p_p_id_101_>x</div>", "liferay62", "<html class='aui'>"),
        # the districts' portals: their listings, articles, and legal portlet
        ("<html><div class=nd_detail>x</div>", "liferay62", ".nd_detail"),
        ("<html><div class=nd_detail_chitiet>x</div>", "liferay62", ".nd_detail"),
        (
            "<html><div id=p_p_id_viewvbpqmanagement_WAR_unitechappportlet_>x</div>",
            "liferay62",
            "unitechappportlet",
        ),
        # VNPT's e-portal is built on it
        (
            "<html class=aui><div id=p_p_id_dsnews_WAR_vnpteportalnewsportlet_>x</div>",
            "vnpt_liferay",
            "WAR_vnpteportal",
        ),
    ],
)
def test_marks(markup: str, platform: str, reason: str) -> None:
    found, why = detect(Page(HOST, markup.encode()))[0]
    assert found.name == platform
    assert reason in why
