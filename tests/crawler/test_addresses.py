"""One article is one article, on whichever host and in whichever view it is met."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.catalogue.articles import iter_articles
from crawler.addresses import own_address
from crawler.portals import Portal, StartAddress
from tests.crawler.crawling import (
    Home,
    article_page,
    card,
    listing_page,
    portal_at,
)
from tests.crawler.loopback_site import serve_site


@pytest.mark.parametrize(
    ("url", "own"),
    [
        # a mirror stands for the first site, with its scheme and its www.
        ("http://stp.cu.example.vn/tin/1?a=b", "https://www.stp.example.vn/tin/1?a=b"),
        # hosts for telephones stand for the site that they are named after
        ("http://m.stp.example.vn/tin/1", "https://www.stp.example.vn/tin/1"),
        ("http://mobile.hai.example.vn/tin/1", "http://hai.example.vn/tin/1"),
        # the portal's own sites, and others
        ("http://stp.example.vn/tin/1", "http://stp.example.vn/tin/1"),
        ("http://hai.example.vn/tin/1", "http://hai.example.vn/tin/1"),
        ("http://m.example.com/tin/1", "http://m.example.com/tin/1"),
        ("/tin/1", "/tin/1"),
    ],
)
def test_addresses_of_one_page(url: str, own: str) -> None:
    starts = ("https://www.stp.example.vn/", "http://hai.example.vn/")
    portal = Portal(
        name="stp",
        title="Sở Tư pháp",
        platform="kontum",
        start=tuple(StartAddress(url=start) for start in starts),
        mirrors=("stp.cu.example.vn",),
    )
    assert own_address(url, portal) == own


@pytest.mark.slow
def test_an_article_met_in_many_ways_is_fetched_and_kept_once(tmp_path: Path) -> None:
    path, headline = "/tin-tuc/bai-viet-1201.html", "Hội nghị triển khai công tác tư pháp"
    home = Home(tmp_path)
    with ExitStack() as stack:
        site, mirror = (stack.enter_context(serve_site(f"127.0.0.{n}")) for n in (31, 32))
        ways = (
            *(path, f"{path};jsessionid=0A1B", f"/index.php{path}", f"{path}?utm_source=zalo"),
            *(f"{mirror.url}{path}", f"{path}/vi/en/", f"{path}?pdf=1&id=0"),
        )
        site.answers["/tin"] = listing_page([], more="".join(card(w, headline) for w in ways))
        for way in ways:
            site.answers[way] = mirror.answers[way] = article_page(1201)
        portal = portal_at(site).model_copy(
            update={"mirrors": (mirror.url.removeprefix("http://"),)}
        )
        assert home.crawl(portal)["stp"].counts["new"] == 1
        assert mirror.requests == []
        assert len([p for p in site.take_requests() if "1201" in p]) == 1
        # nor is it another article where only another way is listed
        site.answers["/tin"] = listing_page([], more=card(f"/index.php{path}", headline))
        assert home.crawl(portal)["stp"].counts["new"] == 0
    with home.catalogue.session() as session:
        assert [article.url for article in iter_articles(session)] == [site.url + path]
