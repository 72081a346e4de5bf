"""Files of every kind, made for the tests: good ones, and such as are made to do harm."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import docx
import openpyxl
import pypdfium2  # type: ignore[import-untyped]  # it comes without type information


def pdf(*pages: str) -> bytes:
    """A PDF whose pages have these lines as their text layer."""
    characters = sorted({character for page in pages for character in page} - {"\n"})
    codes = {character: number for number, character in enumerate(characters, 1)}
    mapping = "\n".join(
        f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}\nendbfchar endcmap end end"
    )
    contents = []
    for page in pages:
        lines = "\n".join(
            "<" + "".join(f"{codes[character]:04x}" for character in line) + "> Tj T*"
            for line in page.split("\n")
        )
        contents.append(f"BT /F 10 Tf 14 TL 40 800 Td {lines} ET".encode())
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H /ToUnicode 4 0 R "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /T /DW 600 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /T /Flags 4 /ItalicAngle 0 "
        b"/FontBBox [0 0 600 800] /Ascent 800 /Descent 0 /CapHeight 800 /StemV 80 >> >>] >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))),
        font,
        _stream(b"", cmap.encode()),
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(_stream(b"", content))
    return _document(objects)


def scan(width: int, height: int, grey: bytes, stamp: str = "") -> bytes:
    """A PDF of one page that a grey picture covers; `stamp` (ASCII) is text laid over it."""
    shown = f"q 595 0 0 842 0 0 cm /I Do Q BT /F 8 Tf 40 20 Td ({stamp}) Tj ET".encode()
    return _document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
            b"<< /XObject << /I 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1 "
            b"/BaseFont /Helvetica >> >> >> >>",
            _stream(b"", shown),
            _stream(
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
                b"/BitsPerComponent 8 " % (width, height),
                grey,
            ),
        ]
    )


def picture(text: str) -> tuple[int, int, bytes]:
    """A scanned page that shows some words in ASCII: width, height, and its grey dots."""
    page = scan(1, 1, b"\xff")  # white, with big letters on it
    drawn = page.replace(
        b"BT /F 8 Tf 40 20 Td () Tj ET", f"BT /F 24 Tf 40 700 Td ({text}) Tj ET".encode()
    )
    with pypdfium2.PdfDocument(drawn) as document:
        bitmap = document[0].render(scale=2, grayscale=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = bytes(bitmap.buffer)
        bitmap.close()
    dots = b"".join(rows[row * stride : row * stride + width] for row in range(height))
    return width, height, dots


def _stream(fields: bytes, content: bytes) -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (fields, len(content), content)


def _document(objects: Sequence[bytes]) -> bytes:
    """The file of a PDF's objects, numbered from 1; a reader finds them without their table."""
    written = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, len(written))
    )


def encrypted_pdf() -> bytes:
    """A PDF that opens with a password that nobody knows."""
    hexes = b"<" + b"11" * 32 + b">"
    return pdf("mật").replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] "
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >>" % (hexes, hexes),
    )


def word(*paragraphs: str, head: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
    """A DOCX, with a table of these rows above its paragraphs and a line in its header."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if head:
        table = document.add_table(len(head), len(head[0]))
        for row, cells in enumerate(head):
            for column, text in enumerate(cells):
                first, *others = text.split("\n")
                table.cell(row, column).text = first
                for line in others:
                    table.cell(row, column).add_paragraph(line)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def excel(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """An XLSX of these sheets."""
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    book.close()
    return file.getvalue()


def package(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_part(body: bytes, name: str, change: bytes) -> bytes:
    """A package with one part of it replaced."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        files = {part: archive.read(part) for part in archive.namelist()}
    return package({**files, name: change})


def part_of(body: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(name)


def legacy_word(unicode: str, single_bytes: str = "", *, flags: int = 0x0200) -> bytes:
    """A DOC with a piece of text in UTF-16 and one in Windows-1252, as [MS-DOC] lays them out."""
    main = bytearray(0x800)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<i", main, 0x4C, len(unicode) + len(single_bytes))
    pieces = [(len(main), unicode.encode("utf-16-le"))]
    pieces.append((len(main) + len(pieces[0][1]), single_bytes.encode("cp1252")))
    places = (pieces[0][0], pieces[1][0] * 2 | 0x4000_0000)
    ends = (0, len(unicode), len(unicode) + len(single_bytes))
    table = struct.pack("<3I", *ends) + b"".join(struct.pack("<HIH", 0, p, 0) for p in places)
    clx = b"\x01\x02\x00\xaa\xbb" + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<II", main, 0x1A2, 16, len(clx))
    text = b"".join(content for _, content in pieces)
    return ole({"WordDocument": bytes(main) + text, "1Table": bytes(16) + clx})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB], version 3) of these streams, each filled up to 4 KiB and more."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = [("Root Entry", 5, 0xFFFF_FFFE, 0)]
    for name, content in streams.items():
        filled = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        start = len(sectors)
        sectors += [filled[at : at + 512] for at in range(0, len(filled), 512)]
        chain += [*range(start + 1, len(sectors)), 0xFFFF_FFFE]
        entries.append((name, 2, start, len(filled)))
    directory = len(sectors)
    written = b""
    for number, (name, kind, start, size) in enumerate(entries):
        label = name.encode("utf-16-le") + b"\0\0"
        following = number + 1 if 0 < number < len(entries) - 1 else 0xFFFF_FFFF
        child = 1 if number == 0 and len(entries) > 1 else 0xFFFF_FFFF
        written += label.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xI16xIQ", len(label), kind, 1, 0xFFFF_FFFF, following, child, 0, start, size
        )
    written = written.ljust(-(-len(written) // 512) * 512, b"\0")
    sectors += [written[at : at + 512] for at in range(0, len(written), 512)]
    chain += [*range(directory + 1, len(sectors)), 0xFFFF_FFFE]
    fat = len(sectors)
    chain.append(0xFFFF_FFFD)
    assert len(chain) <= 128
    sectors.append(struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff"))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, directory, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0)
    header += struct.pack("<I", fat) + b"\xff" * 4 * 108
    return header + b"".join(sectors)
