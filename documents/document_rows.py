"""The rows of documents: written anew from the mentions they have, retired when these are gone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.tables import (
    ArticleRow,
    DocumentRedirectRow,
    DocumentRow,
    MentionRow,
    StaleDocumentRow,
)
from documents.bodies import IssuingBody
from documents.clues import look_up_of
from documents.facts import gather_facts
from documents.keys import UNKNOWN
from documents.laws import find_law
from documents.texts import read_texts
from documents.titles import REACH

#: Mentions read for the facts of one document; those that announce it come first.
FACTS_FROM = 200

#: Of these the first whose text is asked for a title.
TITLES_FROM = 20

#: Documents whose mentions are in memory at a time.
AT_A_TIME = 200

_Mentioned = Sequence[tuple[MentionRow, ArticleRow]]


def take_stale(session: Session) -> set[str]:
    """The documents that lost mentions since somebody last looked."""
    removed = delete(StaleDocumentRow).returning(StaleDocumentRow.key)
    return set(session.scalars(removed))


def refresh(session: Session, keys: set[str], bodies: Mapping[str, IssuingBody]) -> set[str]:
    """Write the rows of these documents anew; returns articles whose index document shows more."""
    outdated: set[str] = set()
    ordered = sorted(keys)
    for first in range(0, len(ordered), AT_A_TIME):
        mentioned = {key: _mentioned(session, key) for key in ordered[first : first + AT_A_TIME]}
        following = _following(
            session, (m for rows in mentioned.values() for m, _ in rows[:TITLES_FROM])
        )
        for key, rows in mentioned.items():
            outdated |= _refresh(session, key, rows, following, bodies)
    session.flush()
    return outdated


def retire(session: Session, moved: Mapping[str, set[str]]) -> None:
    """Let a key that has no mention left redirect, where all its mentions went one way."""
    for old, new in moved.items():
        left = session.scalar(
            select(func.count()).select_from(MentionRow).where(MentionRow.document_key == old)
        )
        if not left and len(new) == 1:
            session.merge(DocumentRedirectRow(old_key=old, key=next(iter(new))))


def _mentioned(session: Session, key: str) -> _Mentioned:
    rows = session.execute(
        select(MentionRow, ArticleRow)
        .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
        .where(MentionRow.document_key == key)
        .order_by(
            MentionRow.relation != "issued",
            ArticleRow.date_published.is_(None),
            ArticleRow.date_published,
            MentionRow.id,
        )
        .limit(FACTS_FROM)
        .options(load_only(ArticleRow.date_published, raiseload=True))
    )
    return [(mention, article) for mention, article in rows]


def _following(session: Session, mentions: Iterable[MentionRow]) -> dict[int, str]:
    """The text after each of these mentions, as far as a title may reach."""
    by_article: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    return {
        mention.id: texts[mention.field][mention.end : mention.end + REACH]
        for article_id, texts in read_texts(session, by_article)
        for mention in by_article[article_id]
    }


def _refresh(
    session: Session,
    key: str,
    mentioned: _Mentioned,
    following: Mapping[int, str],
    bodies: Mapping[str, IssuingBody],
) -> set[str]:
    document = session.get(DocumentRow, key)
    if not mentioned:
        if document is not None:
            session.delete(document)
        return set()
    new = document is None
    if document is None:
        document = _new_document(key, mentioned[0][0], bodies)
        session.add(document)
    law = find_law(document.identifier_folded or "", document.year)
    facts = gather_facts(mentioned, following, law)
    outdated = not new and document.document_type != facts.document_type
    document.identifier = facts.identifier
    document.document_type = facts.document_type
    document.issued_on = facts.issued_on
    document.title = facts.title
    document.evidence = facts.evidence
    # A key that redirected once and is in use again is itself.
    session.execute(delete(DocumentRedirectRow).where(DocumentRedirectRow.old_key == key))
    return {article.id for _, article in mentioned} if outdated else set()


def _new_document(key: str, mention: MentionRow, bodies: Mapping[str, IssuingBody]) -> DocumentRow:
    body_key, _, year = key.split("/")
    body = bodies.get(body_key)
    return DocumentRow(
        key=key,
        identifier_folded=look_up_of(mention),
        body=None if body_key == UNKNOWN else body_key,
        body_name=body.name if body else None,
        province=body.province if body else None,
        year=None if year == UNKNOWN else int(year),
        evidence=[],
    )
