"""Sites without end: each crawl ends, and has the articles that there are."""

import re
from contextlib import ExitStack

import pytest

from crawler.portals import Portal
from crawler.runs import RunSummary
from tests.crawler.crawling import Home, article_page, article_path, card, listing_page, portal_at
from tests.crawler.hostile_site import HostileSite, serve_hostile_site
from tests.crawler.loopback_site import Answer, Site, redirect

pytestmark = pytest.mark.slow

MOST_PAGES = 30


def article_of(path: str) -> Answer | None:
    """The articles are real, under whatever address they are asked for."""
    found = re.search(r"/pages/detail/(\d+)/[^/]*\.html", path)
    return article_page(int(found[1])) if found else None


def same_page_for_ever(path: str) -> Answer | None:
    page = int((re.search(r"trang=(\d+)", path) or [0, 1])[1])
    return article_of(path) or listing_page([1, 2, 3], f"/tin?trang={page + 1}")


def new_pages_for_ever(path: str) -> Answer | None:
    page = int((re.search(r"trang=(\d+)", path) or [0, 1])[1])
    return article_of(path) or listing_page([page], f"/tin?trang={page + 1}")


def relative_links(path: str) -> Answer | None:
    """Links without a slash in front, on a site that answers the same under any folder."""
    if path.endswith("/tin"):
        return listing_page([1, 2, 3], "vi/en/tin")
    return article_of(path)


def calendar(path: str) -> Answer | None:
    month = int((re.search(r"thang=(\d+)", path) or [0, 1])[1])
    days = "".join(card(f"/lich?ngay={d}-{month}", f"Lịch làm việc ngày {d}") for d in range(1, 29))
    if path.startswith("/lich?ngay"):
        return listing_page([], f"/lich?ngay=1-{month + 1}")
    return article_of(path) or listing_page([1, 2, 3], f"/tin?thang={month + 1}", more=days)


SESSIONS = iter(range(10**6))


def session_ids(path: str) -> Answer | None:
    """A new session in every link, so that no address is ever seen twice."""
    if found := article_of(path):
        return found
    session = f"jsessionid={next(SESSIONS):032X}"
    cards = "".join(
        card(f"{article_path(n)}?{session}", f"Hội nghị triển khai công tác lần thứ {n}")
        for n in (1, 2, 3)
    )
    return listing_page([], f"/tin?{session}", more=cards)


def redirects(path: str) -> Answer | None:
    if found := re.fullmatch(r"/di/(\d+)", path):
        return redirect(f"/di/{int(found[1]) + 1}")
    more = card("/di/1", "Hội nghị triển khai công tác tư pháp năm nay")
    return article_of(path) or listing_page([1, 2, 3], more=more)


TRAPS = {
    "mot-trang": (same_page_for_ever, 3),
    "trang-moi": (new_pages_for_ever, MOST_PAGES),
    "tuong-doi": (relative_links, 3),
    "lich": (calendar, 3),
    "phien": (session_ids, 3),
    "chuyen-huong": (redirects, 3),
}


#: How each crawl ended, and what it asked for.
Crawled = tuple[dict[str, RunSummary], dict[str, list[str]]]


def portal_of(site: HostileSite, name: str) -> Portal:
    return portal_at(Site(site.url), name)


@pytest.fixture(scope="module")
def crawled(
    tmp_path_factory: pytest.TempPathFactory,
) -> Crawled:
    """All of them crawled at once, each on a host of its own."""
    home = Home(tmp_path_factory.mktemp("traps"))
    with ExitStack() as stack:
        sites = {}
        for number, (name, (answer, _)) in enumerate(TRAPS.items()):
            sites[name] = stack.enter_context(serve_hostile_site(f"127.0.1.{number + 1}"))
            sites[name].fallback = answer
        portals = [portal_of(site, name) for name, site in sites.items()]
        summaries = home.crawl(*portals, CONGTIN_MAX_LISTING_PAGES=MOST_PAGES)
        return summaries, {name: site.paths for name, site in sites.items()}


@pytest.mark.parametrize("name", TRAPS)
def test_the_crawl_ends_with_the_articles_that_there_are(crawled: Crawled, name: str) -> None:
    summaries, asked = crawled
    assert summaries[name].counts["new"] == TRAPS[name][1], summaries[name]
    assert len(asked[name]) < 3 * MOST_PAGES + 10
