"""Every type of page, in a browser: nothing that keeps anyone out, nothing that fails or is cut."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # ships none
    Axe,
)
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize

from tests.search_ui.library import PORTAL, Library
from tests.search_ui.page_types import LIBRARY_PAGES, REGISTER_PAGES, address_of
from tests.search_ui.registers import Registers
from tests.search_ui.serving import served

pytestmark = pytest.mark.browser

PAGES = [*LIBRARY_PAGES, *REGISTER_PAGES]

#: WCAG 2.2 AA, its sizes of targets too, and what axe knows of good practice. Archived pages are as
#: others made them.
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "iframes": False,
    "rules": {"target-size": {"enabled": True}},
}

OPENED = "for (const closed of document.querySelectorAll('details')) closed.open = true"

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

#: Elements with text of their own whose lines are too low for two marks above a letter (Ễ, Ậ), or
#: that are cut where they are too long.
CLIPPED = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body, body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || element.closest("svg, script, style, select")) continue;
    const style = getComputedStyle(element);
    const lines = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    if (lines < 1.3) found.push(`${element.tagName}.${element.className}: lines of ${lines}`);
    for (let box = element; box; box = box.parentElement) {
      const { overflowY, textOverflow, clipPath } = getComputedStyle(box);
      if (clipPath !== "none") break;  // it is for screen readers alone
      if (["hidden", "clip"].includes(overflowY) || textOverflow === "ellipsis") {
        found.push(`${element.tagName}.${element.className} is cut by ${box.tagName}`);
      }
    }
  }
  return found;
}"""


#: Labels above a field whose marks the ring around the field, once it is focused, would cover.
COVERED = """() => [...document.querySelectorAll("label")].filter((label) => {
  const { control } = label;
  if (!control || label.contains(control) || label.classList.contains("hidden")) return false;
  const text = document.createRange();
  text.selectNodeContents(label);
  const field = control.getBoundingClientRect();
  control.focus();
  const drawn = getComputedStyle(control);
  const ring = parseFloat(drawn.outlineWidth) + parseFloat(drawn.outlineOffset);
  return [...text.getClientRects()].some((line) => line.width && line.top < field.top
    && line.left < field.right && line.right > field.left && line.bottom > field.top - ring);
}).map((label) => label.textContent.trim())"""


@pytest.fixture(scope="module")
def addresses(app: Flask, registers_app: Flask) -> Iterator[tuple[str, str]]:
    with served(app) as of_library, served(registers_app) as of_registers:
        yield of_library, of_registers


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


@pytest.fixture
def open_page(
    addresses: tuple[str, str],
    library: Library,
    registers: Registers,
    request: pytest.FixtureRequest,
) -> str:
    name: str = request.param
    return addresses[name in REGISTER_PAGES] + address_of(name, library, registers)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("open_page", PAGES, ids=PAGES, indirect=True)
def test_axe_finds_nothing_and_the_console_is_silent(
    browser: Browser, open_page: str, theme: Literal["light", "dark"]
) -> None:
    complaints: list[str] = []
    size: ViewportSize = {"width": 1280, "height": 850}
    with browser.new_page(viewport=size, color_scheme=theme) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answer = page.goto(open_page)
        violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    assert [
        (violation["id"], node["html"][:200], node["failureSummary"])
        for violation in violations
        for node in violation["nodes"]
    ] == []
    assert answer is not None
    assert answer.status == (404 if open_page.endswith("/nowhere") else 200)
    # Of a page that is not there Chromium says so.
    assert len(complaints) == (answer.status == 404), complaints


@pytest.mark.parametrize(("width", "language"), [(320, "vi"), (320, "en"), (1920, "vi")])
@pytest.mark.parametrize("open_page", PAGES, ids=PAGES, indirect=True)
def test_no_mark_is_cut_and_nothing_overflows(
    page: Page, open_page: str, width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 850})
    page.context.add_cookies([{"name": "lang", "value": language, "url": open_page}])
    page.goto(open_page)
    page.evaluate(OPENED)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(COVERED) == []
    assert page.evaluate(OVERFLOW) == 0


#: A word that is longer than a line, behind all that archives and readers wrote.
ENDLESS = """() => {
  for (const element of document.querySelectorAll(
    "main :is(h1, p, dd, li > a, .understood > span, tbody th > a, td > div > span)"
  )) element.append(" " + "x".repeat(400));
}"""


@pytest.mark.parametrize("address", ["/articles/{board}", "/portals/{portal}", "/search?q={word}"])
def test_no_word_is_wider_than_a_phone(
    page: Page, addresses: tuple[str, str], library: Library, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    where = address.format(board=library.notice_board, portal=PORTAL, word="x" * 400)
    page.goto(addresses[0] + where)
    page.evaluate(ENDLESS)
    assert page.evaluate(OVERFLOW) == 0


def test_what_scripts_show_is_not_there_without_them(
    browser: Browser, addresses: tuple[str, str], library: Library
) -> None:
    with browser.new_page(java_script_enabled=False) as page:
        page.goto(f"{addresses[0]}/articles/{library.notice_board}")
        buttons = page.locator("button[data-copy]")
        assert [button.is_visible() for button in buttons.all()] == [False, False]
