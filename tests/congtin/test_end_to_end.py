"""The whole road: from portals on loopback, crawled by the real spiders, to a page in a browser."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from sqlalchemy import func, select
from warcio.checker import Checker

from archive.catalogue import Catalogue
from archive.catalogue.articles import get_article
from archive.catalogue.tables import SnapshotRow
from archive.items import Article
from archive.urls import article_id
from congtin.sample_portals import ExpectedArticle
from tests.congtin.conftest import CrawledSamples

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("samples")]


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
    headlines = {expected.headline for expected, _ in pairs}
    unique = [p for p in pairs if sum(p[0].headline == h for h in headlines) == 1][:40]
    lines = "".join(
        f'{{"id": "{a.id}", "q": "{e.headline}"}}\n'.replace('"“', "“")
        for e, a in unique
        if '"' not in e.headline
    )
    answers = crawled_samples.congtin("search", "--batch", "-", stdin=lines).lines
    assert len(answers) >= 30
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
    browser_page.get_by_role("searchbox").first.fill("4204/KH-UBND")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator("mark").first).to_be_visible()
    browser_page.locator("main article a, main li a").filter(
        has_text=re.compile(r"\S")
    ).first.click()
    expect(browser_page.locator("h1")).to_be_visible()
    reference = browser_page.get_by_role("link", name=re.compile("4204/KH-UBND")).first
    reference.click()
    expect(browser_page.locator("h1")).to_contain_text("4204/KH-UBND")
    screenshot = browser_page.screenshot(path=tmp_path / "document.png", full_page=True)
    assert len(screenshot) > 20_000
    assert complaints == []


@pytest.mark.browser
def test_a_facet_narrows_the_hits(site: str, browser_page: Page) -> None:
    browser_page.goto(site + "tim-kiem?q=UBND")
    total = browser_page.locator("main").inner_text()
    box = browser_page.get_by_role("checkbox").first
    box.check()
    if browser_page.get_by_role("button", name=re.compile("Lọc|Áp dụng")).count():
        browser_page.get_by_role("button", name=re.compile("Lọc|Áp dụng")).first.click()
    browser_page.wait_for_url(re.compile(r"[?&](province|department|portal|section)="))
    assert browser_page.locator("main").inner_text() != total
