"""The text of files of every kind; and of such as were made to do harm, why there is none."""

import io
from datetime import date
from typing import Any

import pytest
from odfdo import Document, Paragraph
from pptx import Presentation

from crawler.attachments import formats, limits, pdf, reading, recognising, sheets, texts
from crawler.attachments.limits import NoFileError
from crawler.attachments.reading import read_file
from tests.crawler.attachments import files
from tests.crawler.attachments.test_facts import OF_PLAN, PLAN, SIGNED

BOMB = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">%s]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>
<w:r><w:t>KE HOACH &l19;</w:t></w:r></w:p></w:body></w:document>""" % b"".join(
    b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1) if n else b"&a;") * 10) for n in range(20)
)


def slides() -> bytes:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Tình hình kinh tế"
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def open_document() -> bytes:
    document = Document("text")
    document.body.append(Paragraph("Kế hoạch số 4204/KH-UBND"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_directive_in_pdf() -> None:
    found = read_file(files.pdf(PLAN, "III. TỔ CHỨC THỰC HIỆN", SIGNED))
    assert found.pages == [PLAN, "III. TỔ CHỨC THỰC HIỆN", SIGNED]
    assert (found.media_type, found.text_source, found.failure) == (formats.PDF, "layer", None)
    assert found.facts == OF_PLAN


def test_a_directive_in_word() -> None:
    head = [
        (
            "ỦY BAN NHÂN DÂN\nTỈNH KON TUM",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ),
        ("Số: 4204/KH-UBND", "Kon Tum, ngày 08 tháng 12 năm 2023"),
    ]
    text = PLAN[PLAN.index("KẾ HOẠCH") :].split("\n")
    found = read_file(files.word(*text, *SIGNED.split("\n"), head=head, header="DỰ THẢO 2"))
    assert found.facts == OF_PLAN
    (page,) = found.pages
    assert page.split("\n")[:2] == ["DỰ THẢO 2", "ỦY BAN NHÂN DÂN"]
    assert "Số: 4204/KH-UBND\tKon Tum, ngày 08 tháng 12 năm 2023" in page


def test_macros_are_no_hindrance_and_stay_closed() -> None:
    body = files.word("Kế hoạch")
    types = files.part_of(body, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert read_file(files.with_part(body, "[Content_Types].xml", types)).pages == ["Kế hoạch"]


@pytest.mark.parametrize(
    ("body", "media_type", "pages"),
    [
        (
            files.excel(
                {
                    "Dự toán": [["STT", "Nội dung", "Số tiền"], [1, "Bảng tin", 1500000.0]],
                    "Lịch": [[], [None, date(2023, 12, 8), 2.5], [None]],
                }
            ),
            formats.XLSX,
            ["Dự toán\nSTT\tNội dung\tSố tiền\n1\tBảng tin\t1500000", "Lịch\n\t08/12/2023\t2.5"],
        ),
        (
            files.legacy_word("Số: 4204\rKẾ\x07HOẠCH\x07\x07", "\x13PAGE \\* \x142\x15 cafe\r"),
            formats.DOC,
            ["Số: 4204\nKẾ\tHOẠCH\n2 cafe"],
        ),
        (
            b"{\\rtf1\\ansi K\\u7871? ho\\u7841?ch\\par s\\'f3 4204}",
            formats.RTF,
            ["Kế hoạch\nsó 4204"],
        ),
        (open_document(), formats.ODT, ["Kế hoạch số 4204/KH-UBND"]),
        (slides(), formats.PPTX, ["Tình hình kinh tế"]),
        # fonts of TCVN3 in a text layer, and a line in Unicode beside
        (
            files.pdf(
                "ñy ban nh©n d©n tØnh Kon Tum\n"
                "KÕ ho¹ch ph¸t triÓn c«ng nghÖ th«ng tin\nvµ b¶o vÖ m«i tr\xadêng ®Õn n¨m 2010\n"
                "Ngày 08/12/2009"
            ),
            formats.PDF,
            [
                "ủy ban nhân dân tỉnh Kon Tum\n"
                "Kế hoạch phát triển công nghệ thông tin\nvà bảo vệ môi trường đến năm 2010\n"
                "Ngày 08/12/2009"
            ],
        ),
    ],
)
def test_files_of_other_kinds(body: bytes, media_type: str, pages: list[str]) -> None:
    found = read_file(body)
    assert (found.media_type, found.pages) == (media_type, pages)
    assert (found.text_source, found.size, found.failure) == ("layer", len(body), None)


def test_an_archive_of_files() -> None:
    body = files.package(
        {
            "ke-hoach.pdf": files.pdf(PLAN, SIGNED),
            "du-toan.xlsx": files.excel({"Dự toán": [["Bảng tin"]]}),
            "khac.zip": files.package({"x": b"x"}),
            "anh.rar": b"Rar!\x1a\x07\x01\0",
        }
    )
    found = read_file(body)
    assert found.pages == ["Dự toán\nBảng tin", PLAN, SIGNED]
    assert found.facts["identifier"] == "4204/KH-UBND"
    assert found.failure == "anh.rar: a RAR archive; khac.zip: an archive in an archive"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        # beyond the end of what came
        (files.word("một")[:-200], "not read: a broken ZIP file"),
        (files.ole({"WordDocument": b"x"})[:600], "not read: a broken OLE file"),
        (b"%PDF-1.4 and then nothing", "not read: a broken PDF"),
        (files.package({"word/document.xml": b"<"}), "not read: a broken DOCX"),
        (files.package({"xl/workbook.xml": b"<"}), "not read: a broken XLSX"),
        (files.ole({"Workbook": b"x"}), "not read: a broken XLS"),
        (files.ole({"WordDocument": b"x"}), "not read: a DOC of a Word older than 97"),
        (files.legacy_word("một", flags=0x0300), "not read: encrypted"),
        (files.encrypted_pdf(), "not read: encrypted"),
        (files.ole({"EncryptedPackage": b""}), "not read: an encrypted or unknown file"),
        (files.ole({"PowerPoint Document": b""}), "not read: a presentation of PowerPoint 97"),
        (b"so 4204", "not read: a file of a kind not known"),
        (b"MZ\x90\0", "not read: a program"),
    ],
)
def test_files_that_cannot_be_read(body: bytes, reason: str) -> None:
    found = read_file(body)
    assert found.failure is not None
    assert found.failure.startswith(reason)
    assert (found.pages, found.text_source) == ([], "none")


def test_a_page_in_place_of_a_file_is_told_apart() -> None:
    with pytest.raises(NoFileError, match="not a file but a web page: “Đăng nhập”"):
        read_file("<html><title>Đăng nhập</title>".encode())


def test_entities_do_not_grow() -> None:
    for body in (
        files.with_part(files.word("một"), "word/document.xml", BOMB),
        files.with_part(files.excel({"A": [["một"]]}), "xl/workbook.xml", BOMB),
    ):
        found = read_file(body)
        assert sum(map(len, found.pages)) < 1_000


def narrowed(
    monkeypatch: pytest.MonkeyPatch, places: tuple[Any, ...], name: str, value: float
) -> None:
    for place in places:
        monkeypatch.setattr(place, name, value)


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed(monkeypatch, (formats,), "MAX_UNPACKED", 4 * 1024**2)
    body = files.package({"word/document.xml": bytes(5 * 1024**2)})
    assert len(body) < 10_000
    assert read_file(body).failure == "not read: unpacked it would have 5 MB: more than 4"


def test_a_package_of_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed(monkeypatch, (formats,), "MAX_MEMBERS", 10)
    body = files.package({str(number): b"" for number in range(11)})
    assert read_file(body).failure == "not read: a package of 11 files: more than 10"


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed(monkeypatch, (reading,), "MAX_BYTES", 1024**2)
    assert read_file(b"%PDF-" + bytes(2 * 1024**2)).failure == "not read: 2 MB: more than 1"


def test_a_pdf_of_too_many_pages() -> None:
    found = read_file(files.pdf(*["trang"] * 5_000))
    assert len(found.pages) == limits.MAX_PAGES
    assert found.failure == "only the first 2,000 of 5,000 pages were read"


def test_a_pdf_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed(monkeypatch, (reading,), "MAX_SECONDS", -1)
    assert read_file(files.pdf("một", "hai")).failure == "only the first 0 of 2 pages were read"


def test_text_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed(monkeypatch, (texts, pdf), "MAX_CHARACTERS", 5)
    found = read_file(files.word("một hai ba"))
    assert found.pages == ["một h"]
    assert found.failure == "only the first 5 characters were read"
    assert read_file(files.pdf("một hai ba", "bốn")).failure == (
        "only the first 1 of 2 pages were read"
    )


def test_a_sheet_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed(monkeypatch, (sheets,), "MAX_CELLS", 4)
    found = read_file(files.excel({"A": [["một", "hai"]] * 100}))
    assert found.pages == ["A\nmột\thai\nmột\thai"]
    assert found.failure == "only the first 4 cells were read"


def test_a_truncated_pdf_gives_what_it_has() -> None:
    body = files.pdf("một", "hai")
    assert read_file(body[: body.rindex(b"xref")]).pages == ["một", "hai"]


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (pdf, recognising):
        monkeypatch.setattr(place, "is_installed", lambda: False)


@pytest.mark.usefixtures("no_tesseract")
def test_scans_where_nothing_can_recognise_them() -> None:
    found = read_file(files.scan(100, 100, bytes(10_000), "Signed by UBND"))
    assert found.pages == ["Signed by UBND"]
    assert found.failure == f"1 page without a text layer: {recognising.NOT_INSTALLED}"
    assert read_file(b"\x89PNG\r\n\x1a\n").failure == (
        f"not read: a picture: {recognising.NOT_INSTALLED}"
    )
