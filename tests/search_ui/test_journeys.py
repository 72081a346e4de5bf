"""The three users of DESIGN.md, from the front page to what they came for."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from indexer.engines import open_engine
from indexer.updating import update_index
from search_ui import Services, create_app
from tests.search_ui.library import PORTAL, Library, article
from tests.search_ui.serving import served

pytestmark = pytest.mark.browser

#: The place of the result that has the focus, or else the id of what has it.
FOCUSED = """() => {
  const result = document.activeElement.closest(".hits li");
  const results = [...document.querySelectorAll(".hits li")];
  return result ? results.indexOf(result) : document.activeElement.id;
}"""


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page where scripts do not run."""
    with browser.new_page(java_script_enabled=False) as page:
        yield page


def test_the_researcher_refines_and_takes_the_result_away(
    browser_page: Page, address: str, tmp_path: Path
) -> None:
    page = browser_page
    page.goto(address)
    page.fill("#q", "phap luat")
    page.keyboard.press("Enter")
    expect(page.locator("#total")).to_have_text("26 bài viết")
    page.check("input[name=department][value='Sở Y tế']")
    expect(page.locator("#total")).to_have_text("13 bài viết")
    page.click(".histogram a:has(rect.bar[height='56']) >> nth=0")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("#total")).to_have_text("1 bài viết")
    page.click(".chip:has-text('Ngày đăng')")
    expect(page.locator("#total")).to_have_text("13 bài viết")
    page.select_option("#sort", "oldest")
    page.wait_for_url("**sort=oldest**")
    state = page.url
    with page.expect_download() as taken:
        page.click(".exports a[href*='sort=oldest']:has-text('CSV')")
    taken.value.save_as(tmp_path / "result.csv")
    rows = (tmp_path / "result.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + 13
    assert "2019-02-15" in rows[1]
    # So does who reads English; on paper and in feed readers it is the same search.
    page.click("text=English")
    expect(page.locator("#total")).to_have_text("13 articles")
    page.uncheck("input[name=department][value='Sở Y tế']")
    expect(page.locator("#total")).to_have_text("26 articles")
    page.click("text=Tiếng Việt")
    expect(page.locator("#total")).to_have_text("26 bài viết")
    page.check("input[name=department][value='Sở Y tế']")
    expect(page.locator("#total")).to_have_text("13 bài viết")
    for told in (
        page.locator(".printed-from").text_content(),
        page.locator("link[rel=alternate]").get_attribute("href"),
    ):
        assert "department=S" in unquote(told or "")
    # Whoever is handed the address sees the same.
    page.goto("about:blank")
    page.goto(state)
    expect(page.locator("#total")).to_have_text("13 bài viết")
    expect(page.locator(".stub-year >> nth=0")).to_have_text("2019")


def test_the_journalist_traces_a_number_to_the_page_as_it_stood(
    browser_page: Page, address: str, library: Library
) -> None:
    page = browser_page
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("4204 kh")
    page.wait_for_selector("[role=option]:has-text('4204/KH-UBND')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/ubnd-tinh-kon-tum/4204-kh-ubnd/2018")
    expect(page.locator(".doc-number")).to_have_text("4204/KH-UBND")
    page.click(".trace h4 a:has-text('bảng tin điện tử')")
    page.wait_for_url(f"**/articles/{library.notice_board}")
    expect(page.locator(".text a.ref:has-text('4204/KH-UBND') >> nth=0")).to_be_visible()
    page.click(".evidence a[href^='/snapshots/']")
    frame = page.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text("Mỗi huyện có ít nhất 01 bảng tin")


def test_the_administrator_looks_how_a_portal_does(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(address)
    page.click(".sections a:has-text('Cổng thông tin')")
    row = page.locator("tbody tr")
    expect(row).to_contain_text("hoàn thành")
    row.locator("th a").click()
    page.wait_for_url(f"**/portals/{PORTAL}")
    expect(page.locator(".runs li")).to_contain_text("28 bài mới")
    page.click(".month a:has-text('16') >> nth=0")
    page.wait_for_url("**day=2024-04-16**")
    expect(page.locator(".of-day li >> nth=0")).to_contain_text("bang-tin")
    page.click(".of-day li a >> nth=0")
    page.wait_for_url("**/snapshots/*")


def test_results_are_walked_through_with_keys(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}/search?q=pháp luật")
    page.focus("#q")
    for key, place in [
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("j", 2),
        ("k", 1),
        ("ArrowUp", 0),
        ("ArrowUp", "q"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == place, key
    page.focus("#total")
    page.keyboard.press("?")
    expect(page.locator("#keys-dialog")).to_be_visible()
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    expect(page.locator("#keys-dialog")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys-dialog")).to_be_hidden()


@pytest.fixture(scope="module")
def offices_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An archive of forty offices, an article each."""
    folder = tmp_path_factory.mktemp("offices")
    catalogue = Catalogue(f"sqlite:///{folder}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        for number in range(40):
            told = article(
                f"tin-{number}",
                f"Tin số {number}",
                [],
                "2024-01-01",
                department=f"Đội {number}" if number else "Sở Tư pháp",
            )
            record_article(session, told, "2024-04-16T02:15:00Z", None)
    url = f"tantivy://{folder}/index"
    with open_engine(url) as engine:
        update_index(catalogue, engine)
    services = Services(catalogue, lambda: open_engine(url), "file:///nowhere")
    with served(create_app(services)) as address:
        yield address


def test_long_lists_are_filtered_as_one_types(browser_page: Page, offices_address: str) -> None:
    page = browser_page
    page.goto(f"{offices_address}/search")
    offices = page.locator("fieldset", has_text="Cơ quan")
    offices.locator("summary").click()
    values = offices.locator("li:visible")
    expect(values).to_have_count(30)
    offices.locator(".facet-filter").fill("doi 2")
    expect(offices.locator("details li:visible >> nth=0")).to_have_text("Đội 2 1")
    expect(offices.get_by_role("status")).to_be_empty()
    offices.locator(".facet-filter").fill("khong co")
    expect(offices.get_by_role("status")).to_have_text("Không có giá trị nào như thế.")
    # One that is chosen keeps the list as it was.
    offices.locator(".facet-filter").fill("doi 2")
    offices.locator("details input[type=checkbox]:visible >> nth=0").check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(offices.locator(".facet-filter")).to_have_value("doi 2")
    expect(offices.locator("details li:visible >> nth=0")).to_contain_text("Đội 2")
    page.click(".chip")
    offices.locator("a.all").click()
    expect(page.locator(".all-values li")).to_have_count(40)
    # What was ticked before the list is filtered stays, and counts when it is applied.
    page.locator(".all-values input[type=checkbox] >> nth=3").check()
    page.fill("#find", "tu phap")
    page.keyboard.press("Enter")
    expect(page.locator(".all-values li")).to_have_count(2)
    expect(page.locator(".all-values input:checked")).to_have_count(1)
    page.click(".all-values button")
    expect(page.locator(".chip")).to_have_count(1)
    assert "find" not in page.url


def test_all_of_it_goes_without_scripts(plain_page: Page, address: str) -> None:
    page = plain_page
    page.goto(address)
    page.fill("#q", "phap luat")
    page.keyboard.press("Enter")
    expect(page.locator("#total")).to_have_text("26 bài viết")
    page.check("input[name=year][value='2020']")
    page.fill("#from", "2020-06-01")
    page.click(".apply button")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("#total")).to_have_text("7 bài viết")
    page.click(".as-table summary")
    page.click(".as-table tbody a >> nth=0")
    expect(page.locator("#total")).to_have_text("1 bài viết")
    page.click(".chip-all")
    expect(page.locator("#total")).to_have_text("26 bài viết")
    page.goto(f"{address}/search/values/department?q=phap+luat")
    page.fill("#find", "so y")
    page.click(".within button")
    page.check("input[name=department]")
    page.click(".apply-all button")
    expect(page.locator("#total")).to_have_text("13 bài viết")
    page.goto(f"{address}/about#keys")
    expect(page.locator("#keys-dialog")).to_be_hidden()
    expect(page.locator(".keys-table kbd >> nth=0")).to_have_text("/")
    page.goto(f"{address}/documents")
    page.click(".choices a:has-text('Kế hoạch')")
    page.click(".browsed a:has-text('4204/KH-UBND')")
    expect(page.locator(".doc-number")).to_have_text("4204/KH-UBND")
