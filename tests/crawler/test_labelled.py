"""Labels and values in the markups that registers set them in, and what is no register's entry."""

from typing import Any

import pytest

from crawler.extraction import Extraction, extract
from crawler.pages import Page
from crawler.registers.labels import field_of, read_day, read_value

URL = "https://van-ban.example/van-ban/chi-tiet-12.html"
FETCHED = "2026-07-20T03:00:00Z"
ENTRY = {
    "identifier": "12/QĐ-UBND",
    "issued_on": "2023-02-01",
    "signer": "Lê Văn Mẫu",
    "title": "Về việc phê duyệt đề án",
}
PROSE = (
    "<p>Sáng nay, đoàn công tác của tỉnh đã đến thăm và tặng quà các hộ dân ở vùng lũ; các hộ "
    "dân cho biết nước rút nhanh, đường vào bản đã thông.</p>"
)
TABLE = (
    "<table><tr><th>Số ký hiệu</th><td>12/QĐ-UBND</td></tr><tr><th>Ngày ban hành</th>"
    "<td>01/02/2023</td></tr><tr><th>Người ký</th><td>Lê Văn Mẫu</td></tr>"
    "<tr><th>Trích yếu</th><td>Về việc phê duyệt đề án</td></tr></table>"
)


def read(html: str) -> Extraction:
    return extract(Page(URL, f"<html><body>{html}</body></html>".encode(), fetched_at=FETCHED))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(TABLE, id="th and td"),
        pytest.param(TABLE.replace("th>", "td>"), id="two td"),
        pytest.param(
            "<table><tr><td>Số/Ký hiệu:</td><td>12/QĐ-UBND</td><td>NGÀY BAN HÀNH:</td>"
            "<td>1-2-2023</td></tr><tr><td>Người ký</td><td>Lê Văn Mẫu</td><td>Về việc</td>"
            "<td>Về việc phê duyệt đề án</td></tr></table>",
            id="two pairs a row, in capitals",
        ),
        pytest.param(
            "<dl><dt>Số hiệu</dt><dd>12/QĐ-UBND</dd><dt>Ngày ban hành</dt><dd>ngày 01 tháng 02 năm "
            "2023</dd><dt>Người ký</dt><dd>Lê Văn Mẫu</dd><dt>Trích yếu nội dung</dt>"
            "<dd>Về việc phê duyệt đề án</dd></dl>",
            id="a list of definitions",
        ),
        pytest.param(
            "".join(
                f"<div class='row'><div class='col-3'><b>{label}</b></div>"
                f"<div class='col-9'>{value}</div></div>"
                for label, value in (
                    ("Số ký hiệu", "12/QĐ-UBND"),
                    ("Ngày ban hành", "2023-02-01T00:00:00"),
                    ("Người ký", "Lê Văn Mẫu"),
                    ("Trích yếu", "Về việc phê duyệt đề án"),
                )
            ),
            id="rows of two elements",
        ),
        pytest.param(
            "<div class='row'><div class='col'><label>Số ký hiệu</label><span>12/QĐ-UBND</span>"
            "</div><div class='col'><label>Ngày ban hành</label><span>01/02/2023</span></div></div>"
            "<div class='row'><div class='col'><label>Người ký</label><span>Lê Văn Mẫu</span></div>"
            "<div class='col'><label>Trích yếu</label><span>Về việc phê duyệt đề án</span></div>"
            "</div>",
            id="two columns of two elements",
        ),
        pytest.param(
            "<ul><li>Số ký hiệu: 12/QĐ-UBND</li><li>Ngày ban hành: 01/02/2023</li>"
            "<li><strong>Người ký:</strong> Lê <b>Văn Mẫu</b></li>"
            "<li><i></i> Trích yếu: Về việc <i>phê duyệt</i> đề án</li></ul>",
            id="label and value in one line",
        ),
        pytest.param(
            "<p><b>Số&nbsp;ký hiệu:</b> 12/QĐ-UBND <b>Ngày ban hành:</b> 01/02/2023<br>"
            "Người ký: Lê Văn Mẫu<br>Trích yếu: Về việc phê duyệt đề án</p>",
            id="several in one paragraph",
        ),
        pytest.param(
            TABLE.replace("Số ký hiệu", "So\u0302\u0301 ky\u0301 hie\u0323\u0302u"),
            id="letters apart from their marks",
        ),
        pytest.param(
            TABLE.replace(
                "<th>Số ký hiệu</th><td>12/QĐ-UBND</td>",
                "<th>Số văn bản</th><td>12</td></tr><tr><th>Ký hiệu văn bản</th><td>QĐ-UBND</td>",
            ),
            id="number and symbol in rows of their own",
        ),
        pytest.param(
            TABLE.replace("Số ký hiệu", "So ky hieu").replace("Ngày ban hành", "Ngay ban hanh"),
            id="without diacritics",
        ),
    ],
)
def test_entry_in_every_markup(html: str) -> None:
    result = read(html)
    assert result.legislation is not None, result.reason
    stated = result.legislation.to_json()
    assert {field: stated[field] for field in ENTRY} == ENTRY


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        # an article that goes on to present a document
        (f"<h1>Đoàn công tác thăm vùng lũ</h1><p>12/07/2026</p>{PROSE}{TABLE}", "article"),
        # an article that quotes a number and a day
        (f"<h1>Đoàn công tác thăm vùng lũ</h1><p>12/07/2026</p>{PROSE}<p>Số: 12/QĐ-UBND</p>"
         "<p>Ngày ban hành: 01/02/2023</p>", "article"),
        # an article with a table of documents
        (f"<h1>Đoàn công tác thăm vùng lũ</h1><p>12/07/2026</p>{PROSE}<table><tr><th>STT</th>"
         "<th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr><tr><td>1</td>"
         "<td>12/QĐ-UBND</td><td>01/02/2023</td><td>Về việc phê duyệt đề án</td></tr></table>",
         "article"),
        # a form to search a register by
        ("<form><label>Số ký hiệu</label><input name='so'><label>Ngày ban hành</label>"
         "<input name='ngay'><label>Trích yếu</label><input name='yeu'></form>", "other"),
        # two labels are not enough
        ("<ul><li>Số ký hiệu: 12/QĐ-UBND</li><li>Trích yếu: Về việc phê duyệt</li></ul>", "other"),
        # labels that all say nothing
        ("<ul><li>Số ký hiệu: -</li><li>Ngày ban hành: Đang cập nhật</li><li>Người ký:</li>"
         "<li>Trích yếu: Về việc phê duyệt</li></ul>", "other"),
    ],
)  # fmt: skip
def test_what_is_no_entry(html: str, kind: str) -> None:
    result = read(html)
    assert result.kind == kind, result.reason
    assert result.legislation is None


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Số/Ký hiệu", "identifier"),
        ("  SỐ HIỆU VĂN BẢN: ", "identifier"),
        ("Số, ký hiệu", "identifier"),
        ("Số  / ký\xa0hiệu", "identifier"),
        ("Ngày ban hành", "issued_on"),
        ("Ngày hiệu lực", "effective_on"),
        ("Ngày có hiệu lực", "effective_on"),
        ("Cơ quan ban hành/Đơn vị", None),
        ("Đơn vị ban hành", "issuer"),
        ("Người ký duyệt", "signer"),
        ("Hình thức văn bản", "document_type"),
        ("Thể loại", "document_type"),
        ("Tình trạng hiệu lực", "status"),
        ("Tài liệu đính kèm", "attachments"),
        ("Số lượt xem", None),
        ("Ngày đăng", None),  # of the entry, not of the document
        ("Ngày hết hiệu lực", None),
    ],
)
def test_labels(label: str, field: str | None) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("identifier", "Số: 12/QĐ-UBND", "12/QĐ-UBND"),
        ("identifier", "số 37/2026/QĐ-UBND", "37/2026/QĐ-UBND"),
        ("identifier", " 116 / NĐ - CP ", "116 / NĐ - CP"),  # as the register has it
        ("identifier", "Số", "Số"),
        ("signer", "Đang cập nhật", None),
        ("signer", " - ", None),
        ("status", "...", None),
        ("status", "Không xác định", None),
        ("status", "Không còn hiệu lực", "Không còn hiệu lực"),
        ("issued_on", "01/02/2023", "2023-02-01"),
        ("issued_on", "24/12/4373", None),
        ("issued_on", "31/02/2023", None),
    ],
)
def test_values(field: str, text: str, value: str | None) -> None:
    assert read_value(field, text) == value


@pytest.mark.parametrize("unknown", ["01/01/1900", "01/01/0001", "1970-01-01T00:00:00"])
def test_what_databases_write_for_no_day(unknown: str) -> None:
    assert read_day(unknown) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Còn hiệu lực", {"status": "Còn hiệu lực", "effective_on": None}),
        ("15/02/2023", {"status": None, "effective_on": "2023-02-15"}),
    ],
)
def test_in_force_may_be_a_status_or_a_day(said: str, expected: dict[str, Any]) -> None:
    html = TABLE.replace("</table>", f"<tr><th>Hiệu lực</th><td>{said}</td></tr></table>")
    entry = read(html).legislation
    assert entry is not None
    assert {"status": entry.status, "effective_on": entry.effective_on} == expected


def test_a_day_after_the_visit_is_no_day_of_issue() -> None:
    entry = read(TABLE.replace("01/02/2023", "01/02/2033")).legislation
    assert entry is not None
    assert entry.issued_on is None


def test_other_entries_beside_it_do_not_hide_an_entry() -> None:
    beside = "".join(
        f"<div class='new'><p>Số hiệu: {number}/KH-UBND</p><p>Ngày ban hành: 0{number}/03/2023</p>"
        "</div>"
        for number in (1, 2, 3)
    )
    entry = read(TABLE + beside).legislation
    assert entry is not None
    assert entry.identifier == "12/QĐ-UBND"


def test_title_is_the_heading_above_where_no_label_names_it() -> None:
    without = TABLE.replace("<tr><th>Trích yếu</th><td>Về việc phê duyệt đề án</td></tr>", "")
    heading = "<h2>Về việc phê duyệt đề án nuôi cá lồng</h2><h3>Thuộc tính văn bản</h3>"
    entry = read(heading + without).legislation
    assert entry is not None
    assert entry.title == "Về việc phê duyệt đề án nuôi cá lồng"
    assert entry.provenance["title"] == "generic:heading-above"


def test_files_beside_their_label_or_around_the_labels() -> None:
    file = "<a href='/upload/12-qd.pdf'>12-qd.pdf</a>"
    beside = TABLE.replace("</table>", f"<tr><th>Tệp đính kèm</th><td>{file}</td></tr></table>")
    for html in (beside, f"<div>{TABLE}<p>{file}</p></div>"):
        entry = read(html).legislation
        assert entry is not None
        assert [file.url for file in entry.attachments] == [
            "https://van-ban.example/upload/12-qd.pdf"
        ]
