"""Forms that pages take around and inside an article, each of which once cost a field or all."""

import pytest

from archive.items import Article
from crawler.extraction import extract
from crawler.pages import Page
from crawler.portals.registry import PortalRegistry

URL = "https://sotuphap.kontum.gov.vn/pages/detail/76456/Hoi-nghi.html"
HEADLINE = "Sở Tư pháp tổ chức hội nghị phổ biến pháp luật năm 2023 tại huyện Đăk Glei"
PROSE = "Sáng nay, Sở Tư pháp tổ chức hội nghị phổ biến Luật Đất đai cho hơn 100 đại biểu của xã."
CARD = '<a href="/pages/detail/{}/Tin.html">Hội nghị tập huấn nghiệp vụ cho cán bộ tư pháp</a>'


def read(*lines: str) -> Article:
    blocks = "".join(f"<div>{line}</div>" for line in lines)
    page = Page(URL, f"<html><body>{blocks}</body></html>".encode(), fetched_at="2024-04-16")
    result = extract(page, PortalRegistry().find("kontum-stp"))
    assert result.article is not None, result.reason
    return result.article


@pytest.mark.parametrize(
    "headline",
    [
        "Thủ tục đăng ký kết hôn có yếu tố nước ngoài được quy định như thế nào?",
        "Toàn dân tích cực hưởng ứng Ngày Pháp luật nước Cộng hòa xã hội chủ nghĩa Việt Nam!",
        "Bãi bỏ 01 thủ tục hành chính trong lĩnh vực việc làm thuộc thẩm quyền của Ban Quản lý...",
    ],
)
def test_a_headline_may_look_like_a_sentence(headline: str) -> None:
    article = read("Tin tức", headline, "1-5-2023", PROSE, "Số lượt xem: 5")
    assert (article.headline, article.body) == (headline, [PROSE])


@pytest.mark.parametrize(
    "href",
    [
        "#",
        "javascript:void(0)",
        URL.replace("https", "http"),  # the scheme does not matter
        URL + "?tab=1",
        "/pages/detail/76456/other-words.html",  # the same article's number
    ],
)
def test_a_headline_may_be_a_link_to_its_own_page(href: str) -> None:
    headline = f'<a href="{href}"><b>{HEADLINE}</b></a>'
    related = '<a href="1023">Tin về công tác tư pháp của huyện Đăk Hà trong tháng</a>'
    article = read(headline, "1-5-2023", PROSE, "Lượt xem: 5", "Tin liên quan", related)
    assert (article.headline, article.body) == (HEADLINE, [PROSE])


@pytest.mark.parametrize(
    "tool",
    [
        "Tốc độ đọc",  # a word that is known
        "Nội dung dành cho người khiếm thị",  # words that are not, short and by themselves
        "Tiếng Việt | English",
        '<a href="#">Gửi cho một người quen của bạn qua hộp thư điện tử</a>',  # a button
    ],
)
def test_tools_are_no_text_and_cost_no_author(tool: str) -> None:
    for lines in ((tool, PROSE, "<b>Lệ Quỳnh</b>"), (PROSE, "<b>Lệ Quỳnh</b>", tool)):
        article = read(HEADLINE, "1-5-2023", *lines, "Số lượt xem: 5")
        assert (article.author, article.body) == ("Lệ Quỳnh", [PROSE])


@pytest.mark.parametrize(
    "opening",
    [
        "Kính gửi các đơn vị thuộc Sở",  # a letter's
        "Thời gian: 8 giờ",  # it says something of what it names
        "- Công tác hộ tịch",  # an enumeration's
        "<b>Kết quả đạt được</b>",  # a heading within the text
    ],
)
def test_short_lines_that_open_a_text_stay(opening: str) -> None:
    assert len(read(HEADLINE, "1-5-2023", opening, PROSE, "Lượt xem: 5").body) == 2


def test_a_short_line_beside_the_paragraphs_stays() -> None:
    text = f"<p>Thông tin từ cuộc họp</p><p>{PROSE}</p>"
    article = read(HEADLINE, "1-5-2023", "Nghe tiếp nội dung", f"<div>{text}</div>", "Lượt xem: 5")
    assert article.body == ["Thông tin từ cuộc họp", PROSE]


def test_a_source_above_the_text_is_read() -> None:
    article = read(HEADLINE, "1-5-2023", "Nguồn: Báo Kon Tum", PROSE, "Lượt xem: 5")
    assert (article.source, article.body) == ("Báo Kon Tum", [PROSE])


@pytest.mark.parametrize("line", ["31/02/2023", "01/05/23"])  # no such day; which century?
def test_what_is_meant_for_a_date_is_no_paragraph(line: str) -> None:
    article = read(HEADLINE, line, PROSE, "Lượt xem: 5")
    assert (article.date_published, article.body) == (None, [PROSE])


@pytest.mark.parametrize(
    "line",
    [
        "Số lượt xem các video tuyên truyền tăng 20%",
        "Đánh giá: Hội nghị đã thành công tốt đẹp",
        "Các thông tin khác về cuộc thi",
    ],
)
def test_words_of_the_frame_in_a_text_do_not_end_it(line: str) -> None:
    article = read(HEADLINE, "1-5-2023", PROSE, line, PROSE, "Lệ Quỳnh", "Số lượt xem: 5")
    assert (article.body, article.author, article.views) == ([PROSE, line, PROSE], "Lệ Quỳnh", 5)


@pytest.mark.parametrize(
    ("lines", "views"),
    [
        (("Bình luận (0)", "Số lượt xem: 5"), 5),
        (("Ý kiến bạn đọc", PROSE, "Số lượt xem: 5"), 5),  # a comment's text is not the article's
        (("Tin liên quan", CARD.format(1), "Số lượt xem: 5", "0 người đã bình chọn"), 5),
        (("Tin liên quan", CARD.format(1), "Số lượt xem: 5", CARD.format(2)), None),  # a card's
        (("Bình luận", "Bản quyền thuộc Sở", "Số lượt xem: 5"), None),  # below the footer
    ],
)
def test_a_counter_behind_what_ends_the_article(lines: tuple[str, ...], views: int | None) -> None:
    article = read(HEADLINE, "1-5-2023", PROSE, *lines)
    assert (article.views, article.body) == (views, [PROSE])


def test_an_author_named_below_the_counter() -> None:
    article = read(HEADLINE, "1-5-2023", PROSE, "Số lượt xem: 5", "Tác giả: Lệ Quỳnh")
    assert article.author == "Lệ Quỳnh"


def test_a_list_of_names_is_no_signature() -> None:
    names = ("Nguyễn Văn An", "Trần Thị Bình")
    unsigned = read(HEADLINE, "1-5-2023", PROSE, "Trúng tuyển:", *names, "Lượt xem: 5")
    assert (unsigned.author, unsigned.body[-2:]) == (None, list(names))
    signed = read(HEADLINE, "1-5-2023", PROSE, *names, "<b>Lệ Quỳnh</b>", "Lượt xem: 5")
    assert (signed.author, signed.body[-2:]) == ("Lệ Quỳnh", list(names))


def test_a_dated_heading_may_be_worded_like_the_name_of_a_site() -> None:
    article = read("Tin tức", "<h2>Ủy ban nhân dân tỉnh Kon Tum</h2>", "1-5-2023", PROSE)
    assert article.headline == "Ủy ban nhân dân tỉnh Kon Tum"


def test_parts_that_a_framework_builds_are_lines_of_their_own() -> None:
    title = f"<mat-icon>home</mat-icon><x-title>{HEADLINE}</x-title><x-date>1-5-2023</x-date>"
    article = read(title, PROSE)
    assert (article.headline, article.date_published) == (HEADLINE, "2023-05-01")


def test_an_article_without_a_headline_has_failed() -> None:
    page = Page(URL, f"<p>{PROSE}</p><p>{PROSE}</p><p>Số lượt xem: 5</p>".encode())
    result = extract(page, PortalRegistry().find("kontum-stp"))
    assert (result.kind, result.reason) == ("failed", "the article has no headline")


def test_a_page_that_says_there_is_nothing_is_no_article() -> None:
    body = "<h2>Không có dữ liệu</h2><p>16/04/2024</p><p>Nội dung này hiện không có hoặc đã gỡ.</p>"
    result = extract(Page(URL, body.encode()), PortalRegistry().find("kontum-stp"))
    assert (result.article, result.kind) == (None, "other")


@pytest.mark.parametrize(
    ("address", "title", "kind"),
    [
        ("https://stp.example/", "Trang chủ - Sở Tư pháp", "other"),
        ("https://stp.example/Pages/default.aspx", "", "other"),
        ("https://stp.example/trang-chu", "Sở Tư pháp", "other"),
        # an article that was saved with the address of the portal alone
        ("https://stp.example/", f"{HEADLINE} - Sở Tư pháp", "article"),
        ("https://stp.example/hoi-nghi-12.html", "Sở Tư pháp", "article"),
    ],
)
def test_a_front_page_is_no_article(address: str, title: str, kind: str) -> None:
    body = f"<h2>{HEADLINE}</h2><p>16/04/2024</p><p>{PROSE}</p><p>{PROSE}</p>"
    page = Page(address, f"<html><title>{title}</title><body>{body}</body></html>".encode())
    assert extract(page).kind == kind


def test_a_menu_beside_a_page_about_the_office_is_no_signature() -> None:
    menu = "<ul><li><a href=/vp>Văn phòng Sở</a></li><li><a href=/tt>Thanh tra</a></li></ul>"
    body = f"<h2>Chức năng, nhiệm vụ của Sở</h2><p>{PROSE}</p><p>{PROSE}</p>{menu}"
    page = Page("https://stp.example/gioi-thieu", f"<html><body>{body}</body></html>".encode())
    assert extract(page).kind == "other"
