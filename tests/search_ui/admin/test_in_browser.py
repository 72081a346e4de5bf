"""The pages of administration in a browser: nothing keeps anyone out, nothing fails or is cut.

1. Every page, as in `tests.search_ui.test_looks`.
2. From signing in to signing out, with the keyboard's help alone where there is no script.
3. A run that goes on is followed without loading the page again.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # ships none
    Axe,
)
from playwright.sync_api import Browser, BrowserContext

from archive.catalogue import jobs, wishes
from archive.catalogue.runs import update_run
from archive.catalogue.withholding import lift, withhold
from tests.fixtures.catalogues import copy_of
from tests.search_ui.admin.world import PASSWORD, World, add_items, build
from tests.search_ui.serving import served
from tests.search_ui.test_looks import AXE_OPTIONS, CLIPPED, OPENED, OVERFLOW

pytestmark = pytest.mark.browser

FILE = 'name = "moi"\ntitle = "Cổng mới"\n[[start]]\nurl = "http://a.vn/"\n'

#: What the jobs 2 and 3 found out.
FOUND = {
    "url": "https://stp.example.vn/tin",
    "kind": "article",
    "item": {"headline": "Hội nghị", "body": ["Một đoạn."], "provenance": {"body": "generic: p"}},
    "cards": [{"url": "https://stp.example.vn/1", "headline": "Bài một", "date": None}],
    "redirects": ["http://stp.example.vn/"],
    "platforms": [["generic", "it looks like no other"]],
    "file": FILE,
}

PAGES = {
    "overview": "/admin/",
    "portal": "/admin/portals/stp",
    "portal being crawled": "/admin/portals/syt",
    "groups": "/admin/groups",
    "run": "/admin/runs/{failed_run}",
    "run that goes on": "/admin/runs/{running_run}",
    "jobs": "/admin/jobs",
    "preview": "/admin/jobs/2",
    "portal file refused": "/admin/jobs/3",
    "storage": "/admin/storage",
    "users": "/admin/users",
    "audit": "/admin/audit",
    "account": "/admin/account",
    "new portal": "/admin/new",
    "settings": "/admin/portals/stp/settings",
    "withholding": "/admin/withholding",
    "withholding foreseen": "/admin/withholding/new?of=https://stp.kontum.gov.vn/tin/1",
    "one of two to be withheld": "/admin/withholding/new?of=9/QĐ-UBND",
    "withheld already": "/admin/withholding/new?of=vb1",
}


@pytest.fixture(scope="module")
def site(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, World]]:
    """An archive that is administered, and its address."""
    with copy_of(sqlite_template, tmp_path_factory.mktemp("admin")) as catalogue:
        world, now = build(catalogue), datetime.now(UTC)
        add_items(world)
        with catalogue.begin() as session:
            asked = wishes.preview("https://stp.example.vn/tin", "lan")
            for job, found in (
                (asked, FOUND),
                (wishes.add_portal("moi", FILE, "lan"), {"problems": ["platform: missing"]}),
            ):
                number = jobs.ask(session, job, now)
                assert number is not None
                assert jobs.claim(session, "machine 2 abc", now)
                jobs.keep_result(session, number, found)
                jobs.end(session, number, "machine 2 abc", "done", "", now)
            withhold(session, "legislation", "vb2", "Có số điện thoại của công dân", "lan")
            lift(session, "legislation", "vb2", "Đã được gỡ", "admin")
            withhold(session, "legislation", "vb1", "Có số điện thoại của công dân", "lan")
        with served(world.app) as address:
            yield address, world


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: tuple[str, World]) -> Iterator[BrowserContext]:
    """A browser where an admin is signed in."""
    with browser.new_context() as context, context.new_page() as page:
        page.goto(f"{site[0]}/admin/login")
        page.fill("#name", "admin")
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/admin/")
        yield context


@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_anyone_out_and_nothing_is_cut(
    signed_in: BrowserContext, site: tuple[str, World], name: str
) -> None:
    address, world = site
    numbers = {"failed_run": world.failed_run, "running_run": world.running_run}
    complaints: list[str] = []
    with signed_in.new_page() as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answer = page.goto(address + PAGES[name].format(**numbers))
        assert answer is not None
        assert answer.status == 200
        page.evaluate(OPENED)
        violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        assert [(v["id"], node["html"][:200]) for v in violations for node in v["nodes"]] == []
        for width, language in ((320, "en"), (320, "vi"), (1280, "vi")):
            signed_in.add_cookies([{"name": "lang", "value": language, "url": address}])
            page.set_viewport_size({"width": width, "height": 850})
            page.reload()
            page.evaluate(OPENED)
            # a log scrolls in its place
            cut = [each for each in page.evaluate(CLIPPED) if ".log" not in each]
            assert cut == [], (width, language)
            assert page.evaluate(OVERFLOW) == 0, (width, language)
    assert complaints == []


def test_without_javascript_everything_is_there(browser: Browser, site: tuple[str, World]) -> None:
    address, world = site
    with browser.new_context(java_script_enabled=False) as context, context.new_page() as page:
        page.goto(f"{address}/admin/portals/snv")
        page.fill("#name", "operator")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/portals/snv")
        page.fill("#timetable", "hằng ngai 3:00")
        page.click("button[value=set]")
        assert "hằng ngày 3:00" in page.inner_text("#problem")
        page.fill("#timetable", "hằng ngày 3:00")
        page.click("button[value=set]")
        assert "hằng ngày 3:00" in page.inner_text(".facts")
        page.goto(f"{address}/admin/runs/{world.running_run}")
        # Chromium without JavaScript loads it again by itself: in ten seconds
        assert page.locator("noscript").count() or page.locator("meta[http-equiv=refresh]").count()
        page.click(".signed-in button")
        page.wait_for_url("**/admin/login")


def test_a_run_is_followed_as_it_goes_on(
    signed_in: BrowserContext, site: tuple[str, World]
) -> None:
    address, world = site
    with signed_in.new_page() as page:
        page.goto(f"{address}/admin/runs/{world.running_run}")
        page.evaluate("window.sameDocument = true")
        with world.catalogue.begin() as session:
            update_run(session, world.running_run, {"pages": 4321})
            jobs.keep_log(session, world.running_job, "machine 1 abc", "one line more\n")
        page.wait_for_selector("text=4.321")
        page.wait_for_selector("text=one line more")
        assert page.evaluate("window.sameDocument")
