"""The text of spreadsheets: a page a sheet, a line a row, its cells between tabs."""

import io
import time
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from crawler.attachments.limits import MAX_CELLS, MAX_PAGES, CutShortError, NotReadError


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
            left = _Left(MAX_CELLS, deadline)
            for sheet in islice(book.worksheets, MAX_PAGES):
                yield left.page(sheet.title, sheet.iter_rows(values_only=True))
                left.check()
    except (NotReadError, CutShortError):
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
        left = _Left(MAX_CELLS, deadline)
        for number in range(min(book.nsheets, MAX_PAGES)):
            sheet = book.sheet_by_index(number)
            rows = ([_xls_value(book, cell) for cell in sheet.row(row)] for row in _rows(sheet))
            yield left.page(sheet.name, rows)
            left.check()
            book.unload_sheet(number)
    except (NotReadError, CutShortError):
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


class _Left:
    """How much may still be read of a file."""

    def __init__(self, cells: int, deadline: float) -> None:
        self._cells = cells
        self._deadline = deadline
        self._problem: str | None = None

    def page(self, title: str, rows: Iterable[Iterable[Any]]) -> str:
        """A sheet as text, as far as it may be read."""
        lines = [title]
        for row in rows:
            values = [_written(value) for value in row]
            self._cells -= max(1, len(values))
            if self._cells < 0:
                self._problem = f"only the first {MAX_CELLS:,} cells were read"
            elif time.monotonic() > self._deadline:
                self._problem = "reading it took too long: the rest was not read"
            if self._problem:
                break
            while values and not values[-1]:
                values.pop()
            if values:
                lines.append("\t".join(values))
        return "\n".join(lines)

    def check(self) -> None:
        """Raise CutShortError if the sheet before was not read wholly."""
        if self._problem:
            raise CutShortError(self._problem)


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
