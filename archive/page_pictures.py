"""A page of a PDF as a picture. Files of others are hostile: see `archive.bounded_processes`.

pypdfium2 draws, Pillow writes WebP; both are imported by whoever draws, in a process of its own.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from archive.bounded_processes import Bounds

#: Dots across a picture: an A4 page at 150 dots an inch.
WIDTH = 1240
#: Dots of a picture, and of a side, which other formats than pages have more of.
MOST_DOTS = 6_000_000
MOST_HIGH = 8_000
#: Pages of a file that are drawn: who reads on takes the file.
MOST_PAGES = 300

#: What drawing a page may take: most take a fifth of a second and 100 MB, but the first one waits
#: for the process to begin, on a machine that may be busy.
BOUNDS = Bounds(seconds=45, memory=1024**3)

_QUALITY = 80
#: More takes twice the time for a fiftieth of the bytes.
_EFFORT = 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page to be drawn: the file, and the page's number from 1."""

    file: Path
    number: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture as WebP; empty, with the reason in words, if the page cannot be drawn."""

    picture: bytes
    reason: str = ""


def draw(task: Drawing) -> Drawn:
    """Draw a page; to be run in a bounded process."""
    import pypdfium2  # type: ignore[import-untyped]  # it comes without type information

    try:
        document = pypdfium2.PdfDocument(task.file)
    except pypdfium2.PdfiumError as error:
        return Drawn(b"", f"not a PDF that opens ({error})")
    try:
        if not 1 <= task.number <= min(len(document), MOST_PAGES):
            return Drawn(b"", "no such page")
        page = document[task.number - 1]
        width, height = page.get_size()
        scale = _scale(width, height)
        if scale is None:
            return Drawn(b"", f"a page of {width:g} by {height:g} points")
        image = page.render(scale=scale).to_pil()
        page.close()
        written = BytesIO()
        image.save(written, "WEBP", quality=_QUALITY, method=_EFFORT)
        return Drawn(written.getvalue())
    except (pypdfium2.PdfiumError, MemoryError, OSError) as error:
        return Drawn(b"", str(error) or type(error).__name__)
    finally:
        document.close()


def _scale(width: float, height: float) -> float | None:
    """Dots a point; None for a page that has no size, or of which a line would be left."""
    if not (width > 0 and height > 0):
        return None
    wanted = min(WIDTH / width, MOST_HIGH / height, (MOST_DOTS / (width * height)) ** 0.5)
    return wanted if min(wanted * width, wanted * height) >= 1 else None
