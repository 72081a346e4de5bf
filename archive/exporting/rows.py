"""Many items as text: JSON Lines, which loses nothing, and CSV, for spreadsheets."""

import csv
import json
from collections.abc import Iterable
from typing import TextIO

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

#: A spreadsheet takes a cell that begins so for a formula, and what portals publish is not to be
#: computed (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json_line(item: Article | Legislation) -> str:
    """The item as a line of JSON Lines, without the newline: what `archive.importing` reads."""
    return json.dumps(item.to_json(), ensure_ascii=False)


def write_csv(articles: Iterable[Article], file: TextIO) -> None:
    """Write articles as CSV (RFC 4180), `CSV_COLUMNS` first; open `file` with `newline=""`.

    The body's paragraphs are lines of one cell; attachments are addresses, documents the
    identifiers mentioned (a law by name as it is written), one a line. A text that a spreadsheet
    would compute is preceded by an apostrophe.
    """
    writer = csv.writer(file)
    writer.writerow(CSV_COLUMNS)
    for article in articles:
        writer.writerow([_cell(article, column) for column in CSV_COLUMNS])


def _cell(article: Article, column: str) -> str:
    if column == "body":
        return spreadsheet_text(article.text)
    if column == "attachments":
        return spreadsheet_text("\n".join(attachment.url for attachment in article.attachments))
    if column == "documents":
        references = (mention.reference for mention in article.references)
        return spreadsheet_text(
            "\n".join(dict.fromkeys(r.identifier or r.text for r in references))
        )
    value = getattr(article, column)
    return "" if value is None else spreadsheet_text(str(value))


def spreadsheet_text(text: str) -> str:
    """`text` as a cell of CSV that no spreadsheet computes."""
    return f"'{text}" if text.startswith(_FORMULA) else text
