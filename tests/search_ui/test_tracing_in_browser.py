"""A journalist traces a number in a browser; what is drawn fits, also on a phone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.search_ui import plans
from tests.search_ui.plans import DECREE, PLAN
from tests.search_ui.serving import served

pytestmark = pytest.mark.browser

#: Texts of the graph that reach out of their boxes.
OUTSIDE = """() => [...document.querySelectorAll(".graph .node")].flatMap(node => {
  const box = node.querySelector("rect").getBBox();
  return [...node.querySelectorAll("text")].filter(text => {
    const {x, y, width, height} = text.getBBox();
    return x < box.x || y < box.y || x + width > box.x + box.width
      || y + height > box.y + box.height;
  }).map(text => text.textContent);
})"""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address(plans_app: Flask) -> Iterator[str]:
    with served(plans_app) as address:
        yield address


def test_from_a_number_to_the_article(browser_page: Page, address: str) -> None:
    page = browser_page
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/documents")
    page.fill("#q", "5204 kh ubnd")
    page.keyboard.press("Enter")
    expect(page.locator("#found-title")).to_have_text("4 văn bản mang số này")
    page.click(f".doc-list a[href='/documents/{PLAN}']")
    expect(page.locator("h1")).to_have_text("5204/KH-UBND")
    # By keyboard: the first link of the graph is the decree that the plan is based on.
    page.focus(".graph a.node >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/documents/{DECREE}")
    expect(page.locator("h1")).to_have_text("49/2021/NĐ-CP")
    headline = "UBND tỉnh ban hành Kế hoạch thông tin cơ sở"
    page.click(f".year a:has-text('{headline}')")
    page.wait_for_url(f"**/articles/{plans.id_of(headline)}")
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_graph_fits(browser_page: Page, address: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(f"{address}/documents/{PLAN}")
    assert browser_page.locator(".graph .node").count() == 3
    assert browser_page.evaluate(OUTSIDE) == []
    assert browser_page.evaluate(OVERFLOW) == 0


def test_a_list_is_pasted_and_read_on_a_phone(browser_page: Page, address: str) -> None:
    browser_page.set_viewport_size({"width": 320, "height": 640})
    browser_page.goto(f"{address}/documents/list")
    browser_page.fill("#lines", "5204/KH-UBND ngày 11/12/2022\n\n311/KH-SYT\nabc")
    browser_page.click("text=Tra cứu >> nth=-1")
    expect(browser_page.locator(".listed .status")).to_have_text(
        ["tìm thấy", "tìm thấy", "chưa biết"]
    )
    assert browser_page.evaluate(OVERFLOW) == 0
    with browser_page.expect_download() as download:
        browser_page.click("text=Tải bảng (CSV)")
    assert download.value.suggested_filename == "documents.csv"


def test_a_list_is_kept_when_the_language_changes(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}/documents/list")
    page.fill("#lines", "5204/KH-UBND ngày 11/12/2022 của UBND tỉnh Kon Tum")
    page.click("main button[type=submit]")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".listed .status")).to_have_text("found")
    page.click(f".listed a[href='/documents/{PLAN}']")
    page.wait_for_url(f"**/documents/{PLAN}")
    page.go_back()
    expect(page.locator(".listed .status")).to_have_text("found")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator(".listed .status")).to_have_text("tìm thấy")
