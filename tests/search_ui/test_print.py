"""Pages on paper: A4, dark on white, without what only a screen can do."""

from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it ships without type information
import pytest
from flask import Flask
from PIL import ImageStat
from playwright.sync_api import Browser

from tests.search_ui.library import PORTAL, Library
from tests.search_ui.serving import served
from tests.search_ui.test_pages import BOARD_KEY

pytestmark = pytest.mark.browser

#: The size of a sheet and its margins, in points.
A4 = (595, 842)
MARGIN = 40

#: What no page has on paper: the sections, fields, buttons, shortcuts, what files it can be had as.
ON_SCREENS_ALONE = ("Giới thiệu", "English", "Sắp xếp", "Chép", "Phím tắt", "JSON", "Lọc kết quả")


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


# A page, what it has on paper, and what of it only a screen has.
@pytest.mark.parametrize(
    ("path", "printed", "left_out"),
    [
        # what was searched for, and where that leads
        ("/search?q=pháp luật", ["Hiểu là", "q=ph%C3%A1p+lu%E1%BA%ADt"], ["Xem dạng bảng"]),
        # what was chosen of a facet, without the cross that takes it away
        ("/search?q=pháp luật&year=2020", ["Năm đăng, ban hành 2020"], ["Bỏ tất cả", "×"]),
        # the evidence, and how to cite it, in whatever language it was read
        (
            "/articles/{article}?lang=vi",
            ["Bằng chứng", "sha256:", "Trích dẫn", "/articles/{article}\n"],
            ["Bài cùng chủ đề", "Địa chỉ cố định", "Màu của chỗ dẫn"],
        ),
        # the relations as a table, too, and each trace
        (
            f"/documents/{BOARD_KEY}",
            ["4204/KH-UBND", "Mọi dấu vết", "Được dẫn cùng", f"/documents/{BOARD_KEY}"],
            ["Dạng bảng", "Lọc, tìm"],
        ),
        (f"/portals/{PORTAL}", ["Bài mới nhất"], ["Lịch bản chụp", "Tìm trong cổng này"]),
    ],
)
def test_paper_has_the_text_and_where_it_is_kept(
    browser: Browser,
    site: str,
    library: Library,
    path: str,
    printed: list[str],
    left_out: list[str],
) -> None:
    with browser.new_page(color_scheme="dark") as page:
        page.goto(site + path.format(article=library.notice_board))
        file = page.pdf(prefer_css_page_size=True)
    sheets = list(pypdfium2.PdfDocument(file))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    text = text.replace("\r\n", "\n")
    assert [some for some in printed if some.format(article=library.notice_board) not in text] == []
    assert [some for some in (*ON_SCREENS_ALONE, *left_out) if some in text] == []
    for sheet in sheets:
        assert tuple(map(round, sheet.get_size())) == A4
        assert ImageStat.Stat(sheet.render(scale=0.5).to_pil().convert("L")).median == [255]
        letters = sheet.get_textpage()
        boxes = [letters.get_rect(number) for number in range(letters.count_rects())]
        assert min(left for left, *_ in boxes) > MARGIN
        assert max(right for _, _, right, _ in boxes) < A4[0] - MARGIN
