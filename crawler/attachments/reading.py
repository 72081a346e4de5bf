"""The text of a file, whatever it is."""

import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator

from archive.catalogue.attachment_readings import Reading, TextSource
from crawler.attachments import formats
from crawler.attachments.facts import directive_facts
from crawler.attachments.formats import media_type_of, open_package
from crawler.attachments.legacy_word import read_doc
from crawler.attachments.limits import MAX_BYTES, MAX_SECONDS, NoFileError, NotReadError
from crawler.attachments.other import read_odf, read_pptx, read_rtf
from crawler.attachments.pdf import read_pdf
from crawler.attachments.recognising import RecognitionError, recognise
from crawler.attachments.sheets import read_xls, read_xlsx
from crawler.attachments.texts import FileText, plain, readable
from crawler.attachments.word import read_docx

#: The readers of files that have their text in themselves.
_PLAIN: dict[str, Callable[[bytes, float], Iterable[str]]] = {
    formats.DOCX: lambda body, deadline: read_docx(body),
    formats.DOC: lambda body, deadline: read_doc(body),
    formats.XLSX: read_xlsx,
    formats.XLS: read_xls,
    formats.PPTX: lambda body, deadline: read_pptx(body),
    formats.RTF: lambda body, deadline: read_rtf(body),
    formats.ODT: lambda body, deadline: read_odf(body),
    formats.ODS: lambda body, deadline: read_odf(body),
    formats.ODP: lambda body, deadline: read_odf(body),
}

#: What is said of files that there is no reader for.
_UNREAD = {
    formats.PPT: "a presentation of PowerPoint 97 to 2003",
    formats.OLE: "an encrypted or unknown file of Microsoft Office",
    "application/vnd.rar": "a RAR archive",
    "application/x-7z-compressed": "a 7z archive",
    "application/vnd.microsoft.portable-executable": "a program",
}


def read_file(body: bytes) -> Reading:
    """What is in a file: its text, and the facts if it is a directive.

    What cannot be read of it is told in the reading's `failure`.

    Raises:
        NoFileError: the bytes are no file but a web page, or nothing.
    """
    size = len(body)
    media_type = "application/octet-stream"
    try:
        if size > MAX_BYTES:
            raise NotReadError(f"{size // 1024**2} MB: more than {MAX_BYTES // 1024**2}")
        media_type = media_type_of(body)
        text = _text_of(body, media_type, time.monotonic() + MAX_SECONDS)
    except NotReadError as error:
        return Reading(media_type, size, failure=f"not read: {error}")
    return Reading(
        media_type=media_type,
        size=size,
        pages=text.pages,
        text_source=text.source,
        facts=directive_facts(text.pages),
        failure="; ".join(text.problems) or None,
    )


def _text_of(body: bytes, media_type: str, deadline: float) -> FileText:
    if media_type == formats.PDF:
        return read_pdf(body, deadline)
    if media_type == formats.ZIP:
        return _of_archive(body, deadline)
    if media_type.startswith("image/"):
        return _of_picture(body, deadline)
    reader = _PLAIN.get(media_type)
    if reader is None:
        raise NotReadError(_UNREAD.get(media_type, f"a file of a kind not known ({media_type})"))
    return plain(reader(body, deadline))


def _of_picture(body: bytes, deadline: float) -> FileText:
    try:
        text = readable(recognise(body, deadline - time.monotonic()))
    except RecognitionError as error:
        raise NotReadError(f"a picture: {error}") from error
    return FileText([text], "ocr" if text else "none")


def _of_archive(body: bytes, deadline: float) -> FileText:
    """The text of the files in an archive, one after the other; archives in it stay closed."""
    texts: list[FileText] = []
    problems: list[str] = []
    for name, member in _members(body):
        try:
            if time.monotonic() > deadline:
                raise NotReadError("there was no time left for it")
            if member is None:
                raise NotReadError("a broken or too large file")
            media_type = media_type_of(member)
            if media_type == formats.ZIP:
                raise NotReadError("an archive in an archive")
            text = _text_of(member, media_type, deadline)
        except (NotReadError, NoFileError) as error:
            problems.append(f"{name}: {error}")
            continue
        texts.append(text)
        problems += [f"{name}: {problem}" for problem in text.problems]
    sources = {text.source for text in texts} - {"none"}
    source: TextSource = "none" if not sources else sources.pop() if len(sources) == 1 else "mixed"
    return FileText([page for text in texts for page in text.pages], source, problems)


def _members(body: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The files of an archive, by name, with what is in them; None for those that cannot be had."""
    with open_package(body) as package:
        for member in sorted(package.infolist(), key=lambda member: member.filename):
            if member.is_dir():
                continue
            if member.file_size > MAX_BYTES:
                yield member.filename, None
                continue
            try:
                yield member.filename, package.read(member)
            except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error):
                yield member.filename, None
