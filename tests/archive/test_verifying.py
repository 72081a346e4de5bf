"""What a check of the archive finds, and what mending makes of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from archive.catalogue import Catalogue
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.clock import now
from archive.verifying import check_archive, mend
from archive.warc import HttpExchange, Original, WarcWriter, Written, list_files, read_snapshot


@dataclass
class Kept:
    """An archive of two files: three pages and a revisit of the first in one, a page in another."""

    catalogue: Catalogue
    root: Path
    names: list[str]

    @property
    def first(self) -> Path:
        return self.root / self.names[0]

    def rows(self) -> list[SnapshotRow]:
        with self.catalogue.session() as session:
            return list(session.scalars(select(SnapshotRow).order_by(SnapshotRow.id)))

    def found(self) -> dict[str, int]:
        check = check_archive(self.catalogue, str(self.root), lambda done, of, name: None)
        return dict(Counter(finding.trouble for finding in check.findings))

    def mend(self, copies: Path | None = None) -> list[str]:
        check = check_archive(self.catalogue, str(self.root), lambda done, of, name: None)
        return mend(self.catalogue, str(self.root), check, str(copies) if copies else None)


def exchange(number: int, at: str = "2026-11-20T02:00:00Z") -> HttpExchange:
    return HttpExchange(
        url=f"http://stp.kontum.gov.vn/tin/{number}",
        fetched_at=at,
        status=200,
        response_headers=[("Content-Type", "text/html")],
        payload=f"<h1>Bài số {number}</h1>".encode() * 200,
        metadata={"portal": "kontum-stp"},
    )


def enter(catalogue: Catalogue, page: HttpExchange, written: Written, refers_to: int | None) -> int:
    with catalogue.begin() as session:
        return record_snapshot(
            session,
            NewSnapshot(
                portal="kontum-stp",
                run_id=1,
                url=page.url,
                fetched_at=page.fetched_at,
                status=200,
                content_type="text/html",
                payload_digest=written.payload_digest,
                record_type=written.record_type,
                record_id=written.record_id,
                warc=written.warc,
                offset=written.offset,
                length=written.length,
                refers_to=refers_to,
                kind="article",
            ),
        )


@pytest.fixture
def kept(catalogue: Catalogue, tmp_path: Path) -> Kept:
    root = tmp_path / "warcs"
    names = []
    with WarcWriter(str(root)) as writer:
        for number in (1, 2, 3):
            written = writer.write_exchange(exchange(number))
            enter(catalogue, exchange(number), written, None)
            if number == 1:
                original = Original(
                    written.record_id,
                    exchange(1).url,
                    exchange(1).fetched_at,
                    written.payload_digest,
                )
        again = exchange(1, "2026-11-21T02:00:00Z")
        enter(catalogue, again, writer.write_exchange(again, original), 1)
        names.append(written.warc)
    with WarcWriter(str(root)) as writer:
        written = writer.write_exchange(exchange(4))
        enter(catalogue, exchange(4), written, None)
        names.append(written.warc)
    return Kept(catalogue, root, names)


def flip_a_byte(kept: Kept) -> None:
    """Within the second page's record."""
    row = kept.rows()[1]
    data = bytearray(kept.first.read_bytes())
    data[row.offset + row.length // 2] ^= 0xFF
    kept.first.write_bytes(data)


def cut_off_the_end(kept: Kept) -> None:
    """As a full disk or a bad copy does: the revisit and what follows are gone."""
    kept.first.write_bytes(kept.first.read_bytes()[: kept.rows()[3].offset + 10])


def cut_off_what_follows(kept: Kept) -> None:
    """The metadata of the last capture, which the catalogue does not ask for."""
    kept.first.write_bytes(kept.first.read_bytes()[:-10])


def leave_a_torn_end(kept: Kept) -> None:
    """As a killed writer does: half a record that was never entered."""
    data = kept.first.read_bytes()
    row = kept.rows()[0]
    kept.first.write_bytes(data + data[row.offset : row.offset + row.length // 2])


def put_rubbish_between(kept: Kept) -> None:
    """In a stretch that no row is about: the file's own warcinfo record."""
    data = bytearray(kept.first.read_bytes())
    data[40] ^= 0xFF
    kept.first.write_bytes(data)


def lose_a_file(kept: Kept) -> None:
    kept.first.unlink()


def rename_a_file(kept: Kept) -> None:
    kept.first.rename(kept.root / "renamed.warc.gz")


def copy_a_file(kept: Kept) -> None:
    (kept.root / "copy.warc.gz").write_bytes(kept.first.read_bytes())


def forget_a_row(kept: Kept) -> None:
    """As a catalogue restored from an older backup does."""
    with kept.catalogue.begin() as session:
        session.execute(delete(SnapshotRow).where(SnapshotRow.id == 5))


def forget_an_original(kept: Kept) -> None:
    with kept.catalogue.begin() as session:
        session.execute(delete(SnapshotRow).where(SnapshotRow.id == 1))


def forget_everything(kept: Kept) -> None:
    with kept.catalogue.begin() as session:
        session.execute(delete(SnapshotRow))


def change_a_digest(kept: Kept) -> None:
    with kept.catalogue.begin() as session:
        session.execute(
            update(SnapshotRow).where(SnapshotRow.id == 2).values(payload_digest="sha256:A")
        )


# What happens to the archive, what the check finds, and what it finds once mended (without copies).
HARMS: list[tuple[Callable[[Kept], None], dict[str, int], dict[str, int]]] = [
    # a record is damaged: the others are whole
    (flip_a_byte, {"lost": 1}, {"lost": 1}),
    # the file is cut: a revisit is lost, its original is not
    (cut_off_the_end, {"lost": 1}, {"lost": 1}),
    # nor is it, where the file is cut after it
    (cut_off_what_follows, {"torn": 1}, {"torn": 1}),
    # a writer was killed: nothing is lost
    (leave_a_torn_end, {"torn": 1}, {"torn": 1}),
    # a damaged stretch that the catalogue does not ask for
    (put_rubbish_between, {"damaged": 1}, {"damaged": 1}),
    # a file is gone
    (lose_a_file, {"missing file": 1}, {"missing file": 1}),
    # a file has another name: its snapshots are led there
    (rename_a_file, {"missing file": 1, "copy": 4}, {}),
    # a file is there twice
    (copy_a_file, {"copy": 4}, {"copy": 4}),
    # a capture that the catalogue does not know is entered
    (forget_a_row, {"unlisted": 1}, {}),
    # so is one that a revisit refers to, and the revisit is led to it
    (forget_an_original, {"unlisted": 1, "no original": 1}, {}),
    # a lost catalogue: every capture is entered again, the revisit after what it revisits
    (forget_everything, {"unlisted": 5}, {}),
    # the catalogue says another digest than the record has
    (change_a_digest, {"different": 1}, {"different": 1}),
]


def test_a_whole_archive_has_no_findings(kept: Kept) -> None:
    check = check_archive(kept.catalogue, str(kept.root), lambda done, of, name: None)
    assert (check.files, check.records, check.findings) == (2, 5, [])


@pytest.mark.parametrize(
    ("harm", "found", "mended"), HARMS, ids=lambda v: getattr(v, "__name__", "")
)
def test_harm_is_found_and_mended_where_it_can_be(
    kept: Kept,
    harm: Callable[[Kept], None],
    found: dict[str, int],
    mended: dict[str, int],
) -> None:
    harm(kept)
    assert kept.found() == found
    kept.mend()
    assert kept.found() == mended


@pytest.mark.parametrize(
    "harm",
    [flip_a_byte, cut_off_the_end, cut_off_what_follows, lose_a_file, put_rubbish_between],
)
def test_a_broken_file_is_fetched_from_a_copy_and_kept_aside(
    kept: Kept, tmp_path: Path, harm: Callable[[Kept], None]
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for name in kept.names:
        (copies / name).write_bytes((kept.root / name).read_bytes())
    harm(kept)
    was_there = kept.first.exists()
    assert kept.mend(copies) == [f"{kept.names[0]} is whole again: 4 snapshots, from {copies}"]
    assert kept.found() == {}
    assert list_files(str(kept.root)) == sorted(kept.names)
    aside = [path.name for path in kept.root.iterdir() if ".damaged-" in path.name]
    assert len(aside) == was_there


@pytest.mark.parametrize(
    ("harm", "found"), [(flip_a_byte, {"lost": 1}), (put_rubbish_between, {"damaged": 1})]
)
def test_a_copy_that_is_broken_as_well_replaces_nothing(
    kept: Kept, tmp_path: Path, harm: Callable[[Kept], None], found: dict[str, int]
) -> None:
    harm(kept)
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / kept.names[0]).write_bytes(kept.first.read_bytes())
    assert kept.mend(copies) == []
    assert kept.found() == found


def test_a_file_that_has_grown_since_it_was_copied_is_not_replaced(
    kept: Kept, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / kept.names[0]).write_bytes(kept.first.read_bytes())
    leave_a_torn_end(kept)
    assert kept.mend(copies) == []


def test_what_was_entered_is_read_by_its_row(kept: Kept) -> None:
    forget_everything(kept)
    kept.mend()
    rows = kept.rows()
    assert {row.portal for row in rows} == {"kontum-stp"}
    assert {row.kind for row in rows} == {None}  # so that extraction looks at them
    payloads = [read_snapshot(str(kept.root), row.warc, row.offset).payload for row in rows]
    assert sorted(payloads) == sorted([b""] + [exchange(n).payload for n in (1, 2, 3, 4)])
    revisit = next(row for row in rows if row.record_type == "revisit")
    original = next(row for row in rows if row.id == revisit.refers_to)
    assert original.payload_digest == revisit.payload_digest


def test_what_is_being_written_is_left_alone(kept: Kept) -> None:
    with WarcWriter(str(kept.root)) as writer:
        writer.write_exchange(exchange(9, at=now()))
    assert kept.found() == {}


def test_a_file_that_a_crawl_begins_meanwhile_is_not_missing(kept: Kept) -> None:
    def crawl(done: int, of: int, name: str) -> None:
        if done == 1:
            with WarcWriter(str(kept.root)) as writer:
                page = exchange(9, at=now())
                enter(kept.catalogue, page, writer.write_exchange(page), None)

    assert check_archive(kept.catalogue, str(kept.root), crawl).findings == []
    assert len(list_files(str(kept.root))) == 3


def test_a_capture_of_nobody_is_told_and_not_entered(kept: Kept) -> None:
    of_nobody = exchange(7)
    with WarcWriter(str(kept.root)) as writer:
        writer.write_exchange(
            HttpExchange(of_nobody.url, of_nobody.fetched_at, 200, [], of_nobody.payload)
        )
    assert kept.mend() == []
    assert kept.found() == {"unlisted": 1}
