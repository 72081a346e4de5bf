"""Atom feeds (RFC 4287), written: data in, bytes out; it knows nothing of articles or of Flask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from lxml import etree

from vietnamese.dates import VIETNAM

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Link:
    """An absolute address and what it is to a feed or an entry (`alternate`, `self`, `related`)."""

    href: str
    rel: str = "alternate"
    type: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is filed under: a term for programs, and a label for people."""

    term: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened or was published.

    Attributes:
        id: an IRI that never changes and that no other thing has (`tag_uri`).
        updated: when what is told of it last changed: a moment with its time zone.
        published: when it was published: a moment, or a day (read as its beginning in Vietnam).
        authors: names; without any, those of the feed.
        summary: plain text.
        content: HTML of our own, for a reader's page: everything from elsewhere in it is escaped.
    """

    id: str
    title: str
    updated: str
    links: Sequence[Link]
    published: str | None = None
    authors: Sequence[str] = ()
    categories: Sequence[Category] = ()
    summary: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries in the order in which they are written, and what they are about.

    `links` has at least the one with `rel="self"`. `updated` as of an `Entry`; for a feed with
    entries use `last_updated`. `author` stands for entries that name none.
    """

    id: str
    title: str
    updated: str
    author: str
    links: Sequence[Link]
    entries: Sequence[Entry] = ()
    subtitle: str | None = None
    icon: str | None = None
    language: str = "vi"
    categories: Sequence[Category] = field(default=())


def last_updated(entries: Sequence[Entry], otherwise: str) -> str:
    """The last moment at which one of the entries changed; `otherwise` if there is none."""
    return max((entry.updated for entry in entries), key=moment_of, default=otherwise)


def tag_uri(host: str, path: str) -> str:
    """A name for what `path` tells of, which stays when addresses change (RFC 4151).

    `host` is that of the archive, without a port; `path` holds characters of URLs only.
    """
    return f"tag:{host},2026:{path.lstrip('/')}"


def moment_of(text: str) -> datetime:
    """The point in time of a moment, or of a day's beginning in Vietnam.

    Raises:
        ValueError: `text` is neither in ISO 8601.
    """
    if len(text) == len("2023-05-01"):
        return datetime.combine(date.fromisoformat(text), time(), VIETNAM)
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def write(feed: Feed) -> bytes:
    """The feed as XML in UTF-8.

    Characters that XML cannot hold are left out.

    Raises:
        ValueError: a moment is none.
    """
    root = etree.XML(f'<feed xmlns="{NAMESPACE}"/>')
    root.set(_LANGUAGE, feed.language)
    _texts(root, id=feed.id, title=feed.title, subtitle=feed.subtitle)
    _texts(root, updated=_rfc3339(feed.updated))
    _person(root, feed.author)
    _texts(root, icon=feed.icon)
    _links(root, feed.links)
    _categories(root, feed.categories)
    for entry in feed.entries:
        _entry(root, entry)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written + b"\n"


def _entry(root: etree._Element, entry: Entry) -> None:
    node = _child(root, "entry")
    _texts(node, id=entry.id, title=entry.title, updated=_rfc3339(entry.updated))
    if entry.published:
        _texts(node, published=_rfc3339(entry.published))
    for name in entry.authors:
        _person(node, name)
    _links(node, entry.links)
    _categories(node, entry.categories)
    _texts(node, summary=entry.summary)
    if entry.content is not None:
        _child(node, "content", entry.content).set("type", "html")


def _texts(node: etree._Element, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None:
            _child(node, name, text)


def _person(node: etree._Element, name: str) -> None:
    _texts(_child(node, "author"), name=name)


def _links(node: etree._Element, links: Sequence[Link]) -> None:
    for link in links:
        _attributes(
            _child(node, "link"), rel=link.rel, type=link.type, href=link.href, title=link.title
        )


def _categories(node: etree._Element, categories: Sequence[Category]) -> None:
    for category in categories:
        _attributes(_child(node, "category"), term=category.term, label=category.label)


def _child(node: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(node, f"{{{NAMESPACE}}}{name}")
    child.text = _clean(text)
    return child


def _attributes(node: etree._Element, **values: str | None) -> None:
    for name, value in values.items():
        if value is not None:
            node.set(name, _clean(value))


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


def _rfc3339(text: str) -> str:
    at = moment_of(text)
    if at.utcoffset() == UTC.utcoffset(None):
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat(timespec="seconds")
