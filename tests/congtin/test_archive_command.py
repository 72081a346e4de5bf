"""`congtin archive`, over what a crawl of the sample portals archived."""

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.congtin.conftest import Congtin
from tests.fixtures.wacz import wacz_commands

pytestmark = pytest.mark.slow


def test_what_a_crawl_archived_is_whole(crawled: Congtin) -> None:
    snapshots = json.loads(crawled("status", "--json").out)["snapshots"]
    answer = json.loads(crawled("archive", "verify", "--json").out)
    assert answer["findings"] == []
    assert answer["records"] == snapshots > 100
    files = len(list((crawled.home / "archive").glob("*.warc.gz")))
    assert f"{files} files, {snapshots} snapshots whole" in crawled("archive", "verify").out


# Where whole files are fetched from: a copy of the archive's folder, or of all, as a backup is.
@pytest.mark.parametrize("below", [".", "archive"])
def test_a_file_that_is_gone_is_told_and_fetched_from_a_copy(
    crawled: Congtin, tmp_path: Path, below: str
) -> None:
    copies = tmp_path / "copies"
    shutil.copytree(crawled.home / "archive", copies / below)
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


def test_copies_that_are_nowhere_are_told(crawled: Congtin, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    told = crawled("archive", "verify", "--mend", "--copies", nowhere, code=1)
    assert f"there is no folder {nowhere}" in told.err


def test_a_backup_is_restored_into_an_empty_home(crawled: Congtin, tmp_path: Path) -> None:
    place = str(tmp_path / "backup")
    assert "rows, " in crawled("archive", "backup", place).out
    restored = Congtin(tmp_path / "restored")
    assert "congtin index" in restored("archive", "restore", place).err
    restored("archive", "verify")
    restored("index")
    for command in (("export",), ("search", "OCOP", "--json"), ("document", "4204/KH-UBND")):
        assert restored(*command).out == crawled(*command).out


def test_what_a_backup_lacks_is_told_when_it_is_restored(crawled: Congtin, tmp_path: Path) -> None:
    place = tmp_path / "backup"
    crawled("archive", "backup", str(place))
    warc = next((place / "archive").glob("*.warc.gz"))
    warc.unlink()
    told = Congtin(tmp_path / "restored")("archive", "restore", str(place), code=1)
    assert "portal files copied" in told.out
    assert f"not restored: {warc.name} is named by the catalogue and not there" in told.err


def test_a_home_with_something_in_it_is_left_as_it_is(crawled: Congtin, tmp_path: Path) -> None:
    place = str(tmp_path / "backup")
    crawled("archive", "backup", place)
    assert "restored into an empty one" in crawled("archive", "restore", place, code=1).err
    assert "there is no backup at" in crawled("archive", "restore", str(tmp_path), code=1).err


def test_captures_of_a_portal_are_packed_for_other_tools(crawled: Congtin, tmp_path: Path) -> None:
    packed = tmp_path / "stp.wacz"
    portals = json.loads(crawled("status", "--json").out)["portals"]
    portal = next(each["name"] for each in portals if each["articles"])
    told = crawled("archive", "wacz", str(packed), portal)
    with ZipFile(packed) as package:
        index = package.read("indexes/index.cdx").decode().splitlines()
        pages = package.read("pages/pages.jsonl").decode().splitlines()[1:]
    assert f"{len(index)} captures, {len(pages)} pages" in told.out
    assert len(index) > len(pages) > 5
    checked = subprocess.run(
        [wacz_commands() / "wacz", "validate", "--file", packed],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Validation succeeded" in checked.stdout, checked.stdout + checked.stderr


def test_a_record_that_cannot_be_read_is_left_out_and_named(
    crawled: Congtin, tmp_path: Path
) -> None:
    whole = crawled("archive", "wacz", str(tmp_path / "whole.wacz")).out
    warc = max((crawled.home / "archive").glob("*.warc.gz"), key=lambda file: file.stat().st_size)
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 0xFF
    warc.write_bytes(data)
    told = crawled("archive", "wacz", str(tmp_path / "rest.wacz"), code=1)
    assert f"left out: {warc.name}, byte " in told.err
    count = [int(re.search(r": (\d+) captures", out)[1]) for out in (whole, told.out)]  # type: ignore[index]  # it is there, or the test fails
    assert count[1] == count[0] - 1


# Nothing to pack, told apart: a portal that is none, with those near it; a time without captures.
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["kontum-stq"], 2, "'kontum-stq'"),
        (["--until", "2001-01-01"], 1, "captured there and then"),
        (["--since", "hôm qua"], 2, "write it as 2023-05-01"),
    ],
)
def test_nothing_to_pack(
    crawled: Congtin, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    assert says in crawled("archive", "wacz", str(tmp_path / "x.wacz"), *arguments, code=code).err
    assert not list(tmp_path.glob("x.wacz*"))


def test_tidying_takes_away_old_jobs_logs_and_backups(crawled: Congtin, tmp_path: Path) -> None:
    place = tmp_path / "backup"
    place.mkdir()
    for year in (2024, 2025):
        (place / f"catalogue-{year}-01-01T000000Z.jsonl.gz").touch()
    logs = crawled.home / "jobs"
    logs.mkdir()
    for name, age in (("1.log", 100), ("2.log", 10)):
        (logs / name).touch()
        os.utime(logs / name, (time.time() - age * 86400,) * 2)
    once = crawled("archive", "tidy", CONGTIN_BACKUP_URL=str(place), CONGTIN_KEEP_BACKUPS="1")
    assert "0 jobs, 1 logs and 1 backups" in once.out
    assert [path.name for path in logs.iterdir()] == ["2.log"]
    never = crawled("archive", "tidy", CONGTIN_KEEP_JOBS="0")
    assert "0 jobs, 0 logs and 0 backups" in never.out
