"""In a browser: a result is taken away as a file, links follow the search, the guide reads."""

import csv
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.search_ui.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 390, "height": 800}, accept_downloads=True) as page:
        yield page


def test_a_result_is_kept_as_a_file_of_its_name(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=pháp luật")
    total = int(page.inner_text("#total").split()[0])
    with page.expect_download() as kept:
        page.click(".exports a:has-text('CSV')")
    assert kept.value.suggested_filename.startswith("Cổng Tin pháp luật 20")
    assert kept.value.suggested_filename.endswith(".csv")
    with open(kept.value.path(), encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == total


def test_links_follow_the_search_as_it_is_refined(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 850})
    page.goto(f"{address}/search?q=pháp luật")
    page.check("input[name=year][value='2020']")
    page.wait_for_selector(".exports a[href*='year=2020']")
    feed = page.get_attribute(".exports a[href*='atom']", "href")
    assert feed is not None
    assert "year=2020" in feed


def test_guide_reads_on_a_phone_without_a_complaint(page: Page, address: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/api/")
    assert page.locator("link[rel=search]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("a[href='#SearchAnswer'] >> nth=0")
    assert page.url.endswith("#SearchAnswer")
    assert complaints == []
