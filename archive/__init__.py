"""What is kept: snapshots (WARC), the catalogue (SQL) and the export formats."""
