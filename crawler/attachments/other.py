"""The text of RTF files, of OpenDocument and of presentations."""

import io
from collections.abc import Iterator

from crawler.attachments.limits import MAX_PAGES, NotReadError


def read_rtf(body: bytes) -> Iterator[str]:
    """The text of an RTF file, as one page."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = body.decode("latin-1")
        # striprtf has no type information
        yield rtf_to_text(text, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever a broken file makes of it
        raise NotReadError(f"a broken RTF ({type(error).__name__}: {error})") from error


def read_odf(body: bytes) -> Iterator[str]:
    """The text of an OpenDocument text, spreadsheet or presentation, as one page."""
    from odfdo import Document

    try:
        yield Document(io.BytesIO(body)).get_formatted_text()
    except Exception as error:  # whatever a broken package makes of it
        raise NotReadError(f"a broken OpenDocument ({type(error).__name__}: {error})") from error


def read_pptx(body: bytes) -> Iterator[str]:
    """The text of a PPTX, slide by slide."""
    from pptx import Presentation

    try:
        slides = Presentation(io.BytesIO(body)).slides
        for number, slide in enumerate(slides):
            if number >= MAX_PAGES:
                return
            yield "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    except Exception as error:  # whatever a broken package makes of it
        raise NotReadError(f"a broken PPTX ({type(error).__name__}: {error})") from error
