"""The gazette of Sơn La on Lotus Domino, as saved in July and August 2026."""

from pathlib import Path

import pytest

from crawler.extraction import Extraction, extract
from crawler.pages import Page
from crawler.platforms import detect
from crawler.portals.registry import PortalRegistry
from crawler.registers.pages import RegisterRow

DATABASE = "https://congbao.sonla.gov.vn/congbao.nsf/"
FETCHED = "2026-08-04T03:00:00Z"
ISSUE = f"{DATABASE}DocumentsByGazette?openView&Count=-1&RestrictToCategory="


def page(directory: Path, name: str, address: str) -> Page:
    body = (directory / "pages" / "domino-sonla" / name).read_bytes()
    return Page(f"{DATABASE}{address}", body, fetched_at=FETCHED)


def read(directory: Path, name: str, address: str) -> Extraction:
    return extract(page(directory, name, address), PortalRegistry().find("sonla-congbao"))


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> tuple[RegisterRow, ...]:
    issue = "DocumentsByGazette?openView&Count=-1&RestrictToCategory=S%E1%BB%91%2047"
    return read(shared_data, "documents_by_gazette_sample.html", issue).rows


@pytest.mark.parametrize(
    "name", ["documents_by_gazette_sample", "gazettes_by_year_2026", "danh_muc"]
)
def test_recognised_wherever_it_was_saved_from(name: str, shared_data: Path) -> None:
    body = (shared_data / "pages" / "domino-sonla" / f"{name}.html").read_bytes()
    assert detect(Page(f"http://127.0.0.1:8000/{name}.html", body))[0][0].name == "domino"


def test_each_document_of_an_issue(rows: tuple[RegisterRow, ...]) -> None:
    assert [row.entry.identifier for row in rows] == [
        *("37/2026/QĐ-UBND", "38/2026/QĐ-UBND", "39/2026/QĐ-UBND", "1725/QĐ-UBND"),
        *("1764/QĐ-UBND", "1782/QĐ-UBND", "1783/QĐ-UBND", "1784/QĐ-UBND", "1785/QĐ-UBND"),
        *("1786/QĐ-UBND", "1797/QĐ-UBND"),
    ]
    assert all(row.has_page and len(row.entry.attachments) == 1 for row in rows)
    assert {row.entry.issuer for row in rows} == {"UBND Tỉnh"}


def test_what_a_row_says(rows: tuple[RegisterRow, ...]) -> None:
    entry = rows[1].entry
    unid = "12A185CE262AA48547258E33002A4C1A"
    assert entry.url == f"{DATABASE}ThuocTinh?openForm&ParentUNID={unid}"
    assert entry.document_type == "Quyết định của Chủ tịch UBND tỉnh"
    assert entry.issued_on == "2026-07-13"
    assert entry.title == (
        "phân cấp thẩm quyền quyết định giao quản lý, khai thác, xử lý tài sản kết cấu hạ tầng "
        "thủy lợi thuộc phạm vi quản lý của tỉnh Sơn La"
    )
    assert [(file.url, file.name) for file in entry.attachments] == [
        (f"{DATABASE}{unid}/$file/QD%20so%2038.2026.doc", "QD so 38.2026.doc")
    ]
    assert (entry.signer, entry.effective_on, entry.status) == (None, None, None)


def test_the_issues_of_a_year_are_parts(shared_data: Path) -> None:
    result = read(
        shared_data,
        "gazettes_by_year_2026.html",
        "GazettesByYearMonth?openView&Count=-1&RestrictToCategory=2026",
    )
    assert (result.kind, result.rows, result.next) == ("register", (), None)
    assert len(result.sections) == 37
    assert result.sections[2] == (
        f"{ISSUE}S%E1%BB%91%2044%20%2B%2045%20Ng%C3%A0y%2010%2F7%2F2026",
        "Số 44 + 45 Ngày 10/7/2026",
    )


def test_the_years_are_parts_of_the_first_page(shared_data: Path) -> None:
    result = read(shared_data, "danh_muc.html", "DanhMucVB")
    assert (result.kind, result.rows) == ("register", ())
    years = [text for _, text in result.sections]
    assert years == [str(year) for year in range(2026, 2005, -1)]
    assert result.sections[0][0] == (
        f"{DATABASE}GazettesByYearMonth?openView&Count=-1&RestrictToCategory=2026"
    )
