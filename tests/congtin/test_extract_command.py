"""congtin extract: shows first, then writes, if whoever sits at a terminal wants it."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import get_article, record_article
from archive.urls import article_id
from tests.congtin.conftest import Congtin
from tests.crawler.foreign_captures import ForeignWarc, url_of

pytestmark = pytest.mark.slow

AT = "2024-04-01T02:00:00Z"


@pytest.fixture
def home(congtin: Congtin) -> Congtin:
    """An archived page whose article was read wrongly, of a portal with a file of its own."""
    folder = congtin.home / "portals"
    folder.mkdir(parents=True)
    (folder / "stp.toml").write_text(
        'name = "stp"\ntitle = "Sở Tư pháp"\nplatform = "kontum"\n'
        '[[start]]\nurl = "http://stp.example.vn/tin"\n',
        encoding="utf-8",
    )
    warc = congtin.home / "others.warc.gz"
    warc.write_bytes(ForeignWarc().article(1, AT).data)
    congtin("backfill", "stp", "--from", str(warc))
    catalogue = open_catalogue(congtin.home)
    with catalogue.begin() as session:
        article = get_article(session, article_id(url_of(1)))
        assert article is not None
        article.headline = "Đọc sai"
        record_article(session, article, AT, 1)
    return congtin


def open_catalogue(home: Path) -> Catalogue:
    return Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")


def headline(congtin: Congtin) -> str:
    with open_catalogue(congtin.home).session() as session:
        article = get_article(session, article_id(url_of(1)))
    assert article is not None
    return article.headline


def at_a_terminal(congtin: Congtin, answer: bytes, *arguments: str) -> str:
    """What a command tells somebody who types an answer."""
    ours, theirs = pty.openpty()
    try:
        os.write(ours, answer)
        finished = subprocess.run(
            congtin.command(*arguments),
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=300,
            check=True,
            env=congtin.environment,
            cwd=congtin.home.parent,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    return finished.stderr.decode()


def test_what_would_change_can_be_shown_only(home: Congtin) -> None:
    shown = home("extract", "stp", "--dry-run")
    assert "stp: 1 changed, 1 pages" in shown.err
    assert "  kontum: headline: 1 different" in shown.err
    assert "  - Đọc sai\n  + Hội nghị triển khai công tác tư pháp lần thứ 1" in shown.err
    assert shown.out == "1 changed, 1 pages\n"
    assert headline(home) == "Đọc sai"


def test_scripts_are_shown_what_changes_and_have_it_written(home: Congtin) -> None:
    done = home("extract", "--json")
    assert "  - Đọc sai\n  + Hội nghị triển khai công tác tư pháp lần thứ 1" in done.err
    (written,) = done.lines
    assert written["written"] == {"pages": 1, "changed": 1}
    assert written["fields"] == [
        {"portal": "stp", "platform": "kontum", "field": "headline", "different": 1}
    ]
    assert headline(home).startswith("Hội nghị")
    (again,) = home("extract", "stp", "--json").lines
    assert (again["due"], again["counts"]) == (0, {"pages": 1, "unchanged": 1})


def test_at_a_terminal_it_asks_before_it_writes(home: Congtin) -> None:
    asked = at_a_terminal(home, b"n\n", "extract")
    assert asked.index("Đọc sai") < asked.index("Write 1 pages? [y/N]")
    assert headline(home) == "Đọc sai"
    assert "[y/N]" in at_a_terminal(home, b"y\n", "extract")
    assert headline(home).startswith("Hội nghị")


def test_who_said_yes_is_not_asked(home: Congtin) -> None:
    assert "[y/N]" not in at_a_terminal(home, b"", "extract", "--yes")
    assert headline(home).startswith("Hội nghị")


def test_what_is_read_can_be_limited(home: Congtin) -> None:
    limits = (("--since", "2024-04-02"), ("--until", "2024-03-31"))
    for limit in limits:
        assert home("extract", "stp", "--dry-run", *limit).out == "no archived pages to read\n"
    assert "liferay62" in home("extract", "stp", "--dry-run", "--platform", "liferay62", code=2).err
    refused = home("extract", "--dry-run", "--since", "hôm qua", code=2).err
    assert "write it as 2023-05-01" in refused


def test_one_run_or_one_capture_is_read_again(home: Congtin) -> None:
    # the page was read, if badly: nothing of the run failed
    assert home("extract", "--run", "1", "--dry-run").out == "no archived pages to read\n"
    assert home("extract", "--snapshot", "1", "--dry-run").out == "1 changed, 1 pages\n"
    assert "there is no run 99" in home("extract", "--run", "99", code=2).err
    assert "name portals, or a run" in home("extract", "stp", "--run", "1", code=2).err


def test_backfill_tells_what_it_cannot_use(home: Congtin) -> None:
    assert "nowhere" in home("backfill", "stp", "--from", "nowhere", code=1).err
    assert "no portal is named" in home("backfill", "nobody", "--from", "x", code=2).err
