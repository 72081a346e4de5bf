"""A reader follows a search, confirms, pauses and ends it, in a browser; nobody is kept out."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # ships none
    Axe,
)
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from archive.catalogue.tables import SavedSearchRow
from tests.search_ui.library import Library
from tests.search_ui.serving import served
from tests.search_ui.test_looks import AXE_OPTIONS, OVERFLOW

pytestmark = pytest.mark.browser


def check(page: Page) -> None:
    """Nothing that keeps anyone out, nothing that is wider than the window."""
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_search_page_to_the_end(
    browser: Browser,
    mailing_app: Flask,
    mailing: FlaskClient,
    library: Library,
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    complaints: list[str] = []
    with (
        served(mailing_app) as address,
        browser.new_context(
            locale="vi-VN", color_scheme=theme, viewport={"width": width, "height": 800}
        ) as context,
        context.new_page() as page,
    ):
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{address}/search?q=hội nghị&province=kon-tum")
        page.get_by_role("link", name="Báo cho tôi khi có kết quả mới").click()
        check(page)
        page.get_by_label("Địa chỉ thư điện tử").fill("ban.doc@example.vn")
        page.get_by_role("button", name="Gửi thư xác nhận").click()
        page.wait_for_url("**/follow/sent")
        check(page)
        with library.catalogue.session() as session:
            (search,) = session.scalars(select(SavedSearchRow)).all()
        page.goto(f"{address}/follow/{search.token}")
        check(page)
        for button, then in (
            ("Xác nhận", "Đang nhận tin"),
            ("Tạm dừng", "Đã tạm dừng"),
            ("Nhận lại", "Đang nhận tin"),
            ("Ngừng nhận", "Đã ngừng nhận tin"),
        ):
            page.get_by_role("button", name=button).click()
            page.get_by_text(then).first.wait_for()
            check(page)
        assert complaints == []
    with library.catalogue.session() as session:
        assert session.scalars(select(SavedSearchRow)).all() == []


def test_without_scripts_and_with_a_mistake(
    browser: Browser, mailing_app: Flask, mailing: FlaskClient
) -> None:
    with (
        served(mailing_app) as address,
        browser.new_context(locale="vi-VN", java_script_enabled=False) as context,
        context.new_page() as page,
    ):
        page.goto(f"{address}/follow?q=hội nghị")
        page.get_by_label("Địa chỉ thư điện tử").fill("a@b")  # the browser lets it pass
        page.get_by_role("button", name="Gửi thư xác nhận").click()
        assert "không phải một địa chỉ" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Địa chỉ thư điện tử").input_value() == "a@b"
