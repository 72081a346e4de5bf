"""Articles taken out: JSON Lines and CSV of many, BibTeX and RIS of one."""

from archive.exporting.citations import to_bibtex, to_ris
from archive.exporting.rows import CSV_COLUMNS, spreadsheet_text, to_json_line, write_csv

__all__ = ["CSV_COLUMNS", "spreadsheet_text", "to_bibtex", "to_json_line", "to_ris", "write_csv"]
