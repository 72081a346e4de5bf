"""What is taken out: articles as JSON Lines and CSV, rows as tables, items as citations."""

from archive.exporting.citations import to_bibtex, to_ris
from archive.exporting.keeping import Kept, item_kept
from archive.exporting.rows import CSV_COLUMNS, to_json_line, write_csv
from archive.exporting.tables import BYTE_ORDER_MARK, TABLE_FORMS, TableForm, csv_lines

__all__ = [
    "BYTE_ORDER_MARK",
    "CSV_COLUMNS",
    "TABLE_FORMS",
    "Kept",
    "TableForm",
    "csv_lines",
    "item_kept",
    "to_bibtex",
    "to_json_line",
    "to_ris",
    "write_csv",
]
