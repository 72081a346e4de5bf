"""The text of a PDF, page by page: its text layer, or what is recognised on a scan's pages."""

import time
from typing import TYPE_CHECKING

from archive.catalogue.attachment_readings import TextSource
from crawler.attachments.limits import (
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_RECOGNISED,
    NotReadError,
)
from crawler.attachments.recognising import (
    NOT_INSTALLED,
    RecognitionError,
    is_installed,
    recognise,
)
from crawler.attachments.texts import FileText, readable

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]  # it comes without type information

#: A page that pictures cover and that has no more characters than this is a scan: what text it has
#: is a signature's stamp or a page number that was laid over it.
_STAMP = 400
#: The share of a page that the pictures of a scan cover at least.
_COVERED = 0.5
#: Dots an inch at which a page is drawn to be recognised, and the most dots of a side (A3 at 300).
_DPI = 300
_MOST_DOTS = 5_000
#: Objects of a page that are looked at: a picture that covers it is among the first.
_OBJECTS = 1_000


def read_pdf(body: bytes, deadline: float) -> FileText:
    """The text of a PDF; `deadline` is the moment of `time.monotonic` to have ended by.

    Raises:
        NotReadError: it is encrypted, or so broken that it has no pages.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise NotReadError("encrypted: it opens with a password") from error
        raise NotReadError(f"a broken PDF ({error})") from error
    try:
        return _read(document, deadline)
    finally:
        document.close()


def _read(document: "pypdfium2.PdfDocument", deadline: float) -> FileText:
    total = len(document)
    if not total:
        raise NotReadError("a PDF without pages")
    pages, scans = _layers(document, min(total, MAX_PAGES), deadline)
    problems = []
    if len(pages) < total:
        problems.append(f"only the first {len(pages):,} of {total:,} pages were read")
    recognised = 0
    if scans:
        recognised, problem = _recognise_all(document, pages, scans, deadline)
        if problem:
            problems.append(problem)
    return FileText(pages, _source(pages, recognised, len(scans)), problems)


def _layers(
    document: "pypdfium2.PdfDocument", most: int, deadline: float
) -> tuple[list[str], list[int]]:
    """The text layers of the first pages, and which of these pages are scans."""
    pages: list[str] = []
    scans: list[int] = []
    characters = 0
    for number in range(most):
        if characters > MAX_CHARACTERS or time.monotonic() > deadline:
            break
        page = document[number]
        text_page = page.get_textpage()
        text = readable(text_page.get_text_bounded())
        text_page.close()
        if len(text) <= _STAMP and _is_picture(page, bool(text)):
            scans.append(number)
        page.close()
        characters += len(text)
        pages.append(text)
    return pages, scans


def _is_picture(page: "pypdfium2.PdfPage", has_text: bool) -> bool:
    """Whether what a page shows is in pictures (a scan may be cut in strips) or drawn letters."""
    from pypdfium2.raw import (  # type: ignore[import-untyped]  # as above
        FPDF_PAGEOBJ_IMAGE,
        FPDF_PAGEOBJ_PATH,
    )

    width, height = page.get_size()
    covered, drawn = 0.0, 0
    for number, shown in enumerate(page.get_objects(max_depth=3)):
        if number >= _OBJECTS:
            break
        drawn += shown.type == FPDF_PAGEOBJ_PATH
        if shown.type == FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = shown.get_bounds()
            covered += abs(right - left) * abs(top - bottom)
    if covered >= _COVERED * width * height:
        return True
    return not has_text and (covered > 0 or drawn > 20)


def _recognise_all(
    document: "pypdfium2.PdfDocument", pages: list[str], scans: list[int], deadline: float
) -> tuple[int, str | None]:
    """Put the text of scanned pages in place; how many, and why it was not all of them."""
    if not is_installed():
        return 0, f"{_number_of(scans)} without a text layer: {NOT_INSTALLED}"
    # the first page has the number, the last one the signature: these are not to be missed
    chosen = list(dict.fromkeys([scans[0], scans[-1], *scans]))[:MAX_RECOGNISED]
    done, problem = 0, None
    for number in chosen:
        try:
            if time.monotonic() > deadline:
                raise RecognitionError("reading it took too long")
            text = readable(recognise(_picture(document, number), deadline - time.monotonic()))
        except RecognitionError as error:
            problem = str(error)
            break
        if len(text) > len(pages[number]):
            pages[number] = text
        done += 1
    if done == len(scans):
        return done, None
    reason = f": {problem}" if problem else ""
    return done, f"{done} of {_number_of(scans)} without a text layer were recognised{reason}"


def _picture(document: "pypdfium2.PdfDocument", number: int) -> bytes:
    """A page as it is shown, in grey, as PNM (which takes no time to make)."""
    page = document[number]
    longest = max(page.get_size())
    scale = min(_DPI / 72, _MOST_DOTS / longest if longest else 1)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = memoryview(bitmap.buffer)
        header = b"P5 %d %d 255\n" % (width, height)
        return header + b"".join(rows[row * stride : row * stride + width] for row in range(height))
    finally:
        bitmap.close()
        page.close()


def _source(pages: list[str], recognised: int, scans: int) -> TextSource:
    if not any(pages):
        return "none"
    if not recognised:
        return "layer"
    return "ocr" if scans == len(pages) else "mixed"


def _number_of(scans: list[int]) -> str:
    return "1 page" if len(scans) == 1 else f"{len(scans):,} pages"
