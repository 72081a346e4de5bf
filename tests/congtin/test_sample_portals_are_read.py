"""The sample portals by the crawler's own rules: each page gives its true item, each is found."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from congtin.sample_portals import FREE_PORTS, SamplePortals
from congtin.sample_portals.departments import all_departments
from congtin.sample_portals.portals import portal_definitions
from congtin.sample_portals.registers import (
    ISSUER_IN_FULL,
    REGISTER_PATH,
    SIGNER,
    document_path,
    file_path,
    registered_documents,
)
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


def walk(url: str | None, portal: Portal) -> Iterator[Extraction]:
    """The pages of a listing, from its first on."""
    while url is not None:
        listing = read(url, portal)
        yield listing
        url = listing.next.url if listing.next else None


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
        if start.url.endswith(REGISTER_PATH):
            continue
        for listing in walk(start.url, portal):
            assert listing.kind == "listing", (start.url, listing.reason)
            # A wrong relative link and a session id make other addresses of the same article.
            found |= {
                card.url.partition(";")[0].replace("/vi/vi/en/", "/") for card in listing.cards
            }
    expected = {item.url for item in portals.expected() if item.portal == portal.name}
    assert expected <= found
    base = portals.base_urls[department]
    assert {url for url in found - expected if not url.startswith(f"{base}/")} == set()
    assert len(found - expected) <= 2, "the dead cards alone"


def test_the_register_leads_to_every_document(portals: SamplePortals) -> None:
    portal = definition_of(portals, "so-tai-nguyen-va-moi-truong")
    base = portals.base_urls["so-tai-nguyen-va-moi-truong"]
    rows = [row for page in walk(portal.start[-1].url, portal) for row in page.rows]
    documents = registered_documents()
    assert [(row.entry.identifier, row.entry.issued_on, row.entry.title) for row in rows] == [
        (document.identifier, str(document.date), document.title) for document in documents
    ]
    assert all(row.has_page for row in rows)
    for document in documents:
        entry = read(base + document_path(document), portal).legislation
        assert entry is not None
        assert (entry.identifier, entry.document_type) == (document.identifier, document.type)
        assert (entry.issuer, entry.signer) == (ISSUER_IN_FULL, SIGNER)
        assert (entry.issued_on, entry.effective_on) == (str(document.date), None)
        assert entry.title == document.title
        assert [file.url for file in entry.attachments] == [base + file_path(document)]
