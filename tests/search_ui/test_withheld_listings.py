"""Captures that name what is withheld, listings and pages of others: shown, taken away, counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
from archive.urls import article_id
from archive.warc import WarcWriter, read_snapshot
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from tests.fixtures.catalogues import copy_of
from tests.search_ui.test_withholding import FIRST, LATER, REASON, SITE, capture, secret

OTHER = replace(secret(), url=f"{SITE}/khac", id=article_id(f"{SITE}/khac"))

LINK = f'<a href="{secret().url}">Tin</a>'
TITLE = f"<p>{secret().headline}</p>"

#: What each capture is of, what it shows, and whether it names what is withheld.
CAPTURES: Mapping[str, tuple[str, str, bool]] = {
    "a listing with its address": ("listing", LINK, True),
    "a listing with its title": ("listing", TITLE, True),
    "a listing of others": ("listing", '<a href="/khac">Tin</a>', False),
    "a page of another item that links it": ("article", f"<p>Liên quan</p>{LINK}", True),
    "a page of another item of that title": ("article", f"<h1>Khác</h1>{TITLE}", False),
}


@dataclass(frozen=True, slots=True)
class Named:
    catalogue: Catalogue
    client: FlaskClient
    archive_url: str
    numbers: Mapping[str, int]


@pytest.fixture
def named(sqlite_template: Path, tmp_path: Path) -> Iterator[Named]:
    archive_url = (tmp_path / "archive").as_uri()
    with copy_of(sqlite_template, tmp_path) as catalogue:
        with catalogue.begin() as session, WarcWriter(archive_url) as writer:
            for article in (secret(), OTHER):
                record_article(session, article, FIRST, None)
            numbers = {}
            for name, (kind, page, _) in CAPTURES.items():
                more = {"kind": kind} if kind == "listing" else {"article_id": OTHER.id}
                url = f"{SITE}/tin" if kind == "listing" else OTHER.url
                numbers[name] = capture(session, writer, url, page.encode(), LATER, **more)
        app = create_app(Services(catalogue, _no_search, archive_url))
        yield Named(catalogue, app.test_client(), archive_url, numbers)


def _no_search() -> SearchEngine:
    raise AssertionError("nothing is searched for")


@pytest.mark.parametrize("what", ["content", "file", "capture.warc.gz", "page.wacz"])
def test_what_names_it_is_neither_shown_nor_given_away(named: Named, what: str) -> None:
    def status(number: int) -> tuple[int, bool]:
        with named.client.get(f"/snapshots/{number}/{what}") as answer:
            return answer.status_code, REASON in answer.get_data().decode("utf-8", "replace")

    assert {status(number) for number in named.numbers.values()} == {(200, False)}
    with named.catalogue.begin() as session:
        assert count_may_name(session, "article", secret().id) == len(CAPTURES)
        withhold(session, "article", secret().id, REASON, "an")
    for name, (_, _, names_it) in CAPTURES.items():
        assert status(named.numbers[name]) == ((451, True) if names_it else (200, False)), name


def test_all_that_name_it_are_found_at_once(named: Named) -> None:
    def read(row: SnapshotRow) -> bytes:
        return read_snapshot(named.archive_url, row.warc, row.offset).payload

    with named.catalogue.begin() as session:
        withhold(session, "article", secret().id, REASON, "an")
    with named.catalogue.session() as session:
        digests = digests_that_name(session, named_items(session), read)
        rows = [
            session.get_one(SnapshotRow, named.numbers[name])
            for name, (_, _, names_it) in CAPTURES.items()
            if names_it
        ]
        places = {Place(row.warc, row.offset) for row in rows}
        assert set(places_of_digests(session, digests)) == places
