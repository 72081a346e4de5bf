"""congtin extract: shows first, writes when it is told to."""

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


def test_nothing_is_written_before_it_was_shown_and_wanted(home: Congtin) -> None:
    assert "--yes" in home("extract", "stp", code=2).err
    shown = home("extract", "stp", "--dry-run")
    assert "stp: 1 changed, 1 pages" in shown.err
    assert "  kontum: headline: 1 different" in shown.err
    assert "  - Đọc sai\n  + Hội nghị triển khai công tác tư pháp lần thứ 1" in shown.err
    assert shown.out == "1 changed, 1 pages\n"
    assert headline(home) == "Đọc sai"
    (written,) = home("extract", "--yes", "--json").lines
    assert written["written"] == {"pages": 1, "changed": 1}
    assert written["fields"] == [
        {"portal": "stp", "platform": "kontum", "field": "headline", "different": 1}
    ]
    assert headline(home).startswith("Hội nghị")
    (again,) = home("extract", "stp", "--yes", "--json").lines
    assert (again["due"], again["counts"]) == (0, {"pages": 1, "unchanged": 1})


def test_what_is_read_can_be_limited(home: Congtin) -> None:
    limits = (("--since", "2024-04-02"), ("--until", "2024-03-31"))
    for limit in limits:
        assert home("extract", "stp", "--dry-run", *limit).out == "no archived pages to read\n"
    assert "liferay62" in home("extract", "stp", "--dry-run", "--platform", "liferay62", code=2).err
    assert "YYYY-MM-DD" in home("extract", "--dry-run", "--since", "hôm qua", code=2).err


def test_backfill_tells_what_it_cannot_use(home: Congtin) -> None:
    assert "nowhere" in home("backfill", "stp", "--from", "nowhere", code=1).err
    assert "no portal is named" in home("backfill", "nobody", "--from", "x", code=2).err
