"""Articles taken in: JSON Lines, as `archive.exporting` writes them or as anyone else does."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from archive.importing.values import READERS, kind_of
from archive.items import Article
from archive.urls import article_id
from vietnamese.dates import VIETNAM

#: `references` is no mistake in a line, but they are found anew.
_KNOWN_FIELDS = frozenset({"type", *(field.name for field in fields(Article))})

#: The provenance of a date that was left out for not being there yet.
_IN_THE_FUTURE = "import:in-the-future"


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One line that was read: its number from 1, and the article or the reason why it gave none.

    `unknown_fields` are names that an article has no place for; their values are left out.
    """

    number: int
    article: Article | None
    problem: str | None = None
    unknown_fields: tuple[str, ...] = ()


def read_articles(lines: Iterable[str | bytes]) -> Iterator[ImportedLine]:
    """Read articles from JSON Lines, one result for each line that is not blank.

    `headline` and one of `url`, `id` are required. An id given is kept, otherwise it follows from
    the URL. `body` is a list of paragraphs, or a string with one on each line. A `date_published`
    still to come in Vietnam is not taken over; the article's provenance says so.
    """
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode() if isinstance(line, bytes) else line
            text = text.removeprefix("\ufeff").strip()
            if not text:
                continue
            values = _object(text)
            unknown = tuple(sorted(values.keys() - _KNOWN_FIELDS))
            yield ImportedLine(number, _article(values), None, unknown)
        except UnicodeDecodeError as error:
            yield ImportedLine(number, None, f"not UTF-8: {error.reason} at byte {error.start}")
        except ValueError as error:
            yield ImportedLine(number, None, str(error))


def _object(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        msg = f"not JSON: {error.msg} at column {error.colno}"
        raise ValueError(msg) from error
    except RecursionError as error:
        msg = "not an article: nested too deeply"
        raise ValueError(msg) from error
    if not isinstance(values, dict):
        msg = f"not a JSON object but {kind_of(values)}"
        raise ValueError(msg)
    return values


def _article(values: dict[str, Any]) -> Article:
    kind = values.get("type", "NewsArticle")
    if kind != "NewsArticle":
        msg = f"type: {kind!r} is not imported, only NewsArticle is"
        raise ValueError(msg)
    read: dict[str, Any] = {
        name: reader(name, values[name])
        for name, reader in READERS.items()
        if values.get(name) is not None
    }
    if not read.get("headline"):
        msg = "headline is missing"
        raise ValueError(msg)
    if not read.get("url") and not read.get("id"):
        msg = "url and id are both missing"
        raise ValueError(msg)
    if read.get("date_published", "")[:10] > datetime.now(VIETNAM).date().isoformat():
        read["date_published"] = None
        read["provenance"] = {**read.get("provenance", {}), "date_published": _IN_THE_FUTURE}
    url = read.pop("url", "")
    return Article(**{"id": article_id(url) if url else "", **read, "url": url})
