"""Captures that others made: taken in from WARC and WACZ files and from web archives."""

from crawler.backfilling.files import SourceError, find_files
from crawler.backfilling.politely import Politeness, WebArchiveError
from crawler.backfilling.running import Backfill, BackfillOptions, BackfillSummary
from crawler.backfilling.web_archives import WebArchive

__all__ = [
    "Backfill",
    "BackfillOptions",
    "BackfillSummary",
    "Politeness",
    "SourceError",
    "WebArchive",
    "WebArchiveError",
    "find_files",
]
