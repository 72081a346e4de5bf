"""NukeViet on the saved responses of a site that ran eGovernment 1.2 (2019 to 2024)."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import Extraction, extract
from crawler.pages import Page
from crawler.platforms import detect

HOST = "http://127.0.0.1:8081"
NAMES = {
    "url": "url",
    "headline": "title",
    "lead": "lead",
    "body": "body",
    "author": "author",
    "source": "source",
    "date_published": "published",
    "date_modified": "modified",
    "attachments": "attachments",
}
PRINT = "15_print"

Read = Callable[[str], Extraction]


@pytest.fixture(scope="module")
def read(shared_data: Path) -> Read:
    """Reads a page by the beginning of its name, at the address that it was fetched from."""
    folder = shared_data / "pages"
    with (folder / "INDEX.tsv").open() as index:
        addresses = {
            row["file"]: row["url_or_source"] for row in csv.DictReader(index, dialect="excel-tab")
        }

    def read_page(name: str) -> Extraction:
        return extract(_page(folder, name, addresses))

    return read_page


@pytest.fixture(scope="module")
def page(shared_data: Path) -> Callable[[str], Page]:
    """A page by the beginning of its name."""
    return lambda name: _page(shared_data / "pages", name, {})


def _page(folder: Path, name: str, addresses: dict[str, str]) -> Page:
    (path,) = (folder / "nukeviet-egov").glob(f"{name}*")
    url = addresses.get(f"nukeviet-egov/{path.name}", HOST)
    return Page(url, path.read_bytes(), status=404 if "404" in path.name else 200)


@pytest.fixture(scope="module")
def items(shared_data: Path) -> dict[str, dict[str, Any]]:
    """What is true of the articles, by the names of their pages."""
    expected = json.loads((shared_data / "pages" / "nukeviet-egov.expected.json").read_text())
    return {Path(item["file"]).stem: item for item in expected}


@pytest.mark.parametrize("field", NAMES)
@pytest.mark.parametrize(
    "name",
    [
        "04_detail_plain_p",
        "05_detail_attachment_pdf",  # its microdata's author is a person, its OpenGraph's date odd
        "07_detail_word_edited_later_microdata_wrong",
        PRINT,
        "17_detail_mobile_UA",
    ],
)
def test_articles(name: str, field: str, read: Read, items: dict[str, dict[str, Any]]) -> None:
    article = read(name).article
    assert article is not None
    expected = items[name][NAMES[field]]
    if field == "attachments":
        expected = [{"url": file["url"], "name": file["name"]} for file in expected]
    if name == PRINT:  # it shows no files and no change, and is the article under another address
        missing: dict[str, Any] = {"attachments": [], "date_modified": None}
        expected = missing.get(field, expected)
        expected = expected.replace("/print/", "/") if field == "url" else expected
    assert article.to_json()[field] == expected


@pytest.mark.parametrize(
    ("name", "views", "section"),
    [
        ("05_detail_attachment_pdf", 123, "Tin hoạt động"),
        ("07_detail_word_edited_later_microdata_wrong", 420, "Thông tin kinh tế - xã hội"),
        (PRINT, None, None),
        ("17_detail_mobile_UA", None, "Chỉ đạo điều hành"),  # telephones see no counter
    ],
)
def test_views_and_section(name: str, views: int | None, section: str | None, read: Read) -> None:
    article = read(name).article
    assert article is not None
    assert (article.views, article.section) == (views, section)


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("01_listing", "listing", "no text of an article"),
        ("03_listing", "listing", "no text of an article"),
        ("04_detail", "article", ""),
        ("09_rss", "other", "feed"),
        ("10b_sitemap", "other", "sitemap"),
        ("11_404", "error", "404"),
        ("13_flood_block", "blocked", "refuses"),  # with status 200
        (PRINT, "article", ""),
        ("18_listing_empty", "other", "no text of an article"),  # page 99 of 5
    ],
)
def test_kinds(name: str, kind: str, reason: str, read: Read) -> None:
    extraction = read(name)
    assert extraction.kind == kind
    assert reason in (extraction.reason or "")


@pytest.mark.parametrize(
    ("name", "first", "last", "next_page"),
    [
        (
            "01_listing",
            (
                "Kiểm tra tình hình thực hiện cho phép công ty TNHH",
                "2024-11-15T07:45:00+07:00",
                271,
            ),
            ("Điều chỉnh danh mục mua sắm tập trung của sở giáo", "2022-05-22T17:35:00+07:00", 225),
            "/chi-dao-dieu-hanh/page-2/",
        ),
        (
            "03_listing",
            ("Kiểm tra tình hình thực hiện thực hiện ý kiến chỉ", "2022-05-20T09:00:00+07:00", 223),
            ("Kết luận của đồng chí nguyễn văn lợi, bí thư tỉnh", "2021-07-24T17:51:00+07:00", 168),
            "/chi-dao-dieu-hanh/page-3/",
        ),
    ],
)
def test_listings(
    name: str,
    first: tuple[str, str, int],
    last: tuple[str, str, int],
    next_page: str,
    read: Read,
) -> None:
    extraction = read(name)
    assert len(extraction.cards) == 20
    for card, (headline, date, number) in (
        (extraction.cards[0], first),
        (extraction.cards[-1], last),
    ):
        assert card.headline.startswith(headline)
        assert card.date_published == date  # a clock of twelve hours: `05:35:00 PM`
        assert card.url.endswith(f"-{number}.html")
    assert all(card.date_published and "T" in card.date_published for card in extraction.cards)
    assert extraction.next is not None
    assert extraction.next.url == HOST + next_page


def test_a_headline_that_ends_in_dots_is_kept_as_it_is(read: Read) -> None:
    last = read("01_listing").cards[-1].headline
    assert last.endswith("theo quyết định số 887/QĐ-UBND ngày 04/4/2018 của UBND tỉnh...")


def test_menus_lead_to_the_other_sections(read: Read) -> None:
    sections = dict(read("01_listing").sections)
    assert sections[f"{HOST}/ke-hoach/"] == "Kế hoạch"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("04_detail", "<meta name='generator' content='NukeViet v4.4'>"),
        (PRINT, "<meta name='generator' content='NukeViet v4.4'>"),
        ("11_404", "NukeViet's notice of a flood or an error (.floodblocker, .nv-infodie)"),
        ("13_flood", "NukeViet's notice of a flood or an error (.floodblocker, .nv-infodie)"),
    ],
)
def test_recognised(name: str, reason: str, page: Callable[[str], Page]) -> None:
    platform, why = detect(page(name))[0]
    assert (platform.name, why) == ("nukeviet", reason)


def test_recognised_by_its_scripts(page: Callable[[str], Page]) -> None:
    whole = page("04_detail")
    bare = Page(whole.url, whole.body.replace(b'name="generator"', b'name="hidden"'))
    platform, why = detect(bare)[0]
    assert (platform.name, "nv_base_siteurl" in why) == ("nukeviet", True)


def test_dates_for_machines_are_read_where_no_date_is_shown(page: Callable[[str], Page]) -> None:
    whole = page("07_detail")
    hidden = Page(HOST, whole.body.replace("Thứ hai - 18/03/2019 16:46".encode(), b""))
    article = extract(hidden).article
    assert article is not None
    assert article.date_published == "2019-03-18T16:46:00+07:00"  # stated as 2019-03-18+0716:46:00
    assert article.provenance["date_published"] == "nukeviet:opengraph:published_time"


def test_a_clerks_login_is_no_author(page: Callable[[str], Page]) -> None:
    whole = page("05_detail")
    body = whole.body.replace("</strong>Mai Xuân".encode(), b"</strong>maixuan")
    article = extract(Page(HOST, body)).article
    assert article is not None
    assert article.author is None


def test_style_sheets_are_assets_however_their_relation_is_written(read: Read) -> None:
    assets = read("04_detail").assets
    assert f"{HOST}/themes/egov/css/style.css?t=1592811506" in assets  # rel="StyleSheet"
    assert not any(url.endswith(".js?t=1592811506") for url in assets)  # rel="preload"


def test_a_theme_of_its_own_that_names_no_column() -> None:
    html = """<html><head><meta name="generator" content="NukeViet v4.5"></head><body>
    <h1 class="sr-only"></h1><div class="bai"><div class="dau"><h1>Thông báo số 3&#x002F;TB-SXD</h1>
    <p class="time">Thứ ba - 27/06/2023 10:14</p></div><div class="hometext">Tóm tắt.</div>
    <div class="bodytext"><p>Nội dung.</p></div></div></body></html>"""
    article = extract(Page(f"{HOST}/vi/news/thong-bao/thong-bao-3.html", html.encode())).article
    assert article is not None
    assert article.headline == "Thông báo số 3/TB-SXD"
    assert (article.lead, article.body) == ("Tóm tắt.", ["Nội dung."])
    assert article.date_published == "2023-06-27T10:14:00+07:00"
