"""The text of DOCX files: body, tables, headers and footers, as one page."""

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crawler.attachments.limits import NotReadError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

#: Content types of a document with macros, and of templates (ECMA-376, part 1, annex A): documents
#: all the same. Macros are not looked at.
_ALSO_DOCUMENTS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
#: Tables within tables: none of these stands deeper.
_DEEPEST = 8


def read_docx(body: bytes) -> Iterator[str]:
    """The text of a DOCX, as one page (where pages end is for its printer to say).

    Raises:
        NotReadError: it is broken.
    """
    document = _open(body)
    lines: list[str] = []
    seen: set[str] = set()
    for section in document.sections:
        for part in (section.header, section.footer):
            lines += _new(_lines_of(part.iter_inner_content(), 0), seen)
    yield "\n".join([*lines, *_lines_of(document.iter_inner_content(), 0)])


def _open(body: bytes) -> "Document":
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for content_type in _ALSO_DOCUMENTS:
        PartFactory.part_type_for[content_type] = DocumentPart
    try:
        package = Package.open(io.BytesIO(body))
        part = package.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    except Exception as error:  # whatever a broken package makes of it
        raise NotReadError(f"a broken DOCX ({type(error).__name__}: {error})") from error
    if not isinstance(part, DocumentPart):
        raise NotReadError(f"not a Word document but {part.content_type}")
    document: Document = part.document
    return document


def _lines_of(content: "Iterable[Paragraph | Table]", depth: int) -> Iterator[str]:
    from docx.table import Table

    for block in content:
        if isinstance(block, Table):
            if depth < _DEEPEST:
                yield from _rows_of(block, depth)
        else:
            yield block.text


def _rows_of(table: "Table", depth: int) -> Iterator[str]:
    """A table's rows: cells that have a line each beside one another, longer ones one by one.

    The head of a directive is a table of two cells, each with lines of its own.
    """
    for row in table.rows:
        cells = [_lines_of_cell(cell, depth) for cell in _different(row.cells)]
        if all(len(lines) <= 1 for lines in cells):
            yield "\t".join(line for lines in cells for line in lines)
        else:
            for lines in cells:
                yield from lines


def _lines_of_cell(cell: "_Cell", depth: int) -> list[str]:
    return [line for line in _lines_of(cell.iter_inner_content(), depth + 1) if line.strip()]


def _different(cells: "Iterable[_Cell]") -> "Iterator[_Cell]":
    """The cells of a row; one that spans several columns is given once for each."""
    before = None
    for cell in cells:
        if cell._tc is not before:
            yield cell
        before = cell._tc


def _new(lines: Iterable[str], seen: set[str]) -> Iterator[str]:
    """The lines that stand in no header before: each section repeats those of the one before."""
    for line in lines:
        if line.strip() and line not in seen:
            seen.add(line)
            yield line
