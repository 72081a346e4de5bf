"""Captures of listings that name what is withheld: on pages, taken away, and before deciding."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.naming_captures import count_may_name, digests_that_name, named_items
from archive.catalogue.tables import SnapshotRow
from archive.catalogue.withholding import withhold
from archive.evidence import Place
from archive.evidence.collecting import places_of_digests
from archive.warc import WarcWriter, read_snapshot
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from tests.fixtures.catalogues import copy_of
from tests.search_ui.test_withholding import FIRST, LATER, REASON, SITE, capture, secret


@dataclass(frozen=True, slots=True)
class Listings:
    catalogue: Catalogue
    client: FlaskClient
    archive_url: str
    naming: int
    other: int


@pytest.fixture
def listings(sqlite_template: Path, tmp_path: Path) -> Iterator[Listings]:
    archive_url = (tmp_path / "archive").as_uri()
    pages = (f'<a href="{secret().url}">Tin</a>'.encode(), b'<a href="/khac">Tin</a>')
    with copy_of(sqlite_template, tmp_path) as catalogue:
        with catalogue.begin() as session, WarcWriter(archive_url) as writer:
            record_article(session, secret(), FIRST, None)
            naming, other = (
                capture(session, writer, f"{SITE}/tin", page, LATER, kind="listing")
                for page in pages
            )
        app = create_app(Services(catalogue, _no_search, archive_url))
        yield Listings(catalogue, app.test_client(), archive_url, naming, other)


def _no_search() -> SearchEngine:
    raise AssertionError("nothing is searched for")


@pytest.mark.parametrize("what", ["content", "file", "capture.warc.gz", "page.wacz"])
def test_a_listing_that_names_it_is_neither_shown_nor_given_away(
    listings: Listings, what: str
) -> None:
    def status(number: int) -> tuple[int, bool]:
        with listings.client.get(f"/snapshots/{number}/{what}") as answer:
            return answer.status_code, REASON in answer.get_data().decode("utf-8", "replace")

    assert status(listings.naming) == status(listings.other) == (200, False)
    with listings.catalogue.begin() as session:
        assert count_may_name(session, "article", secret().id) == 2
        withhold(session, "article", secret().id, REASON, "an")
    assert status(listings.naming) == (451, True)
    assert status(listings.other) == (200, False)


def test_all_that_name_it_are_found_at_once(listings: Listings) -> None:
    def read(row: SnapshotRow) -> bytes:
        return read_snapshot(listings.archive_url, row.warc, row.offset).payload

    with listings.catalogue.begin() as session:
        withhold(session, "article", secret().id, REASON, "an")
    with listings.catalogue.session() as session:
        digests = digests_that_name(session, named_items(session), read)
        row = session.get_one(SnapshotRow, listings.naming)
        assert list(places_of_digests(session, digests)) == [Place(row.warc, row.offset)]
