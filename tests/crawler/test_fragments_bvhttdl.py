"""Parts of pages of bvhttdl.gov.vn, which are of no family that has rules of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.address_forms import is_article_address
from crawler.extraction import extract
from crawler.listings.pages import Card
from crawler.pages import Page
from crawler.platforms.generic import GenericPage

SITE = "https://bvhttdl.gov.vn"


@pytest.fixture
def fragment(shared_data: Path) -> Callable[[str], Page]:
    def read(name: str) -> Page:
        path = shared_data / "pages" / "fragments" / f"bvhttdl_{name}_html.html"
        return Page(f"{SITE}/van-ban-du-thao.htm", path.read_bytes())

    return read


def test_addresses_of_drafts_documents_and_news_are_articles(
    fragment: Callable[[str], Page],
) -> None:
    links = [url for url, _ in fragment("01_listing").links()]
    assert len(links) == 5
    assert all(map(is_article_address, links[:4]))  # the fifth leads to another site


def test_drafts_are_listed_without_the_days_of_their_deadlines(
    fragment: Callable[[str], Page],
) -> None:
    result = extract(fragment("02_listing"))
    address = f"{SITE}/y-kien-cho-van-ban-du-thao?dtid="
    assert (result.kind, result.cards) == (
        "listing",
        (
            Card(
                f"{address}7727", "Hồ sơ dự thảo Thông tư về phân cấp quản lý tổ chức cán bộ", None
            ),
            Card(
                f"{address}7726",
                "Lấy ý kiến dự thảo Hồ sơ Thông tư sửa đổi, bổ sung một số điều của Thông tư số "
                "02/2019/TT-BTTTT ngày 08/3/2019",
                None,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        # of several lines in the markup, and with the day of another document in it
        (
            "03_article",
            "Lấy ý kiến dự thảo Hồ sơ Thông tư sửa đổi, bổ sung một số điều của Thông tư số "
            "02/2019/TT-BTTTT ngày 08/3/2019",
        ),
        ("04_other_article", "Hồ sơ dự thảo Thông tư về phân cấp quản lý tổ chức cán bộ"),
    ],
)
def test_headline(name: str, headline: str, fragment: Callable[[str], Page]) -> None:
    shown = GenericPage(fragment(name))
    found = shown.headline()
    assert (found.value if found else None, shown.date_published()) == (headline, None)
