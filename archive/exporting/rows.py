"""Many items as text: JSON Lines, which loses nothing, and CSV, for spreadsheets."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from archive.exporting.tables import csv_lines
from archive.items import Article, Legislation

CSV_COLUMNS: tuple[str, ...] = (
    "id",
    "url",
    "portal",
    "province",
    "department",
    "section",
    "headline",
    "lead",
    "body",
    "author",
    "source",
    "date_published",
    "date_modified",
    "first_seen",
    "last_seen",
    "gone_since",
    "views",
    "attachments",
    "documents",
)


def to_json_line(item: Article | Legislation) -> str:
    """The item as a line of JSON Lines, without the newline: what `archive.importing` reads."""
    return json.dumps(item.to_json(), ensure_ascii=False)


def write_csv(articles: Iterable[Article], file: TextIO) -> None:
    """Write articles as CSV (RFC 4180), `CSV_COLUMNS` first; open `file` with `newline=""`.

    The body's paragraphs are lines of one cell; attachments are addresses, documents the
    identifiers mentioned (a law by name as it is written), one a line. A text that a spreadsheet
    would compute is preceded by an apostrophe.
    """
    rows = ({column: _value(article, column) for column in CSV_COLUMNS} for article in articles)
    file.writelines(csv_lines(CSV_COLUMNS, rows))


def _value(article: Article, column: str) -> Any:
    if column == "body":
        return article.text
    if column == "attachments":
        return [attachment.url for attachment in article.attachments]
    if column == "documents":
        references = (mention.reference for mention in article.references)
        return list(dict.fromkeys(r.identifier or r.text for r in references))
    return getattr(article, column)
