"""The tables agree with one another, and with the numbers that the law gives."""

import json
from collections import Counter
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from documents.bodies import find_body, predecessors_of, successors_of
from documents.bodies.central import CentralBody, central_bodies
from documents.bodies.communes import communes
from documents.bodies.issuing_body import IssuingBody
from documents.bodies.offices import body_of, offices
from documents.bodies.succession import territories_after
from documents.bodies.territories import Territory, districts, provinces

BEFORE = "2025-06-30"
AFTER = "2025-07-01"
TODAY = "2026-11-23"


def existing(territories: dict[str, Territory], day: str) -> list[Territory]:
    return [territory for territory in territories.values() if territory.existed_on(day)]


def bodies_above_communes() -> list[IssuingBody]:
    territories = [*provinces().values(), *districts().values()]
    local = (body_of(office, place) for office in offices().values() for place in territories)
    central = [row.body for row in central_bodies().values()]
    return [*central, *filter(None, local)]


def test_how_many_provinces() -> None:
    assert len(existing(provinces(), "2003-12-31")) == 61  # Resolution 22/2003/QH11 made three more
    assert len(existing(provinces(), "2004-01-01")) == 64
    assert len(existing(provinces(), "2008-08-01")) == 63
    assert len(existing(provinces(), BEFORE)) == 63
    assert len(existing(provinces(), AFTER)) == 34
    assert len(existing(provinces(), TODAY)) == 34


def test_how_many_districts_and_communes() -> None:
    # Of June 2025, as the Government reported them: 696 and 10,035; then 3,321.
    assert len(existing(districts(), BEFORE)) == 696
    assert existing(districts(), AFTER) == []
    assert len(existing(communes(), BEFORE)) == 10_035
    assert len(existing(communes(), AFTER)) == 3_321
    # The statistics office's list of 2 October 2026.
    kinds = Counter(commune.kind for commune in existing(communes(), TODAY))
    assert kinds == {"xã": 2_599, "phường": 709, "đặc khu": 13}


def test_communes_are_in_the_province_of_their_last_day() -> None:
    for commune in existing(communes(), TODAY):
        assert commune.above is not None
        assert provinces()[commune.above].until is None
    trang_bom = communes()["xa-trang-bom-dong-nai-2025"]
    assert (trang_bom.above, trang_bom.until) == ("tinh-dong-nai-2025", "2026-04-29")


def test_no_two_bodies_have_one_key() -> None:
    keys = [body.key for body in bodies_above_communes()]
    assert len(keys) == len(set(keys))


def test_bodies_are_found_by_their_keys() -> None:
    for body in bodies_above_communes():
        assert find_body(body.key) == body


def test_facts_have_sources_and_days_are_in_order() -> None:
    for body in bodies_above_communes():
        assert body.source, body.key
        days = [day for day in (body.since, body.until) if day is not None]
        assert days == sorted(days), body.key
        assert all(date.fromisoformat(day) for day in days), body.key


def test_parents_exist() -> None:
    for body in bodies_above_communes():
        assert body.parent is None or find_body(body.parent) is not None, body.key


def test_committees_of_communes() -> None:
    committee = offices()["ubnd"]
    for commune in communes().values():
        body = body_of(committee, commune)
        assert body is not None
        assert body.parent is not None
        assert find_body(body.parent) is not None
        assert find_body(body.key) == body


def test_lineage_goes_both_ways() -> None:
    for body in bodies_above_communes():
        for later in successors_of(body):
            assert find_body(later.key) == later
            assert later.until is None or body.until is None or later.until > body.until
        for earlier in predecessors_of(body):
            assert body in successors_of(earlier)


def test_what_ended_with_the_mergers_has_successors() -> None:
    for office in offices().values():
        if not office.everywhere:
            continue
        for place in [*provinces().values(), *districts().values()]:
            body = body_of(office, place)
            if body is not None and body.until == BEFORE:
                assert successors_of(body), body.key


def test_communes_went_to_their_own_province() -> None:
    committee = offices()["ubnd"]
    places = existing(communes(), BEFORE)
    for commune in places[:: len(places) // 500]:
        body = body_of(committee, commune)
        assert body is not None
        assert successors_of(body)
        for later in successors_of(body):
            assert later.parent is not None
            province = find_body(later.parent)
            assert province is not None
            assert commune.province in provinces_of(province)


def provinces_of(body: IssuingBody) -> set[str | None]:
    """The province of a body, and of all that it took over in turn."""
    return {body.province}.union(*map(provinces_of, predecessors_of(body)))


def test_communes_became_what_underthesea_has() -> None:
    """Its table is of the same source. It lacks names that differ by a tone alone (Trà Don and Trà
    Dơn), and keeps namesakes at the other end of a province, which ours leaves out."""
    spec = find_spec("underthesea")
    assert spec is not None
    assert spec.origin is not None
    table = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    theirs = {
        tuple(
            row[part].lower() for part in ("old_province", "old_district", "old_ward", "new_ward")
        )
        for row in json.loads(table.read_text("utf-8"))["ward_mapping"]
        if row["old_ward"]
    }
    ours = {
        (full(provinces()[district.above or ""]), full(district), full(commune), full(later))
        for commune in existing(communes(), BEFORE)
        for district in [districts()[commune.above or ""]]
        for later in territories_after(commune)
    }
    assert len(ours & theirs) > 10_400
    assert len(ours - theirs) < 90
    assert len(theirs - ours) < 80


def full(territory: Territory) -> str:
    return territory.place.lower()


@pytest.mark.parametrize("row", central_bodies().values(), ids=lambda row: row.body.key)
def test_rows_name_rows(row: CentralBody) -> None:
    assert set(row.into) <= set(central_bodies())


def test_codes_of_the_centre_are_of_one_body() -> None:
    codes = [code for row in central_bodies().values() for code in row.symbols]
    assert len(codes) == len(set(codes))
    assert not set(codes) & {code for office in offices().values() for code in office.symbols}
