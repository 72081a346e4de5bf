"""Portals crawled on loopback and judged by what the crawls met."""

from pathlib import Path

import pytest

from archive.catalogue.health import accept, portal_healths
from operations.health import check_portals
from tests.crawler.crawling import (
    Home,
    article_page,
    article_path,
    listing_page,
    portal_at,
    publish,
)
from tests.crawler.loopback_site import Answer, serve_site

pytestmark = pytest.mark.slow


def test_portal_that_moved_is_recognised_and_proposed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as old, serve_site("127.0.0.2") as new:
        portal = portal_at(old)
        publish(old, [range(1, 6)])
        home.crawl(portal)
        assert check_portals(home.catalogue, [portal])["stp"].state == "ok"
        publish(new, [range(1, 8)])
        for path in ("/tin", *map(article_path, range(1, 8))):
            old.answers[path] = Answer(b"", 301, (("Location", new.url + path),))
        home.crawl(portal)
        moved = check_portals(home.catalogue, [portal])["stp"]
        assert (moved.state, moved.healthy) == ("moved", False)
        site = new.url.removeprefix("http://")
        assert moved.proposal is not None
        assert f'mirrors = ["{site}"]' in moved.proposal
        # as it is proposed, it is crawled, and its articles keep their ids
        mended = portal.model_copy(update={"mirrors": (site,)})
        summary = home.crawl(mended)["stp"]
        assert check_portals(home.catalogue, [mended])["stp"].state == "ok", summary
    with home.catalogue.session() as session:
        assert portal_healths(session)["stp"].state == "ok"


def test_new_design_that_is_meant_is_accepted(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        portal = portal_at(site)
        publish(site, [range(1, 13)])
        home.crawl(portal)
        check_portals(home.catalogue, [portal])
        site.answers["/tin"] = listing_page(range(13, 28))
        for number in range(13, 28):
            body = article_page(number).body.replace("<p>Lệ Quỳnh</p>".encode(), b"")
            site.answers[article_path(number)] = Answer(body)
        home.crawl(portal)
        assert check_portals(home.catalogue, [portal])["stp"].state == "incomplete"
        with home.catalogue.begin() as session:
            assert accept(session, "stp") == 1
        assert check_portals(home.catalogue, [portal])["stp"].state == "ok"
