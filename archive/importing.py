"""Articles taken in: JSON Lines, as `archive.exporting` writes them or as anyone else does."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, timezone
from typing import Any

from archive.clock import moment
from archive.items import Article, Attachment
from archive.urls import article_id, canonicalize

#: Vietnam's, all year round.
_TIME_ZONE = timezone(timedelta(hours=7))

#: `references` is no mistake in a line, but they are found anew.
_KNOWN_FIELDS = frozenset({"type", *(field.name for field in fields(Article))})


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

    `headline` and one of `url`, `id` are required. An id given is kept, otherwise it follows from the
    URL. `body` is a list of paragraphs, or a string with one on each line.
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
        msg = f"not a JSON object but {_kind(values)}"
        raise ValueError(msg)
    return values


def _article(values: dict[str, Any]) -> Article:
    kind = values.get("type", "NewsArticle")
    if kind != "NewsArticle":
        msg = f"type: {kind!r} is not imported, only NewsArticle is"
        raise ValueError(msg)
    read: dict[str, Any] = {
        name: reader(name, values[name])
        for name, reader in _READERS.items()
        if values.get(name) is not None
    }
    if not read.get("headline"):
        msg = "headline is missing"
        raise ValueError(msg)
    if not read.get("url") and not read.get("id"):
        msg = "url and id are both missing"
        raise ValueError(msg)
    url = read.pop("url", "")
    return Article(**{"id": article_id(url) if url else "", **read, "url": url})


def _string(name: str, value: Any) -> str:
    if not isinstance(value, str):
        msg = f"{name}: not a string but {_kind(value)}"
        raise ValueError(msg)
    return value


def _headline(name: str, value: Any) -> str:
    return _string(name, value).strip()


def _id(name: str, value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    text = _string(name, text).strip()
    if not text.isprintable():
        msg = f"{name}: {text!r} holds characters that cannot be shown"
        raise ValueError(msg)
    return text


def _url(name: str, value: Any) -> str:
    text = _string(name, value).strip()
    return canonicalize(text) if text else ""


def _body(name: str, value: Any) -> list[str]:
    if isinstance(value, str):
        return [paragraph for line in value.splitlines() if (paragraph := line.strip())]
    if not isinstance(value, list):
        msg = f"{name}: neither a string nor a list of paragraphs but {_kind(value)}"
        raise ValueError(msg)
    return [_string(f"{name}[{index}]", item) for index, item in enumerate(value)]


def _views(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        msg = f"{name}: {value!r} is no count"
        raise ValueError(msg)
    return value


def _published(name: str, value: Any) -> str:
    """A day alone, or a time in Vietnam's time zone."""
    text = _string(name, value).strip()
    at = _datetime(name, text)
    if len(text) == len("2023-05-01"):
        return at.date().isoformat()
    if at.tzinfo is None:
        at = at.replace(tzinfo=_TIME_ZONE)
    return at.astimezone(_TIME_ZONE).isoformat(timespec="seconds")


def _moment(name: str, value: Any) -> str:
    text = _string(name, value).strip()
    at = _datetime(name, text)
    if at.tzinfo is None:
        msg = f"{name}: {text!r} does not say its time zone"
        raise ValueError(msg)
    return moment(at)


def _datetime(name: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"{name}: {text!r} is no ISO 8601 day or time"
        raise ValueError(msg) from error


def _attachments(name: str, value: Any) -> list[Attachment]:
    if not isinstance(value, list):
        msg = f"{name}: not a list but {_kind(value)}"
        raise ValueError(msg)
    return [_attachment(f"{name}[{index}]", item) for index, item in enumerate(value)]


def _attachment(name: str, value: Any) -> Attachment:
    if not isinstance(value, dict) or not value.get("url"):
        msg = f"{name}: not an object with a url"
        raise ValueError(msg)
    url = _string(f"{name}.url", value["url"])
    return Attachment(url, _string(f"{name}.name", value.get("name") or ""))


def _provenance(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        msg = f"{name}: not an object but {_kind(value)}"
        raise ValueError(msg)
    return {key: _string(f"{name}.{key}", item) for key, item in value.items()}


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "id": _id,
    "url": _url,
    "headline": _headline,
    "body": _body,
    "views": _views,
    "attachments": _attachments,
    "provenance": _provenance,
    **dict.fromkeys(("date_published", "date_modified"), _published),
    **dict.fromkeys(("first_seen", "last_seen", "gone_since"), _moment),
    **dict.fromkeys(
        ("portal", "province", "department", "section", "lead", "author", "source", "language"),
        _string,
    ),
}
