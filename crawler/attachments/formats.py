"""What a file is by its first bytes, whatever its name and the server say.

Magic numbers as registered with IANA and listed by the Unix `file` command; the parts of OOXML
packages by ECMA-376, of OpenDocument by ISO/IEC 26300, streams of OLE files by [MS-DOC], [MS-XLS].
"""

import io
import re
import zipfile

from crawler.attachments.limits import MAX_MEMBERS, MAX_UNPACKED, NoFileError, NotReadError

PDF = "application/pdf"
ZIP = "application/zip"
RTF = "application/rtf"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
_OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OOXML}.wordprocessingml.document"
XLSX = f"{_OOXML}.spreadsheetml.sheet"
PPTX = f"{_OOXML}.presentationml.presentation"
_ODF = "application/vnd.oasis.opendocument"
ODT = f"{_ODF}.text"
ODS = f"{_ODF}.spreadsheet"
ODP = f"{_ODF}.presentation"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"{\\rt", RTF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: The part that makes a package what it is.
_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
#: The stream that makes an OLE file what it is, as its directory names it.
_STREAMS = {
    "WordDocument": DOC,
    "Workbook": XLS,
    "Book": XLS,
    "PowerPoint Document": PPT,
    "EncryptedPackage": OLE,
}
#: PDF readers find the header within the first KiB (ISO 32000-1, annex H.3.4.1).
_PDF_WITHIN = 1024
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta|form|title)\b", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def media_type_of(body: bytes) -> str:
    """The media type that the bytes of a file tell; `application/octet-stream` if they tell none.

    Raises:
        NoFileError: they are a web page (that of a login, say) or nothing at all.
        NotReadError: they are a package that cannot be looked into, or one made to do harm.
    """
    if not body:
        raise NoFileError("the answer was empty")
    if body.startswith(_ZIP_MAGIC):
        return _package_type(body)
    if body.startswith(_OLE_MAGIC):
        return _ole_type(body)
    start = body[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    for magic, media_type in _MAGIC:
        if start.startswith(magic):
            return media_type
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    if (page := _HTML.search(body, 0, 4 * _PDF_WITHIN)) is not None:
        if b"%PDF-" in body[: page.start()]:
            return PDF
        raise NoFileError(f"not a file but a web page{_titled(body)}")
    if b"%PDF-" in body[:_PDF_WITHIN]:
        return PDF
    return "application/octet-stream"


def not_a_file(body: bytes) -> str | None:
    """Why an answer is not the file that was asked for, in words; None if it may be.

    For a crawl to tell at once: a page of login or error comes with status 200 on many portals.
    """
    try:
        media_type_of(body)
    except NoFileError as error:
        return str(error)
    except NotReadError:
        return None
    return None


def open_package(body: bytes) -> zipfile.ZipFile:
    """A ZIP file or a package that is one, after a look at how much is in it.

    Raises:
        NotReadError: it is broken, encrypted, or unpacks to more than may be.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotReadError(f"a broken ZIP file ({error})") from error
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise NotReadError(f"a package of {len(members)} files: more than {MAX_MEMBERS}")
    # a member yields no more than it declares: zipfile reads no further
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise NotReadError(
            f"unpacked it would have {unpacked // 1024**2} MB: more than {MAX_UNPACKED // 1024**2}"
        )
    if any(member.flag_bits & 1 for member in members):
        raise NotReadError("encrypted: it opens with a password")
    return package


def _package_type(body: bytes) -> str:
    package = open_package(body)
    names = set(package.namelist())
    for part, media_type in _PARTS.items():
        if part in names:
            return media_type
    if "mimetype" in names:
        with package.open("mimetype") as file:
            declared = file.read(200).decode("latin-1").strip()
        if declared.startswith(_ODF):
            return declared
    return ZIP


def _ole_type(body: bytes) -> str:
    import olefile  # type: ignore[import-untyped]  # it comes without type information

    try:
        with olefile.OleFileIO(io.BytesIO(body)) as ole:
            names = {entry[0] for entry in ole.listdir() if len(entry) == 1}
    except Exception as error:  # whatever a broken directory makes of it
        raise NotReadError(f"a broken OLE file ({error})") from error
    return next((kind for name, kind in _STREAMS.items() if name in names), OLE)


def _titled(body: bytes) -> str:
    found = _TITLE.search(body, 0, 64 * 1024)
    title = _SPACES.sub(" ", found[1].decode("utf-8", "replace")).strip() if found else ""
    return f": “{title}”" if title else ""
