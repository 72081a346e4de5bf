"""What a page says in place of what is withheld: that it is, since when, and why (RFC 7725)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.articles import find_article_id
from archive.catalogue.tables import (
    ArticleAliasRow,
    ArticleVersionRow,
    DocumentRedirectRow,
    LegislationRow,
    LegislationVersionRow,
    SnapshotRow,
    WithheldRow,
)
from archive.catalogue.withheld_captures import withheld_capture_of
from archive.catalogue.withholding import Kind, in_force
from search_ui import services

#: Parts of addresses that name what may be withheld.
PLACES: dict[str, Kind] = {
    "article_id": "article",
    "legislation_id": "legislation",
    "key": "document",
    "snapshot_id": "snapshot",
}


def withholding_of(named: Mapping[str, Any] | None) -> WithheldRow | None:
    """Why what an address names is not there, by the parts of the address.

    A NUL character is in no name of ours, and PostgreSQL refuses it.
    """
    for place, kind in PLACES.items():
        if named and place in named and "\x00" not in str(named[place]):
            with services.whole_catalogue().session() as session:
                found = _of(session, kind, str(named[place]))
                return found or _of_captures(session, kind, named, str(named[place]))
    return None


def _of(session: Session, kind: Kind, item_id: str) -> WithheldRow | None:
    ids: list[tuple[Kind, str]]
    match kind:
        case "article":
            alias = session.get(ArticleAliasRow, item_id)
            ids = [("article", item_id)]
            if alias is not None:
                ids.append(("article", alias.article_id))
        case "legislation":
            entry = session.get(LegislationRow, item_id)
            ids = [("legislation", item_id)]
            if entry is not None and entry.document_key is not None:
                ids.append(("document", entry.document_key))
        case "document":
            redirect = session.get(DocumentRedirectRow, item_id)
            ids = [("document", redirect.key if redirect else item_id)]
        case "snapshot":
            return _of_snapshot(session, int(item_id))
    found = (in_force(session, of, name) for of, name in ids)
    return next(filter(None, found), None)


def _of_captures(
    session: Session, kind: Kind, named: Mapping[str, Any], item_id: str
) -> WithheldRow | None:
    """Why what a withheld capture shows is not there: an item, or a version that it had."""
    number = named.get("number", 1)
    if kind == "article":
        current = find_article_id(session, item_id) or item_id
        if session.get(ArticleVersionRow, (current, number)) is not None:
            return withheld_capture_of(session, "NewsArticle", current)
    if kind == "legislation" and session.get(LegislationVersionRow, (item_id, number)) is not None:
        return withheld_capture_of(session, "Legislation", item_id)
    return None


def _of_snapshot(session: Session, number: int) -> WithheldRow | None:
    row = session.get(SnapshotRow, number)
    if row is None:
        return None
    same = select(SnapshotRow.id).where(SnapshotRow.payload_digest == row.payload_digest)
    for other in session.scalars(same):
        if found := in_force(session, "snapshot", str(other)):
            return found
    if row.article_id:
        return in_force(session, "article", row.article_id) or withheld_capture_of(
            session, "NewsArticle", row.article_id
        )
    if row.legislation_id:
        return _of(session, "legislation", row.legislation_id) or withheld_capture_of(
            session, "Legislation", row.legislation_id
        )
    return None
