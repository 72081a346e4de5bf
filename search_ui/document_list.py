"""A pasted list of documents: what each line means, as rows for a page, a file and the JSON API."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from archive.exporting import BYTE_ORDER_MARK, csv_lines
from documents.list_lookup import Status, count_articles, look_up_list
from documents.traces import DocumentSummary

#: A longer list is cut into several.
MOST_LINES = 1000

CSV_COLUMNS = (
    "input",
    "read_as",
    "status",
    "key",
    "identifier",
    "document_type",
    "issuer",
    "issued_on",
    "year",
    "title",
    "articles",
    "candidates",
    "more",
    "near",
    "also",
)


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A line, the document that it means or those that it may, and what comes near.

    `articles` is how many mention the document; null where it is not one document. `more` is how
    many others it may mean than the `candidates`; `near` is null where they were not looked for.
    `also` are the other documents that the line speaks of, which are not looked up.
    """

    input: str
    read_as: str | None
    status: Status
    document: DocumentSummary | None
    articles: int | None
    candidates: tuple[DocumentSummary, ...]
    more: int
    near: tuple[DocumentSummary, ...] | None
    also: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """A result of `/api/v1/documents/lookup`."""
        row = asdict(self)
        return {**row, "key": self.document.key if self.document else None}


def lines_of(text: str) -> list[str]:
    """The lines that hold something, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def list_documents(session: Session, lines: Sequence[str]) -> list[ListedDocument]:
    """Look up each line; the rows come in the order of the lines."""
    looked_up = look_up_list(session, lines)
    counts = count_articles(
        session, (found.candidates[0].key for found in looked_up if found.status == "found")
    )
    rows = []
    for found in looked_up:
        one = found.candidates[0] if found.status == "found" else None
        rows.append(
            ListedDocument(
                input=found.input,
                read_as=found.read_as,
                status=found.status,
                document=one,
                articles=counts.get(one.key, 0) if one else None,
                candidates=() if one else found.candidates,
                more=found.more,
                near=found.near,
                also=found.request.also,
            )
        )
    return rows


def to_csv(rows: Sequence[ListedDocument]) -> str:
    """The rows as CSV (RFC 4180), `CSV_COLUMNS` first; several keys stand one a line in a cell.

    It begins with a byte order mark: without one Excel does not take it for UTF-8.
    """
    return BYTE_ORDER_MARK + "".join(csv_lines(CSV_COLUMNS, map(_cells, rows)))


def _cells(row: ListedDocument) -> dict[str, Any]:
    document = asdict(row.document) if row.document else {}
    values = {
        **document,
        "input": row.input,
        "read_as": row.read_as,
        "status": row.status,
        "issuer": document.get("body_name"),
        "articles": row.articles,
        "candidates": [candidate.key for candidate in row.candidates],
        "more": row.more or None,
        "near": [near.key for near in row.near or ()],
        "also": row.also,
    }
    return {name: values.get(name) for name in CSV_COLUMNS}
