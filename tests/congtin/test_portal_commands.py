"""`congtin portals` and its sub-commands, on the sample portals as they are served."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from congtin.sample_portals.registers import registered_documents
from crawler.pages import Page
from crawler.portals.guessing import guess_portal
from crawler.portals.registry import load_portal_file
from crawler.previewing import portal_file
from tests.congtin.conftest import Congtin, CrawledSamples, audited
from tests.crawler.loopback_site import html, serve_site

GENERIC = "mau-so-tai-nguyen-va-moi-truong"


@pytest.fixture
def served(crawled_samples: CrawledSamples, tmp_path: Path) -> Congtin:
    """A home of its own, with nothing in it but the portal files of the sample portals."""
    congtin = Congtin(tmp_path / "home")
    congtin.home.mkdir()
    (congtin.home / "portals").symlink_to(crawled_samples.congtin.home / "portals")
    return congtin


def start_of(congtin: Congtin, portal: str, number: int) -> str:
    path = congtin.home / "portals" / f"{portal}.toml"
    return load_portal_file(path).start[number].url


def portal_row(congtin: Congtin, name: str) -> dict[str, object]:
    rows = congtin("portals", "--json").lines
    return next(row for row in rows if row["name"] == name)


@pytest.mark.slow
def test_an_article_that_reads_well_verifies_its_portal(
    served: Congtin, crawled_samples: CrawledSamples
) -> None:
    assert portal_row(served, GENERIC)["verified"] is False
    listing = served("portals", "check", start_of(served, GENERIC, 0))
    assert portal_row(served, GENERIC)["verified"] is False, "a listing alone says little"
    article = served("portals", "check", listing.lines[0]["url"])
    assert "date_published  (generic:json-ld:datePublished)" in article.out
    row = portal_row(served, GENERIC)
    assert row["verified"] is True
    assert str(row["verified_at"])[:2] == "20"
    assert "verified on 20" in served("portals").out


@pytest.mark.slow
def test_check_shows_the_entries_of_a_register(served: Congtin) -> None:
    register = served("portals", "check", start_of(served, GENERIC, -1))
    newest = registered_documents()[0]
    first = register.lines[0]
    assert (first["headline"], first["date_published"]) == (newest.title, str(newest.date))
    assert (first["identifier"], first["issued_on"]) == (newest.identifier, str(newest.date))
    assert register.lines[-1]["next"].endswith("?trang=2")
    assert "Deprecation" not in register.err
    entry = served("portals", "check", first["url"], "--json").lines[0]
    assert entry["type"] == "Legislation"
    assert (entry["identifier"], entry["issued_on"]) == (newest.identifier, str(newest.date))
    assert portal_row(served, GENERIC)["verified"] is True


@pytest.mark.slow
def test_a_case_is_made_of_an_address_or_a_snapshot(
    served: Congtin, crawled_samples: CrawledSamples, tmp_path: Path
) -> None:
    url = served("portals", "check", start_of(served, GENERIC, 0)).lines[0]["url"]
    made = served("portals", "case", url, "--to", str(tmp_path / "pages" / "one"))
    assert made.out.split() == [
        str(tmp_path / f"pages/one.{suffix}") for suffix in ("html", "json")
    ]
    case = json.loads((tmp_path / "pages" / "one.json").read_text())
    assert (case["url"], case["kind"], case["item"]["url"]) == (url, "article", url)
    assert case["portal"] == GENERIC, "its own selectors read the page, too"
    again = served("portals", "case", url, "--to", str(tmp_path / "pages" / "one"), code=1)
    assert "is there already" in again.err

    archived = crawled_samples.congtin
    missing = archived("portals", "case", "999999999", "--to", str(tmp_path / "two"), code=1)
    assert "no snapshot has the number 999999999" in missing.err
    archived("portals", "case", "9", "--to", str(tmp_path / "three"))
    three = json.loads((tmp_path / "three.json").read_text())
    assert three["fetched_at"].startswith("20")
    assert three["portal"] in crawled_samples.names


@pytest.mark.slow
def test_new_writes_a_file_that_is_read_again(served: Congtin, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    home = start_of(served, GENERIC, 0).partition("/chuyen-muc")[0] + "/"
    written = served("portals", "new", home, "--output", str(path))
    assert "platform: generic" in written.err
    portal = load_portal_file(path)
    assert [start.section for start in portal.start][:2] == ["Trang chủ", "Đất đai"]
    assert tomllib.loads(path.read_text())["publisher"] == "unknown"
    assert "is there already" in served("portals", "new", home, "--output", str(path), code=1).err


@pytest.mark.slow
def test_new_makes_no_file_of_a_page_that_refuses_us(served: Congtin, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    with serve_site() as site:
        site.answers["/"] = html("<title>Hãy đợi...</title>Hệ thống đang từ chối truy cập của bạn.")
        refused = served("portals", "new", site.url + "/", "--output", str(path), code=1)
        missing = served("portals", "new", site.url + "/khong-co", "--output", str(path), code=1)
    assert "is a page that blocks us" in refused.err
    assert "status 404" in missing.err
    assert not path.exists()


#: What the host name tells: address, name, province, department.
HOSTS = [
    ("https://sotuphap.kontum.gov.vn/", "sotuphap-kontum", "kon-tum", "Sở Tư pháp"),
    ("https://www.lamdong.gov.vn/sites/stp", "lamdong", "lam-dong", None),
    # nothing
    ("http://127.0.0.1:8080/", "127-0-0-1", None, None),
    # a port and an unknown label
    ("http://abc.example.com:81/", "abc-example", None, None),
]


@pytest.mark.parametrize(("url", "name", "province", "department"), HOSTS)
def test_what_a_host_name_tells(
    url: str, name: str, province: str | None, department: str | None
) -> None:
    guess = guess_portal(Page(url, b"<html><title>Trang</title><p>x</p></html>"))
    assert (guess.name, guess.province, guess.department) == (name, province, department)
    assert guess.starts == ((url, None),)


def test_feeds_are_those_that_the_page_names() -> None:
    page = (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss/tin/'>"
        b"<link rel='alternate' type='application/rss+xml' href='/rss/tin/ke-hoach/'>"  # of it
        b"<link rel='alternate' hreflang='en' href='/en/'></head><body><p>x</p></body></html>"
    )
    assert guess_portal(Page("https://a.gov.vn/", page)).feeds == ("https://a.gov.vn/rss/tin/",)


NUKEVIET_HOME = """<html><head><title>Tin Tức</title><meta name="generator" content="NukeViet v4.4">
<meta property="og:site_name" content="Sở Nông nghiệp tỉnh Nam Sơn"></head><body><nav>
<a href="/ke-hoach/">Kế hoạch</a><a href="/laws/">Văn bản</a><a href="/about/">Giới thiệu</a>
<a href="/about/Gioi-thieu.html">Giới thiệu chung</a><a href="/users/">Cán bộ</a>
<a href="/goi-cho-chung-toi/">Liên hệ</a></nav><div class="news_column">
<h3><a href="/ke-hoach/tap-huan-5.html">Tập huấn nghiệp vụ</a></h3></div></body></html>"""


def test_menus_lead_to_more_than_listings() -> None:
    guess = guess_portal(Page("https://a.gov.vn/", NUKEVIET_HOME.encode()))
    assert guess.title == "Sở Nông nghiệp tỉnh Nam Sơn"
    assert [section for _, section in guess.starts] == ["Kế hoạch", "Văn bản"]
    others = [text for _, text in guess.others]
    assert others == ["Giới thiệu", "Giới thiệu chung", "Cán bộ", "Liên hệ"]
    written = portal_file(guess)
    assert len(tomllib.loads(written)["start"]) == 2
    assert "# https://a.gov.vn/users/  Cán bộ\n" in written


@pytest.mark.slow
def test_files_are_kept_for_all_machines_written_out_and_forgotten(
    served: Congtin, tmp_path: Path
) -> None:
    own = served.home / "portals" / f"{GENERIC}.toml"
    text = own.read_text("utf-8").replace("title = ", "# của mọi máy\ntitle = ")
    file = tmp_path / "changed.toml"
    trusted: dict[str, Any] = {"CONGTIN_PORTAL_HOSTS": "127.0.0.1, localhost"}
    file.write_text(text.replace("platform", "platfrom"), "utf-8")
    refused = served("portals", "keep", str(file), code=1, **trusted).err
    assert f"{file}:" in refused
    assert "platfrom" in refused
    file.write_text(text, "utf-8")
    assert "no public address" in served("portals", "keep", str(file), code=1).err
    assert portal_row(served, GENERIC)["file"] == str(own)
    served("portals", "keep", str(file), **trusted)
    assert f"file: kept in the catalogue; not used: {own}" in served("portals").out
    assert served("portals", "file", GENERIC).out == text
    # another machine has the catalogue alone
    url = f"sqlite:///{served.home / 'catalogue.sqlite'}"
    other = Congtin(tmp_path / "elsewhere")
    assert other("portals", "file", GENERIC, CONGTIN_DATABASE_URL=url).out == text
    written = tmp_path / "written.toml"
    for code in (0, 1):  # never over another file
        served("portals", "file", GENERIC, "--output", str(written), code=code)
    assert written.read_text("utf-8") == text
    served("portals", "forget", GENERIC)
    assert portal_row(served, GENERIC)["file"] == str(own)
    assert "no file" in served("portals", "forget", GENERIC, code=1).err
    kept = [("portal_kept", GENERIC), ("portal_forgotten", GENERIC)]
    assert audited(served) == kept
