"""What pages do in a browser: refine in place, suggest, and never run what was crawled."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.search_ui.library import Library
from tests.search_ui.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 1280, "height": 850}) as page:
        yield page


def test_a_filter_shows_its_result_at_once_and_can_be_taken_back(page: Page, address: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/search?q=pháp luật")
    page.check("input[name=year][value='2020']")
    page.wait_for_selector(".chip")
    assert page.inner_text("#total") == "12 bài viết"
    assert "year=2020" in page.url
    focused = "document.activeElement.name + document.activeElement.value"
    assert page.evaluate(focused) == "year2020"
    page.go_back()
    page.wait_for_selector(".chip", state="detached")
    assert page.inner_text("#total") == "26 bài viết"
    assert complaints == []


def test_words_show_their_results_when_typing_pauses(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    everything = page.inner_text("#total")
    page.click("#q")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/search" in r.url else None)
    page.keyboard.type("phap luat", delay=20)
    expect(page.locator("#announcement")).to_have_text("26 bài viết")
    assert [url.partition("?")[2] for url in asked] == ["q=phap+luat"]
    page.keyboard.type(" y te", delay=20)
    page.wait_for_url("**q=phap+luat+y+te**")
    assert page.evaluate("document.activeElement.id") == "q"
    # What the server will not answer (too often, or half a word that means nothing) stays away.
    at, shown = page.url, page.inner_text("#total")
    page.route("**/search?**", lambda route: route.fulfill(status=429))
    with page.expect_response("**/search?**"):
        page.keyboard.type("z")
    expect(page.locator("#state[aria-busy]")).to_have_count(0)
    assert (page.url, page.inner_text("#total")) == (at, shown)
    page.unroute_all(behavior="ignoreErrors")
    page.go_back()
    expect(page.locator("#total")).to_have_text(everything)
    assert page.input_value("#q") == ""


def test_suggestions_are_chosen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/about")
    page.keyboard.press("/")
    page.keyboard.type("4204")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/ubnd-tinh-kon-tum/4204-kh-ubnd/2018")


def test_suggestions_do_not_cover_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    page.click("#q")
    page.keyboard.type("phap luat")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=phap**")
    expect(page.locator("#total")).to_have_text("26 bài viết")
    expect(page.locator(".suggestions")).to_be_hidden()
    # Enter before the answer: it is not waited for any longer.
    page.route("**/api/v1/suggest**", lambda route: None)
    with page.expect_request("**/api/v1/suggest**"):
        page.keyboard.type(" lần")
    with page.expect_event("requestfailed"):
        page.keyboard.press("Enter")
    expect(page.locator(".suggestions")).to_be_hidden()
    page.unroute_all(behavior="ignoreErrors")


def test_a_date_can_be_typed(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=pháp luật")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/search" in r.url else None)
    page.focus("#from")
    page.keyboard.type("01152020", delay=30)
    page.wait_for_timeout(200)
    assert page.input_value("#from") == "2020-01-15"
    assert asked == [], "nothing is asked for before the date is finished"
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip")
    assert page.inner_text("#total") == "14 bài viết"
    assert len(asked) == 1
    page.focus("#to")
    page.keyboard.type("03010002", delay=30)
    page.focus("#q")
    assert "01/01/1945" in page.inner_text("#to-mistake")
    assert len(asked) == 1, "nobody means the year 2"
    page.focus("#to")
    page.keyboard.type("03012019", delay=30)
    page.focus("#q")
    page.wait_for_url("**to=2019-03-01")
    expect(page.locator("#total")).to_have_text("26 bài viết")
    expect(page.locator("#to-mistake")).to_contain_text("Ngày cuối đang trước ngày đầu")
    assert page.input_value("#from") == "2020-01-15"


def test_focus_stays_where_a_chip_was(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=pháp luật&year=2020&department=Sở Y tế")
    focused = "document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"
    page.focus(".chip")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(1)
    assert page.evaluate(focused) == "Bỏ điều kiện Năm đăng, ban hành 2020 ×"
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    assert page.evaluate(focused) == "26 bài viết"
    assert "year" not in page.url


def test_archived_page_does_not_run(page: Page, address: str, library: Library) -> None:
    page.goto(f"{address}/snapshots/{library.response}/content")
    assert page.title() == "Bảng tin"
    assert "Mỗi huyện có ít nhất 01 bảng tin" in page.inner_text("body")


@pytest.mark.parametrize(
    "path", ["/", "/search?q=pháp luật", "/articles/{id}", "/documents", "/portals"]
)
def test_nothing_overflows_on_a_phone(
    page: Page, address: str, library: Library, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path.format(id=library.notice_board))
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
