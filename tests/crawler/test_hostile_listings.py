"""Pages that are made, or broken, so that reading them takes long: each is read to its end.

Read by rules whose work grows with the square of the page, these would take minutes to hours.
"""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.address_forms import is_article_address, is_file_address
from crawler.listings import pages as listings
from crawler.listings.pages import ListingPage, date_in
from crawler.pages import Page
from crawler.reading.stamps import find_stamps, read_stamp_line, read_views

URL = "https://so.example.gov.vn/tin-tuc"
HEADLINE = "Tập huấn nghiệp vụ chứng thực cho cán bộ xã"
MANY = 5_000


def link(number: int, text: str = HEADLINE) -> str:
    return f'<a href="/tin/bai-{1000 + number}.html">{text}</a>'


def read(html: str) -> ListingPage:
    listing = ListingPage(Page(URL, html.encode()))
    listing.cards()
    listing.next_url()
    listing.sections()
    return listing


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<p>{link(n)}</p>" for n in range(MANY)),
        # one article, linked from everywhere
        "".join(f"<p>{link(1)}</p>" for _ in range(MANY)),
        # one article, and much besides
        f"<div><div><div><div><div>{link(1)}</div></div></div></div>{'<p>x</p>' * MANY}</div>",
        # links in each other, as deep as the parser goes
        "".join(f'<div><a href="/tin/bai-{1000 + n}.html"><div>{HEADLINE}' for n in range(2000)),
        "<div>" * 2000 + link(1) + "<br> " * MANY,
        # a pager of thousands of pages, none of them the current one
        "<p>x</p>" * 2000 + "".join(f'<a href="?t={n}">{n}</a> ' for n in range(1, 9999, 2)),
        '<a href="?trang=3">²</a>',  # a digit, and no number
        link(1, f"{HEADLINE} " + ":" * MANY + " (1/5/2023)"),
        link(1, f"{HEADLINE} 2023" + " (" * MANY),
        f'<a href="{"/-" * MANY}/">{HEADLINE}</a>',
    ],
    ids=range(10),
)
def test_listings_are_read_to_their_end(html: str) -> None:
    read(html)


def test_the_part_of_a_page_around_a_link_is_read_a_few_times_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads: list[int] = []

    def counting(element: etree._Element, headline: str = "") -> str | None:
        reads.append(len(list(element.iter())))
        return date_in(element, headline)

    monkeypatch.setattr(listings, "date_in", counting)
    page = "<div>" * 50 + "".join(f"<div>{link(n)}{link(n)}</div>" for n in range(500))
    cards = ListingPage(Page(URL, page.encode())).cards()
    assert len(cards) == 500
    assert sum(reads) < 10 * 500


@pytest.mark.parametrize(
    "text",
    [
        ":" * 2000,
        " " * MANY + "2023",
        "thứ hai " + ", " * MANY + "2023",
        "1" * MANY,
        "1.111" * MANY,
        "xem" + " " * MANY,
        "ngày " * MANY + "2023",
        "1/1/2023 " * MANY,
    ],
)
def test_stamps_and_counters_of_long_texts(text: str) -> None:
    assert find_stamps(text) == []
    assert read_stamp_line(text) is None
    read_views(text)


PIECES = st.sampled_from(
    [":", " ", ",", "1", "/", "-", ".", "2023", "1/5/2023", "10:30", "thứ ", "hai", "ngày ", "lúc"]
)


@settings(deadline=timedelta(seconds=20))
@given(st.lists(PIECES, max_size=80).map("".join))
def test_lines_of_pieces_of_stamps_are_read_to_their_end(text: str) -> None:
    stamps = find_stamps(text[:200])
    assert all(a.end <= b.start for a, b in pairwise(stamps))


@pytest.mark.parametrize("piece", ["/-/", "/-", "/1", "-1", "/a-", "?id=", ".pdf/", "a-b"])
def test_addresses_without_end(piece: str) -> None:
    url = "https://so.example.gov.vn" + piece * MANY
    assert not is_article_address(url)
    assert not is_file_address(url)
