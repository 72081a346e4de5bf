"""The text of spreadsheets: a page a sheet, a line a row, its cells between tabs."""

import io
import time
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from crawler.attachments.limits import MAX_CELLS, MAX_PAGES, NotReadError


def read_xlsx(body: bytes, deadline: float) -> Iterator[str]:
    """The sheets of an XLSX, one after the other, with the values last computed.

    Raises:
        NotReadError: it is broken.
    """
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it will not keep: we write nothing
            book = openpyxl.load_workbook(
                io.BytesIO(body), read_only=True, data_only=True, keep_links=False
            )
            left = [MAX_CELLS]
            for sheet in islice(book.worksheets, MAX_PAGES):
                rows = sheet.iter_rows(values_only=True)
                yield _page(sheet.title, rows, left, deadline)
    except NotReadError:
        raise
    except Exception as error:  # whatever a broken package makes of it
        raise NotReadError(f"a broken XLSX ({type(error).__name__}: {error})") from error


def read_xls(body: bytes, deadline: float) -> Iterator[str]:
    """The sheets of a legacy XLS.

    Raises:
        NotReadError: it is broken, or encrypted.
    """
    import xlrd  # type: ignore[import-untyped]  # it comes without type information

    try:
        book = xlrd.open_workbook(
            file_contents=body, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        left = [MAX_CELLS]
        for number in range(min(book.nsheets, MAX_PAGES)):
            sheet = book.sheet_by_index(number)
            rows = ([_xls_value(book, cell) for cell in sheet.row(row)] for row in _rows(sheet))
            yield _page(sheet.name, rows, left, deadline)
            book.unload_sheet(number)
    except NotReadError:
        raise
    except Exception as error:  # whatever a broken file makes of it
        raise NotReadError(f"a broken XLS ({type(error).__name__}: {error})") from error


def _rows(sheet: Any) -> range:
    return range(sheet.nrows)


def _xls_value(book: Any, cell: Any) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _page(title: str, rows: Iterable[Iterable[Any]], left: list[int], deadline: float) -> str:
    """A sheet as text; `left` is how many cells may still be read in the file."""
    lines = [title]
    for row in rows:
        values = [_written(value) for value in row]
        left[0] -= max(1, len(values))
        if left[0] < 0 or time.monotonic() > deadline:
            break
        while values and not values[-1]:
            values.pop()
        if values:
            lines.append("\t".join(values))
    return "\n".join(lines)


def _written(value: Any) -> str:
    """A value as a reader would see it, days as they are written in Vietnam."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if value.time() != datetime.min.time() else _day(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split())


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"
