"""What resolving leaves in a catalogue, to be held against what it leaves in another."""

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRedirectRow, DocumentRow, LegislationRow, MentionRow


def what_stands(catalogue: Catalogue) -> dict[str, list[tuple[Any, ...]]]:
    """The documents with all that is known of them, and which items say and keys lead to which."""
    with catalogue.session() as session:
        return {
            "mentions": _rows(session, MentionRow, "article_id", "start", "document_key"),
            "entries": _rows(session, LegislationRow, "id", "document_key"),
            "documents": _rows(session, DocumentRow, *inspect(DocumentRow).columns.keys()),
            "redirects": _rows(session, DocumentRedirectRow, "old_key", "key"),
        }


def _rows(session: Session, table: type[Any], *names: str) -> list[tuple[Any, ...]]:
    found = session.execute(select(*(getattr(table, name) for name in names)))
    return sorted((tuple(row) for row in found), key=str)
