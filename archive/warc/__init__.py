"""Snapshots as WARC 1.1 (ISO 28500): what came over the wire, written and read again."""

from archive.warc.exchanges import HttpExchange, Original, payload_digest
from archive.warc.foreign import RECORD_LIMIT, iter_foreign_records
from archive.warc.reading import iter_records, list_files, read_record, read_snapshot
from archive.warc.records import BrokenRecord, BrokenRecordError, StoredRecord, StoredResponse
from archive.warc.writing import ArchiveWriteError, WarcWriter, Written

__all__ = [
    "RECORD_LIMIT",
    "ArchiveWriteError",
    "BrokenRecord",
    "BrokenRecordError",
    "HttpExchange",
    "Original",
    "StoredRecord",
    "StoredResponse",
    "WarcWriter",
    "Written",
    "iter_foreign_records",
    "iter_records",
    "list_files",
    "payload_digest",
    "read_record",
    "read_snapshot",
]
