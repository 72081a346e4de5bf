"""Tables whose columns are named as the fields of a register are."""

from collections.abc import Iterator

from lxml import etree

from crawler.element_text import text_of
from crawler.registers.labels import column_field

#: What is above a table's names of columns: a caption, a line of buttons.
_ROWS_ABOVE = 3
#: More columns than any table has that a person reads.
_MOST_COLUMNS = 30


def named_columns(table: etree._Element) -> tuple[dict[int, str], list[etree._Element]]:
    """The columns of a table that are named for fields (their places, from 0), and the rows below.

    Nothing where the names are not those of a register: a number beside a title or a day of issue.
    """
    rows = [row for row in table.iter("tr") if _table_of(row) is table]
    for at, row in enumerate(rows[:_ROWS_ABOVE]):
        columns: dict[int, str] = {}
        for place, cell in cells_of(row):
            text = text_of(cell).strip()
            field = column_field(text)
            if field is not None and field not in columns.values():
                columns[place] = field
            elif any(map(str.isdigit, text)):
                return {}, []  # values beside their labels
        named = set(columns.values())
        if "identifier" in named and named & {"title", "issued_on"}:
            return columns, rows[at + 1 :]
    return {}, []


def cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row, each with the column it begins in."""
    place = 0
    for cell in row.iterchildren("td", "th"):
        yield place, cell
        span = cell.get("colspan") or "1"
        place += int(span) if span.isdecimal() and len(span) < 3 else 1
        if place > _MOST_COLUMNS:
            return


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)
