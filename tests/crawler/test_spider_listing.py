"""When the walk through a listing ends, and which addresses look like traps."""

from dataclasses import replace

import pytest

from crawler.listings.page_requests import PageRequest
from crawler.spiders.listed import ListedItem
from crawler.spiders.listing import KNOWN_IN_A_ROW, ListingWalk
from crawler.spiders.traps import trap_reason

LISTING = "http://stp.example.vn/tin-tuc"


def items(*numbers: int, day: str | None = None) -> list[ListedItem]:
    return [
        ListedItem(f"http://stp.example.vn/tin-{n}.html", f"id{n}", f"Tin số {n}", day)
        for n in numbers
    ]


def page(number: int) -> PageRequest:
    return PageRequest(f"{LISTING}?page={number}")


def walk(
    *, stop_when_known: bool = False, since: str | None = None, most: int = 100
) -> ListingWalk:
    return ListingWalk(
        start=LISTING,
        section="Tin tức",
        max_pages=most,
        stop_when_known=stop_when_known,
        since=since,
    )


@pytest.mark.parametrize(
    ("url", "trapped"),
    [
        # what real portals use
        ("http://a.vn/tin-tuc/tin-tuc/bai-1.html", False),
        ("http://a.vn/", False),
        ("http://a.vn/vi/news/vi/bai-1.html", False),
        ("http://a.vn/xem/-/view_content/12-bai.html?page=2", False),
        # relative links that went wrong
        ("http://a.vn/vi/vi/en/vi/vi/bai-1", True),
        ("http://a.vn/-/view_content/12-bai.html/vi/vi/en/vi.html", True),
        ("http://a.vn/" + "/".join(f"p{n}" for n in range(25)), True),
    ],
)
def test_traps_are_told_by_their_address(url: str, trapped: bool) -> None:
    assert (trap_reason(url) is not None) is trapped


def test_a_page_with_news_leads_to_the_next() -> None:
    listing = walk(stop_when_known=True)
    assert listing.enter(items(1, 2)) is None
    assert listing.reason_to_stop(items(1, 2), page(2)) is None


@pytest.mark.parametrize(
    ("following", "reason"),
    [
        (None, "last page"),
        (PageRequest(LISTING), "was walked before"),
        (PageRequest("http://stp.example.vn/vi/vi/vi/vi/tin"), "trap"),
        # the same form, posted to the same address
        (PageRequest(LISTING, (("trang", "2"),)), "was walked before"),
    ],
)
def test_reasons_to_stop(following: PageRequest | None, reason: str) -> None:
    listing = walk(stop_when_known=True)
    listing.request(PageRequest(LISTING))
    listing.request(PageRequest(LISTING, (("trang", "2"),)))
    listing.enter(items(1, 2))
    assert reason in (listing.reason_to_stop(items(1, 2), following) or "")


def test_another_form_at_the_same_address_is_another_page() -> None:
    listing = walk()
    listing.request(PageRequest(LISTING, (("trang", "2"),)))
    assert listing.reason_to_stop(items(1), PageRequest(LISTING, (("trang", "3"),))) is None


@pytest.mark.parametrize(
    ("news", "stops"),
    [
        # nothing but what is known, on pages however short
        ([False] * KNOWN_IN_A_ROW, True),
        ([False] * (KNOWN_IN_A_ROW - 1), False),
        # entered late: what is new stands among what is known
        ([False] * 10 + [True] + [False] * (KNOWN_IN_A_ROW - 1), False),
        ([True] + [False] * KNOWN_IN_A_ROW, True),
    ],
)
def test_a_run_of_known_items_ends_a_walk(news: list[bool], stops: bool) -> None:
    listing = walk(stop_when_known=True)
    for is_new in news:
        listing.note(is_new)
    assert (listing.reason_to_stop(items(1, 2), page(2)) is not None) is stops


def test_known_items_do_not_stop_a_walk_that_was_never_completed() -> None:
    listing = walk(stop_when_known=False)
    for _ in range(KNOWN_IN_A_ROW):
        listing.note(is_new=False)
    assert listing.reason_to_stop(items(1, 2), page(2)) is None


def test_the_most_pages_end_a_walk() -> None:
    listing = walk(most=2)
    for number in (1, 2):
        listing.enter(items(number))
    assert "2 pages" in (listing.reason_to_stop(items(2), page(3)) or "")


def test_the_same_headlines_under_new_addresses_are_a_loop() -> None:
    listing = walk()
    assert listing.enter(items(1, 2)) is None
    again = [replace(item, id=f"{item.id}-vi") for item in items(1, 2)]
    assert "the same" in (listing.enter(again) or "")


def test_a_page_of_items_from_earlier_pages_ends_the_walk() -> None:
    listing = walk()
    listing.enter(items(1, 2))
    assert "earlier pages" in (listing.enter(items(2, 1)) or "")


def test_since_passes_over_old_items_and_stops_after_a_page_of_them() -> None:
    listing = walk(since="2023-05-01")
    mixed = items(1, day="2023-05-01") + items(2, day="2023-04-30T08:00:00+07:00")
    assert [listing.is_too_old(item) for item in mixed] == [False, True]
    assert listing.reason_to_stop(mixed, page(2)) is None
    old = items(3, 4, day="2023-04-01")
    assert "older than 2023-05-01" in (listing.reason_to_stop(old, page(3)) or "")
    assert listing.reason_to_stop(items(5, 6), page(4)) is None
