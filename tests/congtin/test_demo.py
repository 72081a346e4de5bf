"""What the demonstration has to show beside what a crawl brings: what time does to pages."""

from collections import Counter
from pathlib import Path
from typing import NoReturn

import pytest

from congtin.demo import demo_settings, earlier_captures, sample_definitions, take_in
from congtin.sample_portals import FREE_PORTS, SamplePortals
from congtin.stores import open_catalogue
from indexer.search import SearchUnavailableError
from search_ui.application import create_app
from search_ui.services import Services

pytestmark = pytest.mark.slow


def no_search() -> NoReturn:
    raise SearchUnavailableError("none is wanted")


def test_what_was_edited_and_taken_away_is_told_of(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path)
    with SamplePortals(FREE_PORTS) as samples:
        portals = sample_definitions(samples)
        earlier = earlier_captures(samples, settings.home)
        first = take_in(settings, portals, earlier)
        assert (first["new"], first["gone"], first["failed"]) == (9, 4, 0)
    with SamplePortals(FREE_PORTS) as started_again:
        assert earlier_captures(started_again, settings.home) == earlier
    assert take_in(settings, portals, earlier)["known"] == first["archived"] == 27

    catalogue = open_catalogue(settings)
    client = create_app(Services(catalogue, no_search, settings.archive_url)).test_client()
    told = client.get("/api/v1/changes").get_json()["changes"]
    assert Counter(change["kind"] for change in told) == {"edited": 5, "gone": 4}
    assert len({change["at"] for change in told}) == 9
    page = client.get("/changes").get_data(as_text=True)
    assert page.count("Gỡ khỏi cổng</span>") == 4
    gone = next(change for change in told if change["kind"] == "gone")
    assert "Trang gốc không còn từ" in client.get(f"/articles/{gone['id']}").get_data(as_text=True)
    catalogue.close()
