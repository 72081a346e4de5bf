"""A register entry is found, read and its file taken away, by keyboard and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, expect

from tests.search_ui.registers import Registers
from tests.search_ui.serving import served

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address(registers_app: Flask) -> Iterator[str]:
    with served(registers_app) as address:
        yield address


def test_from_words_of_a_file_to_the_file(
    browser_page: Page, address: str, registers: Registers
) -> None:
    page = browser_page
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/search")
    page.fill("#q", "lap loa truyen thanh")
    page.keyboard.press("Enter")
    expect(page.locator("#total")).to_have_text("1 văn bản")
    page.click(".hits h3 a")
    page.wait_for_url(f"**/legislation/{registers.entry}")
    text = page.locator(".page-text", has_text="lắp loa")
    expect(text).to_be_hidden()
    page.focus(".file-text summary >> nth=0")
    page.keyboard.press("Enter")
    expect(text).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "file-pages"
    with page.expect_download() as download:
        page.click("text=Tải tệp đã lưu >> nth=0")
    assert download.value.suggested_filename == "Kế hoạch 4204.pdf"
    assert Path(download.value.path()).read_bytes() == b"%PDF-1.7 signed"
    assert complaints == []


def test_a_page_archived_as_a_file_does_not_run(
    browser_page: Page, address: str, registers: Registers
) -> None:
    ran: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    browser_page.on("dialog", dismiss)
    browser_page.goto(f"{address}/legislation/{registers.entry}")
    with browser_page.expect_download():
        browser_page.click("text=Tải tệp đã lưu >> nth=-1")
    assert ran == []
    assert browser_page.url.endswith(registers.entry)


@pytest.mark.parametrize(
    "path",
    ["/legislation/{entry}", "/legislation/{entry}/versions/2", "/search?q=4204/KH-UBND"],
)
def test_nothing_overflows_on_a_phone(
    browser_page: Page, address: str, registers: Registers, path: str
) -> None:
    browser_page.set_viewport_size({"width": 320, "height": 640})
    browser_page.goto(address + path.format(entry=registers.entry))
    for summary in browser_page.locator(".file-text summary").all():
        summary.click()
    assert browser_page.evaluate(OVERFLOW) == 0
