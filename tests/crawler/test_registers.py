"""Registers on any portal: tables and blocks of entries, and what is none of a page's matter."""

import pytest

from crawler.extraction import Extraction, extract
from crawler.listings.page_requests import PageRequest
from crawler.pages import Page
from crawler.registers.pages import RegisterRow

URL = "https://van-ban.example/van-ban?trang=2"
FETCHED = "2026-07-20T03:00:00Z"
HEADER = "<tr><th>STT</th><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>"


def read(html: str, url: str = URL) -> Extraction:
    return extract(Page(url, f"<html><body>{html}</body></html>".encode(), fetched_at=FETCHED))


def rows(html: str) -> list[RegisterRow]:
    result = read(html)
    assert result.kind == "register", result.reason
    return list(result.rows)


def table(*cells: str, header: str = HEADER) -> str:
    return f"<table>{header}{''.join(cells)}</table>"


def line(number: int, link: str = "", file: str = "") -> str:
    title = f"Về việc giao nhiệm vụ lần thứ {number}"
    named = f"<a href='{link}'>{title}</a>" if link else title
    at = f"<td><a href='{file}'>Tải về</a></td>" if file else ""
    told = f"<td>{number}</td><td>{number}/QĐ-UBND</td><td>0{number}/02/2023</td>"
    return f"<tr>{told}<td>{named}</td>{at}</tr>"


def news(count: int) -> str:
    return "".join(
        f"<li><a href='/tin/hoi-nghi-giao-ban-thang-{i}-cua-tinh-{1000 + i}.html'>"
        f"Hội nghị giao ban tháng {i} của tỉnh</a></li>"
        for i in range(count)
    )


def test_a_row_with_a_page_of_its_own() -> None:
    row = rows(table(line(1, "/van-ban/chi-tiet/1", "/upload/1.pdf")))[0]
    entry = row.entry
    assert row.has_page
    assert (entry.url, entry.id) == ("https://van-ban.example/van-ban/chi-tiet/1", "")
    assert (entry.identifier, entry.issued_on) == ("1/QĐ-UBND", "2023-02-01")
    assert entry.title == "Về việc giao nhiệm vụ lần thứ 1"
    assert [file.url for file in entry.attachments] == ["https://van-ban.example/upload/1.pdf"]
    assert entry.provenance == dict.fromkeys(("identifier", "issued_on", "title"), "register")


def test_names_of_files_below_a_title_are_none_of_it() -> None:
    titled = line(1, "/van-ban/chi-tiet/1").replace(
        "</a></td>", "</a><ul><li><a href='/upload/1.pdf'>1-qd.pdf</a></li></ul></td>"
    )
    entry = rows(table(titled))[0].entry
    assert entry.title == "Về việc giao nhiệm vụ lần thứ 1"
    assert [file.name for file in entry.attachments] == ["1-qd.pdf"]


def test_a_row_with_a_file_alone() -> None:
    row = rows(table(line(1, file="/upload/1.pdf")))[0]
    assert not row.has_page
    assert row.entry.url == "https://van-ban.example/upload/1.pdf"


def test_a_row_with_neither_stands_on_the_page_itself() -> None:
    first, second = rows(table(line(1), line(2)))
    assert (first.entry.url, first.has_page) == (URL, False)
    assert first.entry.id
    assert first.entry.id != second.entry.id


def test_entries_in_one_file_are_several() -> None:
    file = "/upload/cong-bao-31.pdf"
    first, second = rows(table(line(1, file=file), line(2, file=file)))
    assert first.entry.url == second.entry.url
    assert first.entry.id != second.entry.id


def test_an_entry_is_the_same_on_whatever_page_it_stands() -> None:
    later = read(table(line(1)), url="https://van-ban.example/van-ban?trang=9").rows[0]
    assert later.entry.id == rows(table(line(1)))[0].entry.id


def test_a_link_that_downloads_is_no_page() -> None:
    row = rows(table(line(1, "/Handlers/Download.ashx?id=7")))[0]
    assert not row.has_page
    assert [file.url for file in row.entry.attachments] == [
        "https://van-ban.example/Handlers/Download.ashx?id=7"
    ]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(
            "<tr><td>STT</td><td>Số hiệu</td><td>Ngày</td><td>Nội dung</td></tr>", id="td"
        ),
        pytest.param(
            "<tr><th colspan='4'>Danh mục văn bản</th></tr>" + HEADER, id="a caption above it"
        ),
        pytest.param(
            "<thead><tr><th></th><th>Số, ký hiệu</th><th>Ngày ký</th><th>Tên văn bản</th></tr>"
            "</thead>",
            id="other names",
        ),
        pytest.param(
            "<tr><th>STT</th><th>Số/Ký hiệu</th><th>Ngày BH</th><th>Lĩnh vực</th></tr>",
            id="a day without a title",
        ),
    ],
)
def test_names_of_columns(header: str) -> None:
    row = rows(table(line(3, "/van-ban/chi-tiet/3"), header=header))[0]
    assert (row.entry.identifier, row.entry.issued_on) == ("3/QĐ-UBND", "2023-02-03")


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(
            "<tr><th>STT</th><th>Họ tên</th><th>Ngày</th><th>Đơn vị</th></tr>", id="people"
        ),
        pytest.param("<tr><th>STT</th><th>Số</th><th>Đơn giá</th><th>Tiền</th></tr>", id="prices"),
    ],
)
def test_other_tables_are_no_registers(header: str) -> None:
    assert read(table(line(3, "/van-ban/chi-tiet/3"), header=header)).kind != "register"


def test_the_pager_below_is_no_entry_and_leads_on() -> None:
    pager = (
        "<tr><td colspan='4'><a href='?trang=1'>1</a> <b>2</b> <a href='?trang=3'>3</a></td></tr>"
    )
    result = read(table(line(1, "/van-ban/chi-tiet/1"), line(2, "/van-ban/chi-tiet/2"), pager))
    assert [row.entry.identifier for row in result.rows] == ["1/QĐ-UBND", "2/QĐ-UBND"]
    assert result.next == PageRequest("https://van-ban.example/van-ban?trang=3")


@pytest.mark.parametrize(
    ("articles", "kind"),
    [
        (0, "register"),
        (8, "register"),  # the portal's news in a box beside it
        (30, "listing"),  # a home page with a box of new documents
    ],
)
def test_a_box_of_documents_beside_news(articles: int, kind: str) -> None:
    box = table(line(1, "/van-ban/chi-tiet/1"), line(2, "/van-ban/chi-tiet/2"))
    assert read(f"<ul>{news(articles)}</ul>{box}").kind == kind


def test_blocks_of_labels_one_below_the_other() -> None:
    blocks = "".join(
        f"<div class='doc'><a href='/van-ban/{n}'>Về việc giao nhiệm vụ</a>"
        f"<p>Số ký hiệu: {n}/QĐ-UBND</p><p>Ngày ban hành: 0{n}/02/2023</p>"
        f"<a href='/upload/{n}.pdf'>{n}.pdf</a></div>"
        for n in (1, 2, 3)
    )
    found = rows(blocks)
    assert [row.entry.identifier for row in found] == ["1/QĐ-UBND", "2/QĐ-UBND", "3/QĐ-UBND"]
    assert [row.entry.issued_on for row in found] == ["2023-02-01", "2023-02-02", "2023-02-03"]
    assert all(row.has_page and len(row.entry.attachments) == 1 for row in found)


def test_each_entry_once() -> None:
    assert (
        len(rows(table(line(1, "/van-ban/1"), line(2, "/van-ban/2"), line(1, "/van-ban/1")))) == 2
    )


def test_a_search_without_result_is_no_register() -> None:
    nothing = "<tr><td colspan='4'>Không có văn bản nào</td></tr>"
    assert read(table(nothing)).rows == ()
