"""When the walk through a listing ends, and which addresses look like traps."""

import pytest

from crawler.extraction import Card
from crawler.spiders.listing import ListingWalk
from crawler.spiders.traps import trap_reason

LISTING = "http://stp.example.vn/tin-tuc"


def cards(*numbers: int, folder: str = "", day: str | None = None) -> list[Card]:
    return [
        Card(
            url=f"http://stp.example.vn{folder}/tin-{n}.html",
            headline=f"Tin số {n}",
            date_published=day,
        )
        for n in numbers
    ]


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
    first = walk(stop_when_known=True)
    assert first.enter(LISTING, cards(1, 2)) is None
    assert first.reason_to_stop(cards(1, 2), new=1, next_url=LISTING + "?page=2") is None


@pytest.mark.parametrize(
    ("new", "next_url", "reason"),
    [
        (2, None, "last page"),
        (0, LISTING + "?page=2", "known already"),
        (2, LISTING, "was walked before"),
        (2, "http://stp.example.vn/vi/vi/vi/vi/tin", "trap"),
    ],
)
def test_reasons_to_stop(new: int, next_url: str | None, reason: str) -> None:
    listing = walk(stop_when_known=True)
    listing.enter(LISTING, cards(1, 2))
    assert reason in (listing.reason_to_stop(cards(1, 2), new, next_url) or "")


def test_known_articles_do_not_stop_a_walk_that_was_never_completed() -> None:
    listing = walk(stop_when_known=False)
    listing.enter(LISTING, cards(1, 2))
    assert listing.reason_to_stop(cards(1, 2), new=0, next_url=LISTING + "?page=2") is None


def test_the_most_pages_end_a_walk() -> None:
    listing = walk(most=2)
    for page in (1, 2):
        listing.enter(f"{LISTING}?page={page}", cards(page))
    assert "2 pages" in (listing.reason_to_stop(cards(2), 1, f"{LISTING}?page=3") or "")


def test_the_same_headlines_under_new_addresses_are_a_loop() -> None:
    listing = walk()
    assert listing.enter(LISTING, cards(1, 2)) is None
    assert "same articles" in (listing.enter(LISTING + "/vi", cards(1, 2, folder="/vi")) or "")


def test_a_page_of_articles_from_earlier_pages_ends_the_walk() -> None:
    listing = walk()
    listing.enter(LISTING, cards(1, 2))
    assert "earlier pages" in (listing.enter(LISTING + "?page=2", cards(2, 1)) or "")


def test_since_passes_over_old_articles_and_stops_after_a_page_of_them() -> None:
    listing = walk(since="2023-05-01")
    mixed = cards(1, day="2023-05-01") + cards(2, day="2023-04-30T08:00:00+07:00")
    assert [listing.is_too_old(card) for card in mixed] == [False, True]
    assert listing.reason_to_stop(mixed, 1, LISTING + "?page=2") is None
    old = cards(3, 4, day="2023-04-01")
    assert "older than 2023-05-01" in (listing.reason_to_stop(old, 0, LISTING + "?page=3") or "")
    undated = cards(5, 6)
    assert listing.reason_to_stop(undated, 2, LISTING + "?page=4") is None
