"""The rows of documents: written anew from the sources they have, gone when these are gone."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import (
    DocumentRow,
    LegislationRow,
    MentionRow,
)
from archive.items import ItemKey
from documents.bodies import IssuingBody, find_body
from documents.clues import body_of
from documents.evidence import gather_evidence
from documents.facts import gather_facts
from documents.keys import parse_key
from documents.laws import find_law
from documents.reading import entry_clues
from documents.sources import Sources, read_sources

#: Documents whose sources are in memory at a time.
AT_A_TIME = 200


def refresh(session: Session, keys: set[str], bodies: Mapping[str, IssuingBody]) -> set[ItemKey]:
    """Write the rows of these documents anew; returns items whose index document shows more.

    `bodies` are those that items name which are resolved now: for what no table has, nor a source.
    """
    outdated: set[ItemKey] = set()
    for chunk in chunks(sorted(keys), AT_A_TIME):
        sources = read_sources(session, chunk)
        rows = session.scalars(select(DocumentRow).where(DocumentRow.key.in_(chunk)))
        known = {row.key: row for row in rows}
        for key, of_document in sources.items():
            outdated |= _refresh(session, key, known.get(key), of_document, bodies)
        session.flush()
    return outdated


def _refresh(
    session: Session,
    key: str,
    document: DocumentRow | None,
    sources: Sources,
    bodies: Mapping[str, IssuingBody],
) -> set[ItemKey]:
    if not sources.mentions and not sources.entries:
        if document is not None:
            session.delete(document)
        return set()
    new = document is None
    if document is None:
        document = _new_document(key, bodies)
    law = find_law(document.identifier_folded or "", document.year)
    facts = gather_facts(sources, law)
    if issuer := _body_of(session, document, sources):
        document.body_name, document.province = issuer.name, issuer.province
    body = (document.body, document.body_name or document.body) if document.body else None
    outdated = not new and document.document_type != facts.document_type
    document.identifier = facts.identifier
    document.document_type = facts.document_type
    document.issued_on = facts.issued_on
    document.title = facts.title
    document.evidence = gather_evidence(sources, facts, body, law)
    session.add(document)
    return _items(session, key) if outdated else set()


def _new_document(key: str, bodies: Mapping[str, IssuingBody]) -> DocumentRow:
    parts = parse_key(key)
    body = bodies.get(parts.body or "")
    return DocumentRow(
        key=key,
        identifier_folded=parts.look_up,
        body=parts.body,
        body_name=body.name if body else None,
        province=body.province if body else None,
        year=parts.year,
    )


def _body_of(session: Session, document: DocumentRow, sources: Sources) -> IssuingBody | None:
    """The document's body: as tables have it, or as its sources name it most."""
    key = document.body
    if key is None:
        return None
    if found := find_body(key):
        return found
    named = [clue.body for clue in entry_clues(session, [entry.id for entry in sources.entries])]
    named += [body_of(m, a.province, a.date_published, document.year) for m, a in sources.mentions]
    times = Counter(body for body in named if body and body.key == key)
    return max(times, key=lambda body: (times[body], body.name), default=None)


def _items(session: Session, key: str) -> set[ItemKey]:
    articles = select(MentionRow.article_id).where(MentionRow.document_key == key).distinct()
    entries = select(LegislationRow.id).where(LegislationRow.document_key == key)
    return {
        *(("NewsArticle", item_id) for item_id in session.scalars(articles)),
        *(("Legislation", item_id) for item_id in session.scalars(entries)),
    }
