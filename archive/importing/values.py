"""The values of an imported item, each read and checked: a ValueError names field and value."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from archive.clock import moment
from archive.items import Attachment
from archive.urls import canonicalize
from vietnamese.dates import VIETNAM

#: Segments of a path that no address can have: browsers and servers take them away.
_LOST_IN_ADDRESSES = frozenset({"", ".", ".."})


def _string(name: str, value: Any) -> str:
    if not isinstance(value, str):
        msg = f"{name}: not a string but {kind_of(value)}"
        raise ValueError(msg)
    return value


def _id(name: str, value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    text = _string(name, text).strip()
    if not text.isprintable():
        msg = f"{name}: {text!r} holds characters that cannot be shown"
        raise ValueError(msg)
    if text and ("\\" in text or not _LOST_IN_ADDRESSES.isdisjoint(text.split("/"))):
        msg = f"{name}: {text!r} cannot be part of an address"
        raise ValueError(msg)
    return text


def _one_line(name: str, value: Any) -> str:
    return " ".join(_string(name, value).split())


def _url(name: str, value: Any) -> str:
    text = _string(name, value).strip()
    return canonicalize(text) if text else ""


def _body(name: str, value: Any) -> list[str]:
    if isinstance(value, str):
        return [paragraph for line in value.splitlines() if (paragraph := line.strip())]
    if not isinstance(value, list):
        msg = f"{name}: neither a string nor a list of paragraphs but {kind_of(value)}"
        raise ValueError(msg)
    return [_string(f"{name}[{index}]", item) for index, item in enumerate(value)]


def _views(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 63:
        msg = f"{name}: {value!r} is no count"
        raise ValueError(msg)
    return value


def _published(name: str, value: Any) -> str:
    """A day alone, or a time in Vietnam's time zone."""
    text = _string(name, value).strip()
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat()
    at = _datetime(name, text)
    if at.utcoffset() == VIETNAM.utcoffset(None):
        return text
    if at.tzinfo is None:
        at = at.replace(tzinfo=VIETNAM)
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _day(name: str, value: Any) -> str:
    text = _string(name, value).strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        msg = f"{name}: {text!r} is no ISO 8601 day"
        raise ValueError(msg) from error


def _moment(name: str, value: Any) -> str:
    text = _string(name, value).strip()
    at = _datetime(name, text)
    if at.tzinfo is None:
        msg = f"{name}: {text!r} does not say its time zone"
        raise ValueError(msg)
    return moment(at)


def _datetime(name: str, text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            at.astimezone(UTC)  # which overflows at the ends of time
    except (ValueError, OverflowError) as error:
        msg = f"{name}: {text!r} is no ISO 8601 day or time"
        raise ValueError(msg) from error
    return at


def _attachments(name: str, value: Any) -> list[Attachment]:
    if not isinstance(value, list):
        msg = f"{name}: not a list but {kind_of(value)}"
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
        msg = f"{name}: not an object but {kind_of(value)}"
        raise ValueError(msg)
    return {key: _string(f"{name}.{key}", item) for key, item in value.items()}


def kind_of(value: Any) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")


#: What reads a value, given the field's name and what the line has for it.
Reader = Callable[[str, Any], Any]

#: For each field of any item its reader.
_ITEM_READERS: dict[str, Reader] = {
    "id": _id,
    "url": _url,
    "portal": _string,
    "province": _string,
    "attachments": _attachments,
    "provenance": _provenance,
    **dict.fromkeys(("first_seen", "last_seen", "gone_since"), _moment),
}

#: For each field of an article its reader.
ARTICLE_READERS: dict[str, Reader] = {
    **_ITEM_READERS,
    "headline": _one_line,
    "body": _body,
    "views": _views,
    **dict.fromkeys(("date_published", "date_modified"), _published),
    **dict.fromkeys(
        (
            "department",
            "section",
            "lead",
            "author",
            "source",
            "language",
        ),
        _string,
    ),
}

#: For each field of a register's entry its reader.
LEGISLATION_READERS: dict[str, Reader] = {
    **_ITEM_READERS,
    **dict.fromkeys(("issued_on", "effective_on"), _day),
    **dict.fromkeys(
        ("identifier", "document_type", "issuer", "signer", "status", "title"), _one_line
    ),
}
