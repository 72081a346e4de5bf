"""The sample portals by the crawler's own rules: each page gives its true item, each is found."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from congtin.sample_portals import FREE_PORTS, SamplePortals
from congtin.sample_portals.departments import all_departments
from congtin.sample_portals.portals import portal_definitions
from crawler.extraction import Extraction, Page, extract
from crawler.portals import Portal

DEPARTMENTS = [department.slug for department in all_departments()]


@pytest.fixture(scope="module")
def portals() -> Iterator[SamplePortals]:
    with SamplePortals(FREE_PORTS) as served:
        served.publish_second_edition()
        yield served


def definition_of(portals: SamplePortals, department: str) -> Portal:
    return portal_definitions({department: portals.base_urls[department]})[0]


def read(url: str, portal: Portal) -> Extraction:
    with urlopen(url) as response:
        page = Page(url, response.read(), response.headers["Content-Type"], response.status)
    return extract(page, portal)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_each_page_gives_its_true_item(portals: SamplePortals, department: str) -> None:
    portal = definition_of(portals, department)
    for expected in portals.expected():
        if expected.portal != portal.name:
            continue
        extraction = read(expected.url, portal)
        article = extraction.article
        if not expected.readable:
            assert article is None
            assert extraction.reason
            continue
        assert article is not None, (expected.url, extraction.reason)
        assert {
            "url": article.url,
            "section": article.section,
            "headline": article.headline,
            "lead": article.lead,
            "body": tuple(article.body),
            "author": article.author,
            "date_published": article.date_published,
            "attachments": tuple(attachment.url for attachment in article.attachments),
        } == {
            "url": expected.url,
            "section": expected.section,
            "headline": expected.headline,
            "lead": expected.lead,
            "body": expected.body,
            "author": expected.author,
            "date_published": expected.date_published,
            "attachments": expected.attachments,
        }
        if expected.views is None:
            assert article.views is None
        else:
            assert article.views == expected.views + expected.views_rise


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_listings_lead_to_every_article(portals: SamplePortals, department: str) -> None:
    portal = definition_of(portals, department)
    found = set()
    for start in portal.start:
        url: str | None = start.url
        while url is not None:
            listing = read(url, portal)
            assert listing.kind == "listing", (url, listing.reason)
            # A wrong relative link and a session id make other addresses of the same article.
            found |= {
                card.url.partition(";")[0].replace("/vi/vi/en/", "/") for card in listing.cards
            }
            url = listing.next.url if listing.next else None
    expected = {item.url for item in portals.expected() if item.portal == portal.name}
    assert expected <= found
    base = portals.base_urls[department]
    assert {url for url in found - expected if not url.startswith(f"{base}/")} == set()
    assert len(found - expected) <= 2, "the dead cards alone"
