"""Items taken in: JSON Lines, as `archive.exporting` writes them or as anyone else does."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from archive.importing.values import ARTICLE_READERS, LEGISLATION_READERS, Reader, kind_of
from archive.items import Article, Legislation
from archive.urls import article_id
from vietnamese.dates import VIETNAM

#: `references` is no mistake in a line, but they are found anew.
_ARTICLE_FIELDS = frozenset({"type", *(field.name for field in fields(Article))})
_LEGISLATION_FIELDS = frozenset({"type", *(field.name for field in fields(Legislation))})

#: The provenance of a date that was left out for not being there yet.
_IN_THE_FUTURE = "import:in-the-future"


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One line that was read: its number from 1, and the item or the reason why it gave none.

    `unknown_fields` are names that an item of its type has no place for; their values are left out.
    """

    number: int
    item: Article | Legislation | None
    problem: str | None = None
    unknown_fields: tuple[str, ...] = ()


def read_items(lines: Iterable[str | bytes]) -> Iterator[ImportedLine]:
    """Read articles and register entries from JSON Lines, one result for each line not blank.

    One of `url`, `id` is required; an id given is kept, otherwise it follows from the URL. Of an
    article (`type` NewsArticle, or none) `headline` is required; `body` is a list of paragraphs, or
    a string with one on each line. Of a register's entry (`type` Legislation) `identifier` or
    `title` is. A `date_published` or `issued_on` still to come in Vietnam is not taken over; the
    item's provenance says so.
    """
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode() if isinstance(line, bytes) else line
            text = text.removeprefix("\ufeff").strip()
            if not text:
                continue
            values = _object(text)
            yield _read(number, values)
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
        msg = "not an item: nested too deeply"
        raise ValueError(msg) from error
    if not isinstance(values, dict):
        msg = f"not a JSON object but {kind_of(values)}"
        raise ValueError(msg)
    return values


def _read(number: int, values: dict[str, Any]) -> ImportedLine:
    match values.get("type", "NewsArticle"):
        case "NewsArticle":
            unknown = values.keys() - _ARTICLE_FIELDS
            return ImportedLine(number, _article(values), None, tuple(sorted(unknown)))
        case "Legislation":
            unknown = values.keys() - _LEGISLATION_FIELDS
            return ImportedLine(number, _legislation(values), None, tuple(sorted(unknown)))
        case other:
            msg = f"type: {other!r} is not imported, only NewsArticle and Legislation are"
            raise ValueError(msg)


def _article(values: dict[str, Any]) -> Article:
    read = _values(values, ARTICLE_READERS)
    if not read.get("headline"):
        msg = "headline is missing"
        raise ValueError(msg)
    return Article(**_identified(_without_future(read, "date_published")))


def _legislation(values: dict[str, Any]) -> Legislation:
    read = {name: value for name, value in _values(values, LEGISLATION_READERS).items() if value}
    if not read.get("identifier") and not read.get("title"):
        msg = "identifier and title are both missing"
        raise ValueError(msg)
    return Legislation(**_identified(_without_future(read, "issued_on")))


def _values(values: dict[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
    return {
        name: reader(name, values[name])
        for name, reader in readers.items()
        if values.get(name) is not None
    }


def _without_future(read: dict[str, Any], name: str) -> dict[str, Any]:
    if read.get(name, "")[:10] <= datetime.now(VIETNAM).date().isoformat():
        return read
    return {**read, name: None, "provenance": {**read.get("provenance", {}), name: _IN_THE_FUTURE}}


def _identified(read: dict[str, Any]) -> dict[str, Any]:
    """The values with the item's id, which follows from its URL unless it is given."""
    if not read.get("url") and not read.get("id"):
        msg = "url and id are both missing"
        raise ValueError(msg)
    url = read.get("url", "")
    return {"id": article_id(url) if url else "", **read, "url": url}
