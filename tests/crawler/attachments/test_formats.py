"""What files are, told by their bytes."""

import pytest

from crawler.attachments import formats
from crawler.attachments.formats import media_type_of, not_a_file
from crawler.attachments.limits import NoFileError, NotReadError
from tests.crawler.attachments.files import excel, legacy_word, ole, package, pdf, word

LOGIN = (
    b"\xef\xbb\xbf<!DOCTYPE html>\r\n<html><head><title>\n \xc4\x90\xc4\x83ng nh\xe1\xba\xadp "
    b"</title></head><body><form>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (pdf("một"), formats.PDF),
        (b"\r\n\r\n" + pdf("một"), formats.PDF),  # what a careless script puts before it
        (b"Warning: fopen() <br/>\n" + pdf("một"), formats.PDF),
        (word("một"), formats.DOCX),
        (excel({"A": [["một"]]}), formats.XLSX),
        (package({"ppt/presentation.xml": b""}), formats.PPTX),
        (package({"mimetype": formats.ODT.encode(), "content.xml": b""}), formats.ODT),
        (package({"mimetype": b"application/epub+zip"}), formats.ZIP),
        (package({"4204.pdf": pdf("một")}), formats.ZIP),
        (legacy_word("một"), formats.DOC),
        (ole({"Workbook": b""}), formats.XLS),
        (ole({"Book": b""}), formats.XLS),
        (ole({"PowerPoint Document": b""}), formats.PPT),
        (ole({"EncryptedPackage": b""}), formats.OLE),  # a DOCX with a password
        (b"{\\rtf1 m}", formats.RTF),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\0", "image/tiff"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"Rar!\x1a\x07\x01\0", "application/vnd.rar"),
        (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
        (b"so 4204", "application/octet-stream"),
    ],
)
def test_media_types(body: bytes, expected: str) -> None:
    assert media_type_of(body) == expected
    assert not_a_file(body) is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the answer was empty"),
        (LOGIN, "not a file but a web page: “Đăng nhập”"),
        (b"<html><body>404", "not a file but a web page"),
        (b'<script>location.href="/login"</script>', "not a file but a web page"),
    ],
)
def test_pages_in_place_of_files(body: bytes, reason: str) -> None:
    with pytest.raises(NoFileError) as raised:
        media_type_of(body)
    assert str(raised.value) == reason
    assert not_a_file(body) == reason


def test_a_truncated_package_is_a_file_that_is_broken() -> None:
    body = word("một")[:-100]
    with pytest.raises(NotReadError, match="broken ZIP"):
        media_type_of(body)
    assert not_a_file(body) is None


def test_a_page_within_a_pdf_is_none() -> None:
    assert media_type_of(pdf("<html>") + b"<html>") == formats.PDF
