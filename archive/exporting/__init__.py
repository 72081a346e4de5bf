"""What is taken out: articles as JSON Lines and CSV, rows as tables, an article as a citation."""

from archive.exporting.citations import to_bibtex, to_ris
from archive.exporting.keeping import Kept, article_kept
from archive.exporting.rows import CSV_COLUMNS, to_json_line, write_csv
from archive.exporting.tables import BYTE_ORDER_MARK, TABLE_FORMS, TableForm, csv_lines

__all__ = [
    "BYTE_ORDER_MARK",
    "CSV_COLUMNS",
    "TABLE_FORMS",
    "Kept",
    "TableForm",
    "article_kept",
    "csv_lines",
    "to_bibtex",
    "to_json_line",
    "to_ris",
    "write_csv",
]
