"""What cannot be told apart: mentions that may mean a document, documents that another may be."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow, MentionRow
from documents.chunks import chunks
from documents.keys import DocumentKey, parse_key, slug
from documents.laws import find_law, laws_named
from documents.reading import known_documents, waiting_clues

#: Mentions that may mean a document shown with it.
UNRESOLVED_SHOWN = 100


def unresolved_mentions(session: Session, document: DocumentRow) -> list[int]:
    """The ids of mentions that may mean this document, and may mean another as well."""
    key = parse_key(document.key)
    if not key.complete:
        return []
    found = [
        clue.mention_id
        for clue in waiting_clues(session, [key.look_up])
        if clue.mention_id is not None
        and clue.stands == str(clue.key)
        and clue.may_mean(key, document.province)
    ]
    if named := _named_alike(key):
        found += session.scalars(
            select(MentionRow.id).where(MentionRow.document_key == named).limit(UNRESOLVED_SHOWN)
        )
    return found[:UNRESOLVED_SHOWN]


def possible_documents(session: Session, document: DocumentRow) -> list[DocumentRow]:
    """The documents that this one may be, its body or year (or which law it is) not being known."""
    key = parse_key(document.key)
    if key.complete:
        laws = [law for law in laws_named(key.look_up) if law.year == key.year]
        meant = [str(DocumentKey(key.body, law.look_up, key.year)) for law in laws]
    else:
        clues = [c for c in waiting_clues(session, [key.look_up]) if c.stands == document.key]
        meant = [
            str(other)
            for other, province in known_documents(session, [key.look_up]).items()
            if any(clue.may_mean(other, province) for clue in clues)
        ]
    return [
        row
        for chunk in chunks(sorted(meant))
        for row in session.scalars(
            select(DocumentRow)
            .where(DocumentRow.key.in_(chunk), DocumentRow.key != document.key)
            .order_by(DocumentRow.key)
        )
    ]


def _named_alike(key: DocumentKey) -> str | None:
    """The key of what names a law and its year, where several laws have both in common."""
    law = find_law(key.look_up, key.year)
    if law is None or key.body is None:
        return None
    name = slug(law.name)
    alike = [other for other in laws_named(name) if other.year == law.year]
    return str(DocumentKey(key.body, name, key.year)) if len(alike) > 1 else None
