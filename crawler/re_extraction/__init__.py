"""Today's rules over yesterday's snapshots: pages are read anew, nothing is fetched.

First everything is read, by all processors, and held against the catalogue (`find_changes`); what
is different is then written by one process, in the order of the captures (`Changes.write`). Nothing
is lost by stopping in between, or in the middle: what is not written is found again the next time.
"""

from crawler.re_extraction.changes import Changes, Example, record
from crawler.re_extraction.finding import find_changes, read_captures
from crawler.re_extraction.reading import Reading
from crawler.re_extraction.selection import CHANGED_BY_RULES, NEVER_READ, SnapshotSelection
from crawler.re_extraction.views import leave_known_article
from crawler.re_extraction.workers import Places

__all__ = [
    "CHANGED_BY_RULES",
    "NEVER_READ",
    "Changes",
    "Example",
    "Places",
    "Reading",
    "SnapshotSelection",
    "find_changes",
    "leave_known_article",
    "read_captures",
    "record",
]
