"""Liferay 7 on a fragment of hochiminhcity.gov.vn's listing; its other forms are page cases."""

from pathlib import Path

import pytest

from crawler.extraction import Extraction, extract
from crawler.pages import Page
from crawler.platforms import detect

URL = "https://hochiminhcity.gov.vn/tin-t%E1%BB%A9c-s%E1%BB%B1-ki%E1%BB%87n-all-"
CUR = "_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_iwwYBC4Hj8wV_cur"


@pytest.fixture(scope="module")
def fragment(shared_data: Path) -> bytes:
    return (shared_data / "pages" / "fragments" / "hcmcity_01_listing_html.html").read_bytes()


@pytest.fixture(scope="module")
def listing(fragment: bytes) -> Extraction:
    return extract(Page(URL, fragment))


def test_a_card_shown_twice_is_one(listing: Extraction) -> None:
    assert (listing.kind, listing.platform) == ("listing", "liferay7")
    assert [card.headline for card in listing.cards] == ["Triển khai thi hành Luật mới"]


def test_card(listing: Extraction) -> None:
    (card,) = listing.cards
    assert card.url == "https://hochiminhcity.gov.vn/web/hcm/-/sample-article"
    assert card.date_published == "2026-07-10T15:55:00+07:00"  # `15:55 | 10/07/2026`


@pytest.mark.parametrize(
    ("here", "links", "following"),
    [
        ("", (1, 2, 3), 2),  # the first page's address has no number
        (f"?{CUR}=2", (1, 2, 3), 3),
        (f"?{CUR}=3", (1, 2), None),  # the last one
        ("", (), None),
    ],
)
def test_next_page(
    here: str, links: tuple[int, ...], following: int | None, fragment: bytes
) -> None:
    pager = "".join(f'<li><a href="{URL}?{CUR}={number}">{number}</a></li>' for number in links)
    page = fragment + f"<ul class='pagination'>{pager}</ul>".encode()
    following_page = extract(Page(URL + here, page)).next
    found = following_page.url if following_page else None
    assert found == (f"{URL}?{CUR}={following}" if following else None)


def test_pages_of_another_portlet_are_not_followed(fragment: bytes) -> None:
    other = f'<a href="{URL}?{CUR.replace("iwwYBC4Hj8wV", "other")}=3">3</a>'
    assert extract(Page(f"{URL}?{CUR}=2", fragment + other.encode())).next is None


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div id='p_p_id_com_liferay_journal_web_'>x</div>", "com_liferay_"),
        ("<div class='title-divvv'>x</div>", "hochiminhcity.gov.vn"),
    ],
)
def test_recognised(markup: str, reason: str) -> None:
    platform, why = detect(Page(URL, f"<html><body>{markup}</body></html>".encode()))[0]
    assert platform.name == "liferay7"
    assert reason in why
