"""The whole road: from portals on loopback, crawled by the real spiders, to a page in a browser."""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from sqlalchemy import select
from warcio.checker import Checker  # type: ignore[import-untyped]  # it ships no types

from archive.catalogue import Catalogue
from archive.catalogue.articles import get_article
from archive.catalogue.tables import SnapshotRow
from archive.items import Article
from archive.urls import article_id
from congtin.sample_portals import ExpectedArticle
from tests.congtin.conftest import CrawledSamples

pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def catalogue(crawled_samples: CrawledSamples) -> Catalogue:
    return Catalogue(f"sqlite:///{crawled_samples.congtin.home}/catalogue.sqlite")


@pytest.fixture(scope="module")
def pairs(
    crawled_samples: CrawledSamples, catalogue: Catalogue
) -> list[tuple[ExpectedArticle, Article]]:
    """Every readable article of the sample portals with what was crawled of it."""
    found, missing = [], []
    with catalogue.session() as session:
        for expected in crawled_samples.portals.expected():
            article = get_article(session, article_id(expected.url))
            if article is not None:
                found.append((expected, article))
            elif expected.readable:
                missing.append(expected.url)
    assert not missing
    return found


def differences(pairs: list[tuple[ExpectedArticle, Article]], field: str) -> list[str]:
    """The articles whose field was not read as it truly is."""
    wrong = []
    for expected, article in pairs:
        want, got = getattr(expected, field), getattr(article, field)
        if list(want) != got if field == "body" else want != got:
            wrong.append(f"{expected.url}\n  want {want!r}\n  got  {got!r}")
    return wrong


def test_there_is_enough_to_crawl(pairs: list[tuple[ExpectedArticle, Article]]) -> None:
    assert len(pairs) >= 150
    assert len({expected.portal for expected, _ in pairs}) >= 3
    years = {int(expected.date_published[:4]) for expected, _ in pairs}
    assert {2019, 2020, 2021, 2022, 2023, 2024, 2025} <= years


@pytest.mark.parametrize(
    "field", ["headline", "lead", "body", "author", "date_published", "section", "portal"]
)
def test_every_article_is_read_truly(
    pairs: list[tuple[ExpectedArticle, Article]], field: str
) -> None:
    assert differences(pairs, field) == []


def test_every_document_mentioned_is_found(
    pairs: list[tuple[ExpectedArticle, Article]],
) -> None:
    wrong = []
    for expected, article in pairs:
        want = [citation.identifier for citation in expected.citations]
        # A law by name has no identifier in the text; the truth knows its number.
        got = [m.reference.identifier or m.reference.law_year for m in article.references]
        named = [isinstance(found, int) for found in got]
        if len(want) != len(got) or any(
            w != g for w, g, by_name in zip(want, got, named, strict=True) if not by_name
        ):
            wrong.append(f"{expected.url}\n  want {want}\n  got  {got}")
    assert wrong == []


def test_each_portal_finished(crawled_samples: CrawledSamples) -> None:
    summaries = crawled_samples.first_crawl.lines
    assert {summary["portal"] for summary in summaries} == set(crawled_samples.names)
    assert {summary["outcome"] for summary in summaries} == {"finished"}


def test_the_page_without_a_headline_is_kept_as_failed(
    crawled_samples: CrawledSamples, catalogue: Catalogue
) -> None:
    broken = [e for e in crawled_samples.portals.expected() if not e.readable]
    assert broken
    with catalogue.session() as session:
        for expected in broken:
            snapshot = session.scalars(
                select(SnapshotRow).where(SnapshotRow.url == expected.url)
            ).first()
            assert snapshot is not None
            assert snapshot.failure
            assert "headline" in snapshot.failure


def test_every_warc_file_is_valid(crawled_samples: CrawledSamples) -> None:
    files = sorted((crawled_samples.congtin.home / "archive").rglob("*.warc.gz"))
    assert files
    for file in files:
        checker = Checker(type("Arguments", (), {"inputs": [str(file)], "verbose": False})())
        checker.process_all()
        assert checker.exit_value == 0


def test_search_with_and_without_diacritics(crawled_samples: CrawledSamples) -> None:
    search = crawled_samples.congtin
    with_marks = search("search", "chuyển đổi số", "--json").lines[0]
    without = search("search", "chuyen doi so", "--json").lines[0]
    assert with_marks["total"] > 0
    assert without["total"] >= with_marks["total"]


def test_batch_search_ranks_the_article_itself_first(
    crawled_samples: CrawledSamples, pairs: list[tuple[ExpectedArticle, Article]]
) -> None:
    headlines = Counter(expected.headline for expected, _ in pairs)
    asked = [(e, a) for e, a in pairs if headlines[e.headline] == 1][:40]
    lines = "".join(json.dumps({"id": a.id, "q": e.headline}) + "\n" for e, a in asked)
    answers = crawled_samples.congtin("search", "--batch", "-", stdin=lines).lines
    assert len(answers) == 40
    first = sum(answer["hits"][:1] == [answer["id"]] for answer in answers)
    assert first >= 0.9 * len(answers)


@pytest.fixture(scope="module")
def site(
    crawled_samples: CrawledSamples, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """`congtin serve` over the crawled samples; its address."""
    log = tmp_path_factory.mktemp("serve") / "log"
    congtin = crawled_samples.congtin
    with log.open("w") as errors:
        server = subprocess.Popen(
            congtin.command("serve", "--port", "0"),
            env=congtin.environment,
            stderr=errors,
            cwd=congtin.home.parent,
        )
    try:
        address = _wait_for_address(server, log)
        yield address
    finally:
        server.terminate()
        assert server.wait(timeout=20) == 0


def _wait_for_address(server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(300):
        if found := re.search(r"http://\S+/", log.read_text()):
            return found[0]
        if server.poll() is not None:
            break
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"the server did not come up: {log.read_text()}")


@pytest.mark.browser
def test_from_the_front_page_to_a_document(site: str, browser_page: Page, tmp_path: Path) -> None:
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    browser_page.on("console", listen)
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.goto(site)
    box = browser_page.locator("main input[name=q]")
    box.fill("bang tin dien tu cong cong")
    box.press("Enter")
    expect(browser_page.locator("main mark").first).to_have_text(re.compile("bảng", re.IGNORECASE))
    browser_page.get_by_role("link", name=re.compile("^Ban hành hướng dẫn thiết lập")).click()
    expect(browser_page.locator("h1")).to_contain_text("bảng tin điện tử công cộng")
    browser_page.locator("main").get_by_role("link", name="4204/KH-UBND").first.click()
    expect(browser_page.locator("h1")).to_contain_text("4204/KH-UBND")
    expect(browser_page.locator("main")).to_contain_text("UBND tỉnh Kon Tum")
    expect(browser_page.locator("main")).to_contain_text("11/12/2022")
    screenshot = browser_page.screenshot(path=tmp_path / "document.png", full_page=True)
    assert len(screenshot) > 20_000
    assert complaints == []


@pytest.mark.browser
def test_a_facet_narrows_the_hits(site: str, browser_page: Page) -> None:
    browser_page.goto(site + "search?q=UBND")
    shown = browser_page.locator("label", has_text="Sở Tư pháp").first
    count = shown.locator(".facet-count").inner_text()
    shown.get_by_role("checkbox").check()
    browser_page.wait_for_url(re.compile(r"[?&]department="))
    expect(browser_page.locator("main")).to_contain_text(f"{count} bài viết")


@pytest.mark.browser
def test_the_page_as_archived_is_shown(site: str, browser_page: Page) -> None:
    browser_page.goto(site + "search?q=bảng tin điện tử")
    browser_page.locator("main h3 a, main h2 a").first.click()
    headline = browser_page.locator("h1").inner_text()
    browser_page.get_by_role("link", name="Xem trang như đã lưu").click()
    frame = browser_page.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text(headline)
