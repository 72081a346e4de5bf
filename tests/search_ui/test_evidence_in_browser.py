"""What proves something, in a browser: pages of files, a citation copied, a version compared."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.search_ui.evidence import Evidence
from tests.search_ui.library import Library
from tests.search_ui.serving import served

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address(evidence_app: Flask) -> Iterator[str]:
    with served(evidence_app) as address:
        yield address


@pytest.fixture(scope="module")
def library_address(app_without_engine: Flask) -> Iterator[str]:
    with served(app_without_engine) as address:
        yield address


@pytest.fixture
def complaints(browser_page: Page) -> list[str]:
    """What the browser complains of; data for programs is no script that the policy forbids."""
    found: list[str] = []
    browser_page.on("console", lambda message: found.append(message.text))
    browser_page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_pages_of_a_file_come_as_they_are_scrolled_to(
    browser_page: Page, address: str, evidence: Evidence, complaints: list[str]
) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto(f"{address}/articles/{evidence.article}")
    assert [url for url in asked if url.endswith(".webp")] == []
    browser_page.focus(".file-pictures summary >> nth=0")
    browser_page.keyboard.press("Enter")
    first = browser_page.locator(".page-pictures img >> nth=0")
    expect(first).to_be_visible()
    expect(first).to_have_js_property("naturalWidth", 1240, timeout=60_000)
    assert complaints == []


def test_nothing_leads_out_of_an_archived_page(
    browser_page: Page, address: str, evidence: Evidence, complaints: list[str]
) -> None:
    browser_page.goto(f"{address}/snapshots/{evidence.first}")
    archived = browser_page.frame_locator(".replay")
    archived.get_by_text("Chuyển đổi số").click()
    archived.get_by_role("textbox").press("Enter")
    archived.get_by_role("button").click()
    expect(archived.get_by_title("http://sotuphap.kontum.example/chuyen-doi-so")).to_be_visible()
    expect(archived.locator("h1")).to_have_text("Bảng tin")
    assert complaints == []


def test_a_citation_is_copied(
    browser_page: Page, address: str, evidence: Evidence, complaints: list[str]
) -> None:
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto(f"{address}/articles/{evidence.article}")
    button = browser_page.locator("button[data-copy=citation]")
    button.click()
    expect(button).to_have_text("Đã chép")
    copied = browser_page.evaluate("navigator.clipboard.readText()")
    assert copied == browser_page.input_value("#citation")
    assert copied.startswith("Sở Tư pháp (15/04/2024).")
    assert complaints == []


def test_evidence_is_taken_away(
    browser_page: Page, address: str, evidence: Evidence, complaints: list[str]
) -> None:
    browser_page.goto(f"{address}/snapshots/{evidence.again}")
    expect(browser_page.frame_locator("iframe.replay").locator("h1")).to_have_text("Bảng tin")
    with browser_page.expect_download() as download:
        browser_page.click("text=Trang đã lưu (WACZ)")
    assert download.value.suggested_filename.endswith(".wacz")
    assert complaints == []


@pytest.mark.parametrize(
    "path", ["/articles/{id}", "/articles/{id}/versions/2", "/changes", "/changes?kind=edited"]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows_nor_complains(
    browser_page: Page,
    library_address: str,
    library: Library,
    complaints: list[str],
    path: str,
    width: int,
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 700})
    browser_page.goto(library_address + path.format(id=library.notice_board))
    assert browser_page.evaluate(OVERFLOW) == 0
    assert complaints == []


def test_changes_are_filtered_by_keyboard(browser_page: Page, library_address: str) -> None:
    browser_page.set_viewport_size({"width": 390, "height": 800})
    browser_page.goto(f"{library_address}/changes")
    expect(browser_page.locator(".silent > li")).to_have_count(2)
    expect(browser_page.locator("#changes-kind")).to_be_hidden()
    browser_page.focus(".silent-more summary")
    browser_page.keyboard.press("Enter")
    browser_page.select_option("#changes-kind", "gone")
    browser_page.click(".silent-filters button")
    browser_page.wait_for_url("**kind=gone**")
    expect(browser_page.locator(".change-kind")).to_have_text(["Gỡ khỏi cổng"])
    expect(browser_page.locator("#changes-kind")).to_be_visible()
