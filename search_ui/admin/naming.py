"""What somebody names who wants to withhold it: by its id or number, or the address of its page."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from flask import current_app, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from archive.catalogue.tables import ArticleRow, DocumentRow, LegislationRow, SnapshotRow
from archive.catalogue.withholding import Kind, WithholdingError, find_kind, find_of_kind
from archive.urls import article_id, canonicalize
from documents.looking_up import find_documents
from documents.requests import read_request
from search_ui.formatting import moment
from search_ui.options import options
from search_ui.withheld import PLACES

#: So many things that a name may mean are listed, the likeliest or newest first.
MOST = 20


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be withheld: what it is, and the address of its page."""

    kind: Kind
    id: str
    title: str
    address: str


def find_things(session: Session, typed: str) -> list[Thing]:
    """What was typed may mean these: an id, a number of a snapshot or document, or an address."""
    return [describe(session, kind, item_id) for kind, item_id in _find(session, typed)]


def describe(session: Session, kind: Kind, item_id: str) -> Thing:
    """What there is by this id; one that is not there any more goes by its id."""
    title: str | None = None
    match kind:
        case "article":
            article = session.get(ArticleRow, item_id)
            title = article.headline if article else None
            address = url_for("articles.article", article_id=item_id)
        case "legislation":
            entry = session.get(LegislationRow, item_id)
            named = (entry.identifier, entry.title) if entry else ()
            title = ": ".join(filter(None, named))
            address = url_for("legislation.entry", legislation_id=item_id)
        case "document":
            document = session.get(DocumentRow, item_id)
            named = (document.identifier, document.body_name or document.title) if document else ()
            title = ", ".join(filter(None, named))
            address = url_for("documents.document", key=item_id)
        case "snapshot":
            snapshot = session.get(SnapshotRow, int(item_id))
            title = f"{moment(snapshot.fetched_at)}, {snapshot.url}" if snapshot else None
            address = url_for("snapshots.snapshot", snapshot_id=item_id)
    return Thing(kind, item_id, title or item_id, address)


def _find(session: Session, typed: str) -> list[tuple[Kind, str]]:
    try:
        return [find_kind(session, typed)]
    except WithholdingError:
        pass
    if typed.startswith(("/", "http://", "https://")):
        return _by_address(session, typed)
    found = find_documents(session, read_request(typed), most=MOST).documents if typed else ()
    return [("document", document.key) for document in found]


def _by_address(session: Session, typed: str) -> list[tuple[Kind, str]]:
    """What a page of ours shows, or else what was read from a portal's page, or its captures."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return []
    if parts.netloc in ("", request.host, urlsplit(options().public_address).netloc):
        return _by_page(session, unquote(parts.path))
    try:
        url = canonicalize(typed)
    except ValueError:
        return []
    return _items_at(session, url) or _captures_of(session, url)


def _items_at(session: Session, url: str) -> list[tuple[Kind, str]]:
    """What has this address, and what was read from it."""
    captures = select(SnapshotRow).where(SnapshotRow.url == url)
    names = {
        article_id(url),
        *session.scalars(select(ArticleRow.id).where(ArticleRow.url == url)),
        *session.scalars(captures.with_only_columns(SnapshotRow.article_id).distinct()),
        *session.scalars(captures.with_only_columns(SnapshotRow.legislation_id).distinct()),
    }
    kinds: tuple[Kind, ...] = ("article", "legislation")
    found = (
        (kind, find_of_kind(session, kind, name))
        for kind in kinds
        for name in sorted(filter(None, names))
    )
    return list(dict.fromkeys((kind, item_id) for kind, item_id in found if item_id is not None))


def _captures_of(session: Session, url: str) -> list[tuple[Kind, str]]:
    """The captures of an address that nothing was read from, such as a listing's."""
    newest = select(SnapshotRow.id).where(SnapshotRow.url == url)
    newest = newest.order_by(SnapshotRow.fetched_at.desc()).limit(MOST)
    return [("snapshot", str(number)) for number in session.scalars(newest)]


def _by_page(session: Session, path: str) -> list[tuple[Kind, str]]:
    try:
        _endpoint, named = current_app.url_map.bind("localhost").match(path)
    except HTTPException:
        return []
    for place, kind in PLACES.items():
        if place in named:
            item_id = find_of_kind(session, kind, str(named[place]))
            return [(kind, item_id)] if item_id is not None else []
    return []
