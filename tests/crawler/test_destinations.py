"""Where a crawl may be led: pages are written by others, and what comes is shown in public."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.catalogue.articles import iter_articles
from crawler.crawled import SNAPSHOT_KIND
from crawler.destinations import PublicHosts, is_public
from crawler.failures import RefusedError
from crawler.middlewares.archiving import ArchivingMiddleware
from crawler.middlewares.destinations import DestinationMiddleware
from crawler.recording import close_recorder
from crawler.runs import RunSummary
from crawler.scrapy_defaults import SCRAPY_DEFAULTS
from crawler.spiders.portal import PortalSpider, spider_for
from tests.crawler.crawling import (
    Home,
    article_page,
    article_path,
    listing_page,
    portal_at,
    publish,
)
from tests.crawler.loopback_site import Site, html, redirect, serve_site


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("113.160.92.202", True),
        ("2001:ee0:1::1", True),
        ("64:ff9b::71a0:5cca", True),  # 113.160.92.202 behind NAT64
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),  # shared by a provider's customers
        ("169.254.169.254", False),  # where clouds tell their machines secrets
        ("224.0.0.251", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),  # 127.0.0.1 by 6to4
        ("64:ff9b::7f00:1", False),  # 127.0.0.1 behind NAT64
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("host", "hidden"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "127.0.0.1 ::1"),
        ("2130706433", "127.0.0.1"),  # other ways to write it
        ("0x7f.1", "127.0.0.1"),
        ("::1", "::1"),
        ("113.160.92.202", ""),
        ("nowhere.invalid", ""),  # nothing will be fetched from there
        ("x" * 300, ""),
        ("a..b", ""),
    ],
)
def test_hosts_are_judged_by_their_addresses(host: str, hidden: str) -> None:
    found = asyncio.run(PublicHosts().hidden_address(host))
    assert str(found or "") in (hidden.split() or [""])


@dataclass
class Trip:
    """A crawl of a portal whose pages name addresses of another server on loopback."""

    home: Home
    site: Site
    other: Site
    summary: RunSummary


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trip]:
    with ExitStack() as stack:
        site = stack.enter_context(serve_site("127.0.0.31"))
        other = stack.enter_context(serve_site("127.0.0.31"))  # another port alone
        secret = other.url + "/latest/meta-data"
        other.answers["/latest/meta-data"] = article_page(66)
        other.answers["/tin"] = listing_page([4])
        publish(site, [[1, 2, 3]])
        site.answers["/tin"] = listing_page([1, 2, 3], other.url + "/tin")
        images = f'<img src="{secret}"><img src="/moved.png">'
        site.answers[article_path(1)] = article_page(1, text=images)
        site.answers["/moved.png"] = redirect(secret)
        site.answers[article_path(2)] = redirect(secret)
        refresh = f'<meta http-equiv="refresh" content="0; url={secret}">'
        site.answers[article_path(3)] = html(f"<html><head>{refresh}</head></html>")
        home = Home(tmp_path_factory.mktemp("trip"))
        summary = home.crawl(portal_at(site))["stp"]
        yield Trip(home, site, other, summary)


@pytest.mark.slow
def test_nothing_is_asked_of_hidden_places(trip: Trip) -> None:
    assert trip.other.requests == []
    with trip.home.catalogue.session() as session:
        urls = [article.url for article in iter_articles(session)]
    assert urls == [trip.site.url + article_path(1)]


@pytest.mark.slow
def test_refusals_are_counted_and_recorded_with_their_reason(trip: Trip) -> None:
    assert trip.summary.counts["refused"] == 5
    assert trip.summary.counts["failed"] == 2
    rows = {row.url: row for row in trip.home.snapshots("stp")}
    moved = rows[trip.site.url + article_path(2)]
    secret = trip.other.url + "/latest/meta-data"
    elsewhere = trip.other.url.removeprefix("http://")
    assert moved.kind == "redirect"
    assert moved.failure == f"{moved.url} leads to {secret}: {elsewhere} is another site"
    log = (trip.home.folder / "crawl.log").read_text()
    assert "127.0.0.31 is at 127.0.0.31, which is no public address" in log


@pytest.mark.slow
def test_a_listing_that_goes_on_elsewhere_is_a_problem(trip: Trip) -> None:
    assert trip.summary.outcome == "failed"
    assert trip.other.url + "/tin: " in (trip.summary.reason or "")


@pytest.fixture
def spider(tmp_path: Path) -> Iterator[PortalSpider]:
    settings = {**SCRAPY_DEFAULTS, **Home(tmp_path).settings()}
    portal = portal_at(Site("http://stp.example.vn"))
    crawler = Crawler(spider_for(portal), settings)
    crawler.spider = made = spider_for(portal).from_crawler(crawler)
    yield made
    asyncio.run(close_recorder(made.recorder))


def asset(url: str) -> Request:
    return Request(url, meta={SNAPSHOT_KIND: "asset"})


def test_assets_may_be_on_other_public_hosts_and_pages_not(spider: PortalSpider) -> None:
    middleware = DestinationMiddleware.from_crawler(spider.crawler)

    async def ask(request: Request) -> None:
        await middleware.process_request(request)

    asyncio.run(ask(asset("http://113.160.92.202/a.css")))
    asyncio.run(ask(Request("http://www.stp.example.vn/tin-1.html")))
    with pytest.raises(RefusedError, match=r"113\.160\.92\.202 is another site"):
        asyncio.run(ask(Request("http://113.160.92.202/tin-1.html")))
    with pytest.raises(RefusedError, match="no public address"):
        asyncio.run(ask(asset("http://localhost/a.css")))
    assert spider.tally.counts["refused"] == 2


def test_an_answer_from_a_hidden_place_is_not_kept(spider: PortalSpider) -> None:
    """The name led to a public address when it was asked for, and to another when connecting."""
    middleware = ArchivingMiddleware.from_crawler(spider.crawler)
    request = asset("http://cdn.example.vn/a.css")
    answer = Response(request.url, body=b"secret", ip_address=ip_address("127.0.0.1"))
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1 answered"):
        asyncio.run(middleware.process_response(request, answer))
    answer = Response(request.url, body=b"p {}", ip_address=ip_address("113.160.92.202"))
    assert asyncio.run(middleware.process_response(request, answer)) is answer
