"""A backup of a whole archive, restored on each database from each."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from archive.backups import BackupError, Places, back_up, forget_backups, restore
from archive.backups.dumping import FORMAT
from archive.catalogue import Catalogue
from archive.catalogue.migrations import REVISIONS
from archive.catalogue.recording import record_article
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.catalogue.tables import ArticleRow, CatalogueInfo, KeptTokensRow, Table, core
from tests.archive.articles import article, day
from tests.fixtures.catalogues import BOTH_DATABASES, copy_of
from tests.fixtures.postgresql import new_database


def quiet(done: int, of: int, what: str) -> None:
    """No progress."""


def contents(catalogue: Catalogue) -> dict[str, list[Any]]:
    """Every row of every table that a backup holds."""
    with catalogue.session() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).mappings()))
            for table in Table.metadata.sorted_tables
            if table not in (core(CatalogueInfo), core(KeptTokensRow))
        }


@pytest.fixture
def places(catalogue: Catalogue, tmp_path: Path) -> Places:
    """An archive with something of everything, on each database in turn."""
    return filled(catalogue, tmp_path)


def filled(catalogue: Catalogue, tmp_path: Path) -> Places:
    """An archive with two articles (one changed once), a WARC file in a folder, a portal file."""
    with catalogue.begin() as session:
        for number, headline in ((1, "Đất"), (2, "Nước"), (1, "Đất đai")):
            page = article(url=f"http://stp.kontum.gov.vn/{number}.html", headline=headline)
            record_article(session, page, day(number + len(headline)), None)
        session.execute(
            insert(core(KeptTokensRow)).values(
                item_type="NewsArticle",
                item_id="1",
                text_digest="sha256:A",
                analyzer_version="1",
                tokens=b"kept",
            )
        )
    for name in ("archive/a.warc.gz", "archive/2026/b.warc.gz", "portals/mine.toml"):
        path = tmp_path / "here" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return Places(catalogue, str(tmp_path / "here/archive"), str(tmp_path / "here/portals"))


@pytest.fixture(params=BOTH_DATABASES)
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> Iterator[Places]:
    """An empty archive on each database in turn, whichever the other one is on."""
    folder = tmp_path / "there"
    folder.mkdir()
    with ExitStack() as stack:
        if request.param == "sqlite":
            catalogue = stack.enter_context(copy_of(sqlite_template, folder))
        else:
            server, template = map(
                request.getfixturevalue, ("postgres_server", "postgres_template")
            )
            catalogue = Catalogue(stack.enter_context(new_database(server, template)))
            stack.callback(catalogue.close)
        yield Places(catalogue, str(folder / "archive"), str(folder / "portals"))


def test_what_is_restored_is_what_was_backed_up(
    places: Places, empty: Places, tmp_path: Path
) -> None:
    to = str(tmp_path / "backup")
    made = back_up(places, to, quiet)
    assert (made.warcs, made.portals) == (2, 1)
    assert restore(empty, to, quiet) == made
    assert contents(empty.catalogue) == contents(places.catalogue)
    for folder in ("archive/a.warc.gz", "archive/2026/b.warc.gz", "portals/mine.toml"):
        assert (tmp_path / "there" / folder).read_bytes() == folder.encode()


def test_a_restored_catalogue_counts_on_and_is_another(
    places: Places, empty: Places, tmp_path: Path
) -> None:
    back_up(places, str(tmp_path / "backup"), quiet)
    restore(empty, str(tmp_path / "backup"), quiet)
    # an index that was fed from a later state of the one must not be taken for one of the other
    assert empty.catalogue.uuid != places.catalogue.uuid
    with empty.catalogue.begin() as session:
        page = article(url="http://stp.kontum.gov.vn/3.html", headline="Rừng")
        record_article(session, page, day(20), None)
    with empty.catalogue.session() as session:
        assert session.scalar(select(func.count()).select_from(ArticleRow)) == 3


def test_what_can_be_made_again_is_left_out(places: Places, empty: Places, tmp_path: Path) -> None:
    back_up(places, str(tmp_path / "backup"), quiet)
    restore(empty, str(tmp_path / "backup"), quiet)
    with places.catalogue.session() as before, empty.catalogue.session() as after:
        tokens = select(func.count()).select_from(KeptTokensRow)
        assert (before.scalar(tokens), after.scalar(tokens)) == (1, 0)


def test_a_second_backup_copies_what_is_new(places: Places, empty: Places, tmp_path: Path) -> None:
    to = tmp_path / "backup"
    back_up(places, str(to), quiet)
    (tmp_path / "here/archive/a.warc.gz").write_bytes(b"archive/a.warc.gz grown since")
    (tmp_path / "here/portals/mine.toml").write_bytes(b"portals/mine.TOML")
    (tmp_path / "here/archive/c.warc.gz").write_bytes(b"new")
    for dumped in to.glob("catalogue-*"):  # as if made a day before
        dumped.rename(to / "catalogue-2026-11-01T000000Z.jsonl.gz")
    made = back_up(places, str(to), quiet)
    assert (made.warcs, made.portals, made.troubles) == (2, 1, ())
    assert len(list(to.glob("catalogue-*"))) == 2
    restore(empty, str(to), quiet)
    assert (tmp_path / "there/archive/a.warc.gz").read_bytes() == b"archive/a.warc.gz grown since"


def capture_in(warc: str) -> NewSnapshot:
    return NewSnapshot(
        portal="kontum-stp",
        run_id=None,
        url="http://stp.kontum.gov.vn/1.html",
        fetched_at=day(1),
        status=200,
        content_type="text/html",
        payload_digest="sha256:A",
        record_type="response",
        record_id="<urn:uuid:1>",
        warc=warc,
        offset=0,
        length=10,
    )


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def write_over(file: Path) -> None:
    file.write_bytes(b"\0" * 100)


# What befalls a WARC file after a backup, what the next one says, and where the first is then.
HARM = [
    (cut, "a.warc.gz has 14 bytes, its copy 17: the copy is kept", "a.warc.gz"),
    (write_over, "a.warc.gz does not begin as its copy", "a.warc.gz.before-*"),
    (Path.unlink, "a.warc.gz is named by the catalogue and not there", "a.warc.gz"),
]


@pytest.mark.parametrize(("harm", "said", "kept"), HARM)
def test_no_copy_is_lost_to_a_harmed_file(
    sqlite_catalogue: Catalogue,
    tmp_path: Path,
    harm: Callable[[Path], None],
    said: str,
    kept: str,
) -> None:
    places, to = filled(sqlite_catalogue, tmp_path), tmp_path / "backup"
    with sqlite_catalogue.begin() as session:
        record_snapshot(session, capture_in("a.warc.gz"))
    assert back_up(places, str(to), quiet).troubles == ()
    harm(tmp_path / "here/archive/a.warc.gz")
    (told,) = back_up(places, str(to), quiet).troubles
    assert told.startswith(said)
    (copy,) = (to / "archive").glob(kept)
    assert copy.read_bytes() == b"archive/a.warc.gz"


# The file of a backup, what becomes of it, and what is said when it is restored.
LACKING = [
    # a whole one
    (lambda warc: None, None),
    # it is gone, empty, or breaks off
    (Path.unlink, "a.warc.gz is named by the catalogue and not there"),
    (
        lambda warc: warc.write_bytes(b""),
        "a.warc.gz has 0 bytes, and the catalogue names records up to 10",
    ),
    (
        lambda warc: warc.write_bytes(b"archive/a"),
        "a.warc.gz has 9 bytes, and the catalogue names records up to 10",
    ),
]


@pytest.mark.parametrize(("harm", "said"), LACKING)
def test_what_a_backup_lacks_is_told_and_the_rest_restored(
    places: Places, empty: Places, tmp_path: Path, harm: Callable[[Path], object], said: str | None
) -> None:
    to = tmp_path / "backup"
    with places.catalogue.begin() as session:
        for warc in ("a.warc.gz", "2026/b.warc.gz"):
            record_snapshot(session, capture_in(warc))
    back_up(places, str(to), quiet)
    harm(to / "archive/a.warc.gz")
    assert restore(empty, str(to), quiet).troubles == ((said,) if said else ())
    assert contents(empty.catalogue) == contents(places.catalogue)
    assert (tmp_path / "there/archive/2026/b.warc.gz").exists()


def test_nothing_is_restored_over_something(places: Places, tmp_path: Path) -> None:
    back_up(places, str(tmp_path / "backup"), quiet)
    before = contents(places.catalogue)
    with pytest.raises(BackupError, match="there are articles in the catalogue already"):
        restore(places, str(tmp_path / "backup"), quiet)
    assert contents(places.catalogue) == before


def cut_in_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without_last_lines(data: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(data).splitlines(keepends=True)[:-3]))


def without_its_last_row(data: bytes) -> bytes:
    lines = gzip.decompress(data).splitlines(keepends=True)
    return gzip.compress(b"".join([*lines[:-2], lines[-1]]))


def without_an_article(data: bytes) -> bytes:
    lines = gzip.decompress(data).splitlines(keepends=True)
    return gzip.compress(b"".join(line for line in lines if b'["articles"' not in line))


def with_a_broken_line(data: bytes) -> bytes:
    lines = gzip.decompress(data).splitlines(keepends=True)
    return gzip.compress(b"".join([*lines[:3], b'["articles", {"id"\n', *lines[4:]]))


def of_another_version(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).replace(REVISIONS[-1].encode(), b"v9999", 1))


def something_else(data: bytes) -> bytes:
    return gzip.compress(json.dumps({"format": "WARC"}).encode())


def no_gzip(data: bytes) -> bytes:
    return gzip.decompress(data)


# What becomes of the dump, and what is said of it.
BROKEN: list[tuple[Callable[[bytes], bytes], str]] = [
    # a disk was full: half a gzip file
    (cut_in_half, "is damaged"),
    # whole gzip data, without its end
    (without_last_lines, "breaks off after"),
    # a line is missing
    (without_its_last_row, "as its end says"),
    # lines are missing that others refer to
    (without_an_article, "article_versions cannot be entered"),
    # a line is cut
    (with_a_broken_line, "line 4: no JSON"),
    # a program that knows other tables made it
    (of_another_version, "is of revision v9999 and this program of"),
    # it is no dump
    (something_else, "is no catalogue"),
    (no_gzip, "is damaged"),
]


@pytest.mark.parametrize(("harm", "said"), BROKEN, ids=[harm.__name__ for harm, _ in BROKEN])
def test_of_a_broken_backup_nothing_is_restored(
    sqlite_catalogue: Catalogue,
    sqlite_template: Path,
    tmp_path: Path,
    harm: Callable[[bytes], bytes],
    said: str,
) -> None:
    back_up(filled(sqlite_catalogue, tmp_path), str(tmp_path / "backup"), quiet)
    (dumped,) = (tmp_path / "backup").glob("catalogue-*.jsonl.gz")
    dumped.write_bytes(harm(dumped.read_bytes()))
    folder = tmp_path / "there"
    folder.mkdir()
    with copy_of(sqlite_template, folder) as catalogue:
        before = contents(catalogue)
        with pytest.raises(BackupError, match=said):
            restore(Places(catalogue, *map(str, (folder, folder))), str(tmp_path / "backup"), quiet)
        assert contents(catalogue) == before


def test_a_place_without_a_backup(empty: Places, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="there is no backup at"):
        restore(empty, str(tmp_path / "nowhere"), quiet)


def test_the_dump_says_what_it_is(places: Places, tmp_path: Path) -> None:
    back_up(places, str(tmp_path / "backup"), quiet)
    (dumped,) = (tmp_path / "backup").glob("catalogue-*.jsonl.gz")
    head, *rows, end = map(json.loads, gzip.decompress(dumped.read_bytes()).splitlines())
    assert (head["format"], head["revision"]) == (FORMAT, REVISIONS[-1])
    assert head["rows"] == len(rows) == end["rows"]


# How many of three backups are kept, and which.
@pytest.mark.parametrize(
    ("keep", "left"), [(1, [2027]), (2, [2026, 2027]), (9, [2025, 2026, 2027])]
)
def test_old_backups_are_taken_away(tmp_path: Path, keep: int, left: list[int]) -> None:
    for year in (2026, 2025, 2027):
        (tmp_path / f"catalogue-{year}-01-01T000000Z.jsonl.gz").touch()
    (tmp_path / "archive").mkdir()
    gone = forget_backups(str(tmp_path), keep)
    assert len(gone) == 3 - len(left)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["archive", *(f"catalogue-{year}-01-01T000000Z.jsonl.gz" for year in left)]


def test_one_backup_is_always_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one backup"):
        forget_backups(str(tmp_path), 0)
