"""The Kon Tum platform, read by what can be seen: five markups of one page, its text, and variants.

The pages in `pages/kontum` are ours: no markup of the real portal could be found. Each shows the
same article in another way that such portals are built.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from archive.items import Article
from archive.mentions import find_mentions
from crawler.extraction import extract
from crawler.pages import Page
from crawler.portals import Portal
from crawler.portals.registry import PortalRegistry

PAGES = Path(__file__).parent / "pages" / "kontum"
EXPECTED: dict[str, Any] = json.loads((PAGES / "expected.json").read_text("utf-8"))
URL = "https://sotuphap.kontum.gov.vn/tin-tuc/bang-tin-5412"
MARKUPS = ("tables", "divs", "html5", "spans", "webforms")


@pytest.fixture(scope="module")
def portal() -> Portal:
    return PortalRegistry().find("kontum-stp")


def read(body: bytes, portal: Portal, url: str = URL) -> Article:
    result = extract(Page(url, body, fetched_at="2024-04-16T03:00:00Z"), portal)
    assert result.article is not None, result.reason
    return result.article


@pytest.fixture(scope="module", params=[*MARKUPS, "seed-page.txt"])
def article(request: pytest.FixtureRequest, portal: Portal) -> Article:
    if request.param in MARKUPS:
        return read((PAGES / f"{request.param}.html").read_bytes(), portal)
    shared: Path = request.getfixturevalue("shared_data")
    return read((shared / request.param).read_bytes(), portal)


def test_headline(article: Article) -> None:
    assert article.headline == EXPECTED["headline"]


def test_date_published_is_not_the_day_in_the_header(article: Article) -> None:
    assert article.date_published == "2023-05-01"


def test_author(article: Article) -> None:
    assert article.author == "Lệ Quỳnh"


def test_views_are_the_articles_not_the_visitors(article: Article) -> None:
    assert article.views == 295


def test_body_is_the_paragraphs_alone(article: Article) -> None:
    assert article.body == EXPECTED["body"]


def test_no_lead_is_made_up(article: Article) -> None:
    assert article.lead is None


def test_references(article: Article) -> None:
    mentions = find_mentions(article.headline, article.lead, article.body)
    found = [mention.reference.identifier for mention in mentions]
    assert found == ["1235/UBND-KGVX", "490/QĐ-BTTTT", "4204/KH-UBND", "4204/KH-UBND"]


def test_provenance_names_the_rule_of_each_field(article: Article) -> None:
    assert article.provenance["headline"] == "kontum:headline-line"
    assert article.provenance["date_published"] == "kontum:date-line"
    assert article.provenance["author"] == "kontum:last-line"
    assert article.provenance["views"] == "kontum:view-counter"
    assert article.provenance["body"] == "kontum:paragraphs"


def test_whose_it_is(article: Article) -> None:
    assert (article.portal, article.province, article.department, article.language) == (
        "kontum-stp",
        "kon-tum",
        "Sở Tư pháp",
        "vi",
    )


@pytest.mark.parametrize(
    ("markup", "section"),
    [
        ("divs", "Tin trong tỉnh"),  # `Trang chủ » Tin tức - Sự kiện » Tin trong tỉnh` in one line
        ("html5", "Tin tức"),  # links of a line each, the headline last
        ("webforms", None),  # `Trang chủ | Đăng nhập` is a menu
    ],
)
def test_section(markup: str, section: str | None, portal: Portal) -> None:
    assert read((PAGES / f"{markup}.html").read_bytes(), portal).section == section


def test_canonical_address(portal: Portal) -> None:
    article = read((PAGES / "html5.html").read_bytes(), portal)
    assert article.url.startswith("https://sotuphap.kontum.gov.vn/pages/detail/5412/Moi-huyen-")


HEADLINE = "Sở Tư pháp tổ chức hội nghị phổ biến pháp luật năm 2023 tại huyện Đăk Glei"
PROSE = "Sáng nay, Sở Tư pháp tổ chức hội nghị phổ biến Luật Đất đai cho hơn 100 đại biểu của xã./."


def page(*lines: str, title: str = "", prose: str = PROSE) -> bytes:
    blocks = "".join(f"<div>{prose if line == 'PROSE' else line}</div>" for line in lines)
    return f"<html><head><title>{title}</title></head><body>{blocks}</body></html>".encode()


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        # the excerpt of www.kontum.gov.vn: today's date, headline, labelled date with time, tools
        (
            (
                "Thứ 3, Ngày 16/04/2024 -",
                HEADLINE,
                "Ngày đăng: 08/07/2023  11:38",
                "Mặc định Cỡ chữ",
                "PROSE",
            ),
            "2023-07-08T11:38:00+07:00",
        ),
        # no date of its own: the header's is not taken
        (("Thứ 3, ngày 16 tháng 4 năm 2024", HEADLINE, "PROSE", "Số lượt xem:5"), None),
        # a menu between today's date and the headline
        (("Liên hệ", "Thứ 3, ngày 16/4/2024", HEADLINE, "1-5-2023", "PROSE"), "2023-05-01"),
        # the date in one line with other things
        ((HEADLINE, "1-5-2023 | Lượt xem: 12 | Sở Tư pháp", "PROSE"), "2023-05-01"),
        # the date behind the headline, in its line
        ((f"{HEADLINE} (1-5-2023)", "PROSE", "Lượt xem: 5"), "2023-05-01"),
        # with its weekday, there being no date in the header
        ((HEADLINE, "Thứ hai, 1-5-2023", "PROSE"), "2023-05-01"),
        # beside the view counter, below the text
        ((HEADLINE, "PROSE", "Số lượt xem: 7", "Ngày đăng: 1-5-2023"), "2023-05-01"),
        # after the day the page was fetched: not believed
        ((HEADLINE, "1-5-2025", "PROSE", "Lượt xem: 5"), None),
        # a change is no publication
        ((HEADLINE, "Cập nhật lúc: 1-5-2023", "PROSE", "Lượt xem: 5"), None),
        # of related articles
        (
            (HEADLINE, "PROSE", "Lượt xem: 5", "Tin liên quan", "<a href='/b'>Tin cũ</a> 2/3/2023"),
            None,
        ),
        # with which a paragraph begins
        ((HEADLINE, "Ngày 28/4/2023, UBND tỉnh họp", "PROSE", "Lượt xem: 5"), None),
    ],
)
def test_date_published(lines: tuple[str, ...], date: str | None, portal: Portal) -> None:
    article = read(page(*lines), portal)
    assert (article.headline, article.date_published) == (HEADLINE, date)
    if date is None:
        assert article.provenance["date_published"] == "kontum:not-stated"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p align=right>Lệ Quỳnh</p>", "Lệ Quỳnh"),
        ("<b>Nguyễn Thị Lệ Quỳnh</b>", "Nguyễn Thị Lệ Quỳnh"),
        ("LỆ QUỲNH", "LỆ QUỲNH"),
        ("Y Nhung", "Y Nhung"),  # as the Xơ Đăng name their daughters
        ("Lệ Quỳnh - Thanh Hà", "Lệ Quỳnh - Thanh Hà"),
        ("Tin, ảnh: Lệ Quỳnh", "Lệ Quỳnh"),
        ("Tác giả: Lệ Quỳnh", "Lệ Quỳnh"),
        ("Văn phòng Sở Tư pháp", "Văn phòng Sở Tư pháp"),
        ("<p style='text-align: right'>Quỳnh</p>", "Quỳnh"),  # a pen name, set apart
        ("Hội nghị kết thúc tốt đẹp.", None),  # a sentence
        ("Kinh phí thực hiện", None),  # words, not names
        ("", None),  # nobody
    ],
)
def test_author_is_the_name_on_the_last_line(line: str, author: str | None, portal: Portal) -> None:
    article = read(page(HEADLINE, "1-5-2023", "PROSE", line, "Số lượt xem:295"), portal)
    assert article.author == author
    assert article.body[0] == PROSE
    assert len(article.body) == (2 if author is None and line else 1)


def test_author_in_the_last_line_of_the_text(portal: Portal) -> None:
    article = read(page(HEADLINE, "1-5-2023", f"{PROSE} Lệ Quỳnh", "Số lượt xem:295"), portal)
    assert (article.author, article.body) == ("Lệ Quỳnh", [PROSE])


def test_source(portal: Portal) -> None:
    lines = (HEADLINE, "1-5-2023", "PROSE", "Lệ Quỳnh", "Nguồn: Báo Kon Tum", "Lượt xem: 1")
    article = read(page(*lines), portal)
    assert (article.author, article.source, len(article.body)) == ("Lệ Quỳnh", "Báo Kon Tum", 1)


@pytest.mark.parametrize(
    ("counter", "views"),
    [
        ("Số lượt xem:295", 295),
        ("Số lượt xem: 1.234", 1234),
        ("Số lượt xem:&nbsp;12 345", 12345),
        ("<table><tr><td>Lượt xem:</td><td>295</td></tr></table>", 295),
        ("Đã xem: 295", 295),
        ("Tổng số người truy cập: 6965", None),  # visitors of the site
    ],
)
def test_views(counter: str, views: int | None, portal: Portal) -> None:
    assert read(page(HEADLINE, "1-5-2023", "PROSE", counter), portal).views == views


@pytest.mark.parametrize(
    ("shown", "title", "headline"),
    [
        # the page spells it in full elsewhere: the capitals are decoration
        (HEADLINE.upper(), HEADLINE, HEADLINE),
        (HEADLINE.upper(), "Sở Tư pháp", HEADLINE.upper()),
        (HEADLINE, "Cổng thông tin điện tử Quận Ba Đình", HEADLINE),  # the name of another site
    ],
)
def test_headline_spelling(shown: str, title: str, headline: str, portal: Portal) -> None:
    article = read(page(shown, "1-5-2023", "PROSE", title=title), portal)
    assert article.headline == headline


def test_a_headline_that_ends_with_a_date_keeps_it(portal: Portal) -> None:
    headline = "Thông báo tạm dừng tiếp nhận hồ sơ từ ngày 1/5/2023"
    article = read(page(headline, "28/4/2023", "PROSE"), portal)
    assert (article.headline, article.date_published) == (headline, "2023-04-28")


def test_lines_of_contact_within_the_text_stay(portal: Portal) -> None:
    lines = (HEADLINE, "1-5-2023", "PROSE", "Điện thoại: 0260.3862479", "Lệ Quỳnh", "Lượt xem: 5")
    assert read(page(*lines), portal).body == [PROSE, "Điện thoại: 0260.3862479"]


def test_attachments(portal: Portal) -> None:
    file = '<a href="../uploads/Kế hoạch 4204.pdf">Kế hoạch 4204.pdf</a>'
    lines = (HEADLINE, "1-5-2023", "PROSE", "Lệ Quỳnh", f"Tệp đính kèm: {file}", "Lượt xem: 5")
    article = read(page(*lines), portal)
    assert [(a.url, a.name) for a in article.attachments] == [
        (
            "https://sotuphap.kontum.gov.vn/uploads/K%E1%BA%BF%20ho%E1%BA%A1ch%204204.pdf",
            "Kế hoạch 4204.pdf",
        )
    ]
    assert (article.author, article.body) == ("Lệ Quỳnh", [PROSE])


def test_a_listing_is_no_article(portal: Portal) -> None:
    cards = "".join(
        f'<div><a href="/pages/detail/{number}/Tin-{number}.html">{HEADLINE} lần {number}</a>'
        f"<i>{number}-5-2023</i><p>{PROSE}</p></div>"
        for number in (101, 102)
    )
    result = extract(Page("https://sotuphap.kontum.gov.vn/tin-tuc", page("Tin tức", cards)), portal)
    assert (result.kind, result.article) == ("listing", None)
    assert [card.headline for card in result.cards] == [f"{HEADLINE} lần {n}" for n in (101, 102)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Trang chủ", "Liên hệ", "THÔNG TIN ĐIỆN TỬ SỞ TƯ PHÁP TỈNH KON TUM"),
        ("PROSE", "PROSE"),  # text without a headline
        (HEADLINE,),  # a headline without text
    ],
)
def test_a_page_without_an_article_says_why(lines: tuple[str, ...], portal: Portal) -> None:
    result = extract(Page(URL, page(*lines)), portal)
    assert result.kind == "other"
    assert result.reason
