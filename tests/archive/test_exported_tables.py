"""Tables as files: what is in a cell stays what it is, and computes nothing."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from archive.exporting import TABLE_FORMS, tables

COLUMNS = ("headline", "documents")

# Vietnamese; several values; nothing; what spreadsheets compute, each way to begin; what they take
# for an error; what XML cannot hold; what CSV has to quote.
ROWS: list[dict[str, object]] = [
    {"headline": "Bảng tin điện tử", "documents": ["4204/KH-UBND", "490/QĐ-BTTTT"]},
    {"headline": None, "documents": []},
    {"headline": "=1+1", "documents": ["@SUM(A1)"]},
    {"headline": "+1", "documents": ["-1"]},
    {"headline": "#N/A", "documents": ["=HYPERLINK(0)"]},
    {"headline": 'dòng\n"hai", ba', "documents": []},
]


def written(form: str, rows: list[dict[str, object]]) -> bytes:
    return b"".join(TABLE_FORMS[form].write(COLUMNS, iter(rows)))


def test_csv_is_read_by_spreadsheets_and_computes_nothing() -> None:
    content = written("csv", ROWS).decode()
    assert content.startswith("\ufeffheadline,documents\r\n")
    rows = list(csv.reader(io.StringIO(content[1:], newline="")))
    assert rows[1] == ["Bảng tin điện tử", "4204/KH-UBND\n490/QĐ-BTTTT"]
    assert rows[2] == ["", ""]
    assert rows[3:5] == [["'=1+1", "'@SUM(A1)"], ["'+1", "'-1"]]
    assert rows[6] == ['dòng\n"hai", ba', ""]


def test_json_lines_lose_nothing() -> None:
    lines = written("jsonl", ROWS).decode().splitlines()
    assert [json.loads(line) for line in lines] == ROWS
    assert "Bảng tin" in lines[0]


def test_xlsx_has_text_in_every_cell() -> None:
    rows: list[dict[str, object]] = [
        *ROWS,
        {"headline": "có\x00 \x0bđiều khiển", "documents": ["x" * 40_000]},
    ]
    sheet = load_workbook(io.BytesIO(written("xlsx", rows))).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == list(COLUMNS)
    assert cells[1] == ["Bảng tin điện tử", "4204/KH-UBND\n490/QĐ-BTTTT"]
    assert cells[3:6] == [["=1+1", "@SUM(A1)"], ["+1", "-1"], ["#N/A", "=HYPERLINK(0)"]]
    assert cells[7] == ["có điều khiển", "x" * 32_767]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert kinds == {"s"}


def test_xlsx_goes_on_in_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_SHEET_ROWS", 4)
    workbook = load_workbook(io.BytesIO(written("xlsx", ROWS)))
    assert [sheet.max_row for sheet in workbook.worksheets] == [4, 4]


@pytest.mark.parametrize("form", list(TABLE_FORMS))
def test_nothing_found_is_a_table_without_rows(form: str) -> None:
    content = written(form, [])
    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    else:
        assert content.decode("utf-8-sig") == ("" if form == "jsonl" else "headline,documents\r\n")
