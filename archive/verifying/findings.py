"""What a check of the archive may find."""

from dataclasses import dataclass
from typing import Literal

Trouble = Literal[
    "missing file",  # the catalogue names it, the archive does not have it
    "lost",  # no whole record is where the catalogue has one
    "different",  # another record is there than the catalogue says
    "no original",  # a revisit, and the record with its payload is in no row
    "damaged",  # a stretch of a file is no record, and the catalogue has none there
    "unlisted",  # a capture that the catalogue does not know
    "copy",  # a capture that the catalogue has elsewhere, whole
    "torn",  # the file's last record was never finished: its writer was killed
]

#: Troubles by which nothing is lost and nothing is to be done.
HARMLESS: frozenset[Trouble] = frozenset({"copy", "torn"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: in which WARC file, at which byte (None: the whole file), and in words.

    `snapshot_id` is the catalogue's row that it is about, if it is about one.
    """

    trouble: Trouble
    warc: str
    offset: int | None
    detail: str
    snapshot_id: int | None = None

    def __str__(self) -> str:
        place = self.warc if self.offset is None else f"{self.warc}, byte {self.offset}"
        return f"{self.trouble}: {place}: {self.detail}"
