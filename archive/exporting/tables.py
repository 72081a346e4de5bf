"""Rows of a table as files: CSV and XLSX for spreadsheets, JSON Lines for programs.

Each is written as it goes: however many rows there are, a few of them are in memory at once.
"""

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Row = Mapping[str, Any]

#: A spreadsheet takes a cell that begins so for a formula, and what portals publish is not to be
#: computed (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Excel takes no file for UTF-8 that does not begin so.
BYTE_ORDER_MARK = "\ufeff"

#: What Excel takes of rows in a sheet, and of characters in a cell
#: (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767

#: What no XML and so no XLSX can hold.
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Bytes handed on at once.
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class TableForm:
    """A kind of file that rows are written to: its media type, and who writes it."""

    content_type: str
    write: Callable[[Sequence[str], Iterable[Row]], Iterator[bytes]]


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Rows as CSV (RFC 4180), the columns first; the values of a list are lines of one cell.

    A text that a spreadsheet would compute is preceded by an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        yield file.getvalue()
        file.seek(0)
        file.truncate()
    yield file.getvalue()


def _cell(value: Any) -> str:
    text = _text(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    for lines in csv_lines(columns, rows):
        yield lines.encode()


def _json_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    for row in rows:
        line = json.dumps({column: row[column] for column in columns}, ensure_ascii=False)
        yield f"{line}\n".encode()


def _xlsx(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Rows as XLSX, written to a temporary file: its table of contents stands at its end.

    Every cell is text, whatever it begins with, so that nothing in it is computed. Rows that a
    sheet has no room for stand in the next.
    """
    from openpyxl import Workbook  # imported here: few ask for it, and it takes long

    workbook = Workbook(write_only=True)
    with tempfile.TemporaryFile() as file:
        try:
            _fill(workbook, columns, rows)
        finally:
            # What openpyxl has written beside it is thrown away as it is saved.
            workbook.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _fill(workbook: "Workbook", columns: Sequence[str], rows: Iterable[Row]) -> None:
    sheet = _sheet(workbook, columns)
    room = _SHEET_ROWS - 1
    for row in rows:
        if room == 0:
            sheet, room = _sheet(workbook, columns), _SHEET_ROWS - 1
        sheet.append([_text_cell(sheet, row[column]) for column in columns])
        room -= 1


def _sheet(workbook: "Workbook", columns: Sequence[str]) -> "WriteOnlyWorksheet":
    sheet: WriteOnlyWorksheet = workbook.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    return sheet


def _text_cell(sheet: "WriteOnlyWorksheet", value: Any) -> Any:
    """A text that is taken for one; what begins so (openpyxl) is one of a formula or an error."""
    from openpyxl.cell import WriteOnlyCell

    text = _NO_XML.sub("", _text(value))[:_CELL_CHARACTERS]
    if not text.startswith(("=", "#")):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


TABLE_FORMS: dict[str, TableForm] = {
    "csv": TableForm("text/csv; charset=utf-8", _csv),
    "jsonl": TableForm("application/jsonl; charset=utf-8", _json_lines),
    "xlsx": TableForm("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
