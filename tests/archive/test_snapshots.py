from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from archive.catalogue import Catalogue
from archive.catalogue.snapshots import (
    NewSnapshot,
    article_snapshots,
    find_payload,
    iter_snapshots,
    payload_snapshot,
    record_snapshot,
    set_outcome,
)
from archive.catalogue.tables import SnapshotRow
from tests.archive.articles import day

SNAPSHOT = NewSnapshot(
    portal="kontum-stp",
    run_id=1,
    url="http://a.vn/1",
    fetched_at=day(1),
    status=200,
    content_type="text/html",
    payload_digest="sha256:A",
    record_type="response",
    record_id="<urn:uuid:1>",
    warc="a.warc.gz",
    offset=0,
    length=10,
)


def record(catalogue: Catalogue, *snapshots: NewSnapshot) -> list[int]:
    """Enter snapshots, each at a place of its own."""
    with catalogue.begin() as session:
        return [
            record_snapshot(session, replace(snapshot, offset=number))
            for number, snapshot in enumerate(snapshots)
        ]


def test_snapshot_is_entered_with_its_outcome(catalogue: Catalogue) -> None:
    (number,) = record(catalogue, SNAPSHOT)
    with catalogue.session() as session:
        assert session.get_one(SnapshotRow, number).kind is None
    with catalogue.begin() as session:
        set_outcome(session, number, "article", failure="no headline")
    with catalogue.session() as session:
        row = session.get_one(SnapshotRow, number)
        assert (row.kind, row.article_id, row.failure) == ("article", None, "no headline")
        assert (row.url, row.warc, row.offset, row.length) == (SNAPSHOT.url, "a.warc.gz", 0, 10)


def test_files_larger_than_a_32_bit_number_can_count(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        number = record_snapshot(session, replace(SNAPSHOT, offset=5_000_000_000))
    with catalogue.session() as session:
        assert session.get_one(SnapshotRow, number).offset == 5_000_000_000


def test_a_place_in_a_file_is_entered_once(catalogue: Catalogue) -> None:
    record(catalogue, SNAPSHOT)
    with pytest.raises(IntegrityError):
        record(catalogue, SNAPSHOT)


def test_payload_for_a_revisit_is_the_newest_full_one(catalogue: Catalogue) -> None:
    first, second, revisit = record(
        catalogue,
        SNAPSHOT,
        replace(SNAPSHOT, fetched_at=day(2)),
        replace(SNAPSHOT, fetched_at=day(3), record_type="revisit", refers_to=2),
    )
    with catalogue.session() as session:
        found = find_payload(session, "sha256:A")
        assert found is not None
        assert found.id == second
        assert find_payload(session, "sha256:B") is None
        assert payload_snapshot(session, found) is found
        revisited = payload_snapshot(session, session.get_one(SnapshotRow, revisit))
        assert revisited is found
        assert first != second


def test_snapshots_of_an_article_in_order_of_time(catalogue: Catalogue) -> None:
    later, earlier, _other = record(
        catalogue,
        replace(SNAPSHOT, fetched_at=day(2), article_id="x"),
        replace(SNAPSHOT, fetched_at=day(1), article_id="x"),
        replace(SNAPSHOT, article_id="y"),
    )
    with catalogue.session() as session:
        assert [row.id for row in article_snapshots(session, "x")] == [earlier, later]


def test_snapshots_of_a_portal_by_kind_in_order_of_time(catalogue: Catalogue) -> None:
    made = [
        replace(SNAPSHOT, fetched_at=day(1 + number % 4), kind=kind)
        for number, kind in enumerate(["article", None, "listing", "error"] * 6)
    ]
    record(catalogue, *made, replace(SNAPSHOT, portal="khác", kind="article"))
    with catalogue.session() as session:
        found = list(iter_snapshots(session, "kontum-stp", ["article", "error"], batch=5))
        assert len(found) == 12
        assert [row.fetched_at for row in found] == sorted(row.fetched_at for row in found)
        assert {row.kind for row in found} == {"article", "error"}
        unseen = list(iter_snapshots(session, "kontum-stp", [None], batch=6))
        assert [row.kind for row in unseen] == [None] * 6
        assert list(iter_snapshots(session, "kontum-stp", [])) == []
