"""Addresses on a page as absolute ones, and how much a page shows: what every rule asks of it."""

import pytest
from lxml import html

from crawler.classification import refusal
from crawler.pages import Page
from crawler.unseen import shows_more_than

HERE = "https://stp.example.gov.vn/tin/bai-1.html?x=1"


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("/tin/bai-2.html", "https://stp.example.gov.vn/tin/bai-2.html"),  # as most are
        ("/tin/?page=2&a=b", "https://stp.example.gov.vn/tin/?page=2&a=b"),
        ("/tin/a b.pdf", "https://stp.example.gov.vn/tin/a%20b.pdf"),
        ("/tin/văn.html", "https://stp.example.gov.vn/tin/v%C4%83n.html"),
        ("/tin/../van-ban/", "https://stp.example.gov.vn/van-ban/"),
        ("/tin/./bai.html", "https://stp.example.gov.vn/tin/bai.html"),
        ("/tin/bai.html#cuoi", "https://stp.example.gov.vn/tin/bai.html"),
        ("/tin?", "https://stp.example.gov.vn/tin"),
        ("//cdn.example.vn/a.css", "https://cdn.example.vn/a.css"),
        ("bai-2.html", "https://stp.example.gov.vn/tin/bai-2.html"),
        ("?page=2", "https://stp.example.gov.vn/tin/bai-1.html?page=2"),
        (" /tin/ ", "https://stp.example.gov.vn/tin/"),
        ("javascript:;", None),
        ("#", None),
        ("", None),
        ("/", "https://stp.example.gov.vn/"),
    ],
)
def test_absolute(written: str, absolute: str | None) -> None:
    assert Page(HERE, b"<p>x</p>").absolute(written) == absolute


def test_absolute_by_the_pages_own_base() -> None:
    page = Page(HERE, b'<head><base href="http://cu.example.gov.vn/web/"></head><p>x</p>')
    assert page.absolute("/a.html") == "http://cu.example.gov.vn/a.html"
    assert page.absolute("a.html") == "http://cu.example.gov.vn/web/a.html"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>" + "x" * 20 + "</p>", 20),
        ("<p>xx <b>xx</b> xx</p>", 6),  # spaces at the ends of texts are not counted
        ("<script>" + "x" * 99 + "</script><p>x</p>", 1),
        ("<div style='display:none'>" + "x" * 99 + "</div>x", 1),
        ("<div hidden><p>xxxx</p></div><p>xx</p>", 2),
        ("<!-- xxxxxxxx -->xx", 2),
    ],
)
def test_shows_more_than(markup: str, shown: int) -> None:
    root = html.fromstring(f"<html><body>{markup}</body></html>")
    assert shows_more_than(root, shown - 1)
    assert not shows_more_than(root, shown)


@pytest.mark.parametrize(("paragraphs", "refused"), [(1, True), (100, False)])
def test_a_long_page_that_tells_of_an_error_is_no_error(paragraphs: int, refused: bool) -> None:
    text = "<p>Cổng thông tin của sở được bảo trì từ hôm qua.</p>" * paragraphs
    page = Page(HERE, f"<html><body><p>Không tìm thấy trang</p>{text}</body></html>".encode())
    assert (refusal(page) is not None) == refused
