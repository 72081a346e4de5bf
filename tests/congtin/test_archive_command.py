"""`congtin archive verify`, over what a crawl of the sample portals archived."""

import json
import shutil
from pathlib import Path

import pytest

from tests.congtin.conftest import Congtin

pytestmark = pytest.mark.slow


def test_what_a_crawl_archived_is_whole(crawled: Congtin) -> None:
    snapshots = json.loads(crawled("status", "--json").out)["snapshots"]
    answer = json.loads(crawled("archive", "verify", "--json").out)
    assert answer["findings"] == []
    assert answer["records"] == snapshots > 100
    files = len(list((crawled.home / "archive").glob("*.warc.gz")))
    assert f"{files} files, {snapshots} snapshots whole" in crawled("archive", "verify").out


def test_a_file_that_is_gone_is_told_and_fetched_from_a_copy(
    crawled: Congtin, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    shutil.copytree(crawled.home / "archive", copies)
    warc = next((crawled.home / "archive").glob("*.warc.gz"))
    warc.unlink()
    told = crawled("archive", "verify", code=1)
    assert f"missing file: {warc.name}" in told.err
    assert "--mend" in told.err
    assert "1 missing file" in crawled("archive", "verify", "--mend", code=1).out
    mended = crawled("archive", "verify", "--mend", "--copies", str(copies))
    assert f"mended: {warc.name} is whole again" in mended.err
    assert warc.exists()
    assert crawled("archive", "verify").err.count("missing") == 0


def test_copies_without_mending_are_wrong_usage(congtin: Congtin) -> None:
    assert "--mend" in congtin("archive", "verify", "--copies", "/backup", code=2).err


def test_a_backup_is_restored_into_an_empty_home(crawled: Congtin, tmp_path: Path) -> None:
    place = str(tmp_path / "backup")
    assert "rows, " in crawled("archive", "backup", place).out
    restored = Congtin(tmp_path / "restored")
    assert "congtin index" in restored("archive", "restore", place).err
    restored("archive", "verify")
    restored("index")
    for command in (("export",), ("search", "OCOP", "--json"), ("document", "4204/KH-UBND")):
        assert restored(*command).out == crawled(*command).out


def test_a_home_with_something_in_it_is_left_as_it_is(crawled: Congtin, tmp_path: Path) -> None:
    place = str(tmp_path / "backup")
    crawled("archive", "backup", place)
    assert "restored into an empty one" in crawled("archive", "restore", place, code=1).err
    assert "there is no backup at" in crawled("archive", "restore", str(tmp_path), code=1).err
