"""The files that an item offers, as its page shows them: what each is, and its text to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from archive.catalogue.offered_files import OfferedFile
from archive.page_pictures import MOST_PAGES

#: So much text of all files is in one page, in characters; what goes on is in the file itself.
MOST_CHARACTERS = 200_000

State = Literal["no address", "not fetched", "not read", "failed", "read"]

PDF = "application/pdf"

_TYPES = {
    PDF: "PDF",
    "application/msword": "Word",
    "application/rtf": "RTF",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument",
    "application/zip": "ZIP",
    "application/vnd.rar": "RAR",
    "application/x-7z-compressed": "7z",
}


@dataclass(frozen=True, slots=True)
class ReadableFile:
    """A file with as much of its text as its page shows.

    `pages` are those with text, with their numbers from 1; `whole`, if that is all of its text.
    """

    offered: OfferedFile
    pages: tuple[tuple[int, str], ...]
    whole: bool

    @property
    def name(self) -> str:
        """What the item's page calls it."""
        return self.offered.name or self.offered.url

    @property
    def state(self) -> State:
        """How far the file has come."""
        file = self.offered.file
        if file is None:
            return "no address"
        if file.failure and not self.pages:
            return "failed"
        if file.snapshot_id is None:
            return "not fetched"
        return "read" if file.read_at else "not read"

    @property
    def drawn(self) -> range:
        """The numbers of the pages that are shown as pictures: those of PDFs that were read."""
        file = self.offered.file
        if file is None or file.snapshot_id is None or file.media_type != PDF:
            return range(0)
        return range(1, min(len(file.pages), MOST_PAGES) + 1)

    @property
    def kind(self) -> str | None:
        """What it is, as readers know it: `PDF`, `Word`; null where it is nothing usual."""
        media_type = self.offered.file.media_type if self.offered.file else None
        if media_type and media_type.startswith("image/"):
            return media_type.removeprefix("image/").upper()
        return _TYPES.get(media_type or "")


def readable_files(files: Iterable[OfferedFile]) -> list[ReadableFile]:
    """The files with their text, as far as there is room for it."""
    room = MOST_CHARACTERS
    readable = []
    for offered in files:
        pages = offered.file.pages if offered.file else []
        told = [(number, text.strip()) for number, text in enumerate(pages, 1) if text.strip()]
        shown = []
        for number, text in told:
            if room <= 0:
                break
            shown.append((number, text[:room]))
            room -= len(text)
        readable.append(ReadableFile(offered, tuple(shown), whole=shown == told))
    return readable
