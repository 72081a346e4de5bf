"""Items taken in: JSON Lines, as `archive.exporting` writes them or as anyone else does."""

from archive.importing.lines import ImportedLine, read_items

__all__ = ["ImportedLine", "read_items"]
