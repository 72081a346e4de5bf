"""Mentions become documents: each gets the key of the document it means.

Reads the catalogue's change log and resolves only what changed articles touch: their own mentions,
and the mentions elsewhere that could not be told before and now can.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change, read_changes, record_changes
from archive.catalogue.tables import (
    ArticleRow,
    ConsumerRow,
    DocumentRedirectRow,
    DocumentRow,
    MentionRow,
    StaleDocumentRow,
)
from documents.bodies import IssuingBody
from documents.clues import Clue, clues_of_article
from documents.facts import gather_facts
from documents.keys import UNKNOWN, DocumentKey, look_up_key

CONSUMER = "documents"
BATCH = 500

#: Mentions read for the facts of one document; those that announce it come first.
FACTS_FROM = 200

#: Values in one SQL `IN (…)`.
CHUNK = 500


@dataclass(slots=True)
class _Batch:
    """What resolving one batch of articles found out."""

    clues: list[Clue] = field(default_factory=list)
    old_keys: dict[int, str | None] = field(default_factory=dict)
    bodies: dict[str, IssuingBody] = field(default_factory=dict)


def resolve_changes(
    catalogue: Catalogue, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Resolve what the change log names since the last call; returns how many articles that were.

    `on_progress` is told how many changes of how many are done. Interrupted, it goes on where the
    last finished batch ended.
    """
    articles = 0
    with catalogue.session() as session:
        start, end = _place(session), latest_change(session)
    while True:
        with catalogue.begin() as session:
            changes = read_changes(session, after=_place(session), limit=BATCH)
            if not changes:
                return articles
            ids = {c.article_id for c in changes if c.kind != "resolved"}
            resolve_articles(session, ids)
            session.merge(ConsumerRow(name=CONSUMER, sequence=changes[-1].sequence))
        articles += len(ids)
        on_progress(min(changes[-1].sequence, end) - start, end - start)


def _place(session: Session) -> int:
    row = session.get(ConsumerRow, CONSUMER)
    return row.sequence if row else 0


def resolve_articles(session: Session, article_ids: Iterable[str]) -> None:
    """Resolve the mentions of these articles, and what becomes clear elsewhere by them."""
    batch = _clues(session, set(article_ids))
    known = _known_documents(session, {clue.key.look_up for clue in batch.clues})
    complete = {clue.key: _province(clue.body) for clue in batch.clues if clue.key.complete}
    begun = set(complete) - set(known)
    waiting = _waiting(session, {key.look_up for key in begun})
    if waiting:
        more = _clues(session, waiting - {clue.article_id for clue in batch.clues})
        batch.clues += more.clues
        batch.old_keys |= more.old_keys
        batch.bodies |= more.bodies
        known |= _known_documents(session, {clue.key.look_up for clue in more.clues})
    candidates: dict[str, dict[DocumentKey, str | None]] = defaultdict(dict)
    for key, province in (known | complete).items():
        candidates[key.look_up][key] = province
    moved: dict[str, set[str]] = defaultdict(set)
    changed_articles: set[str] = set()
    for clue in batch.clues:
        new = str(_choose(clue, candidates[clue.key.look_up]))
        old = batch.old_keys[clue.mention_id]
        if new != old:
            session.execute(
                update(MentionRow).where(MentionRow.id == clue.mention_id).values(document_key=new)
            )
            changed_articles.add(clue.article_id)
            if old is not None:
                moved[old].add(new)
    touched = {str(_choose(clue, candidates[clue.key.look_up])) for clue in batch.clues}
    stale = _take_stale(session)
    changed_articles |= _refresh(session, touched | set(moved) | stale, batch.bodies)
    _retire(session, moved)
    record_changes(session, sorted(changed_articles), "resolved")


def _clues(session: Session, article_ids: set[str]) -> _Batch:
    batch = _Batch()
    mentions: dict[str, list[MentionRow]] = defaultdict(list)
    articles: dict[str, ArticleRow] = {}
    for chunk in _chunks(sorted(article_ids)):
        for mention, article in session.execute(
            select(MentionRow, ArticleRow)
            .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
            .where(MentionRow.article_id.in_(chunk))
            .order_by(MentionRow.id)
        ):
            mentions[article.id].append(mention)
            articles[article.id] = article
            batch.old_keys[mention.id] = mention.document_key
    for article_id, article in articles.items():
        batch.clues += clues_of_article(article, mentions[article_id])
    batch.bodies = {clue.body.key: clue.body for clue in batch.clues if clue.body}
    return batch


def _choose(clue: Clue, candidates: dict[DocumentKey, str | None]) -> DocumentKey:
    """The one document that the mention can mean; else its own incomplete key."""
    if clue.key.complete:
        return clue.key
    possible = [
        key for key, province in candidates.items() if key.complete and clue.may_mean(key, province)
    ]
    return possible[0] if len(possible) == 1 else clue.key


def _known_documents(session: Session, look_ups: set[str]) -> dict[DocumentKey, str | None]:
    known: dict[DocumentKey, str | None] = {}
    for chunk in _chunks(sorted(look_ups)):
        for row in session.execute(
            select(
                DocumentRow.body,
                DocumentRow.identifier_folded,
                DocumentRow.year,
                DocumentRow.province,
            ).where(DocumentRow.identifier_folded.in_(chunk))
        ):
            known[DocumentKey(row.body, row.identifier_folded or "", row.year)] = row.province
    return known


def _waiting(session: Session, look_ups: set[str]) -> set[str]:
    """The articles whose mentions of these numbers are not resolved to a complete key."""
    waiting: set[str] = set()
    for chunk in _chunks(sorted(look_ups)):
        incomplete = (
            select(DocumentRow.key)
            .where(DocumentRow.identifier_folded.in_(chunk))
            .where((DocumentRow.body.is_(None)) | (DocumentRow.year.is_(None)))
        )
        waiting.update(
            session.scalars(
                select(MentionRow.article_id).where(MentionRow.document_key.in_(incomplete))
            )
        )
    return waiting


def _take_stale(session: Session) -> set[str]:
    """The documents that lost mentions since somebody last looked."""
    removed = delete(StaleDocumentRow).returning(StaleDocumentRow.key)
    return set(session.scalars(removed))


def _refresh(session: Session, keys: set[str], bodies: dict[str, IssuingBody]) -> set[str]:
    """Write the rows of these documents anew; returns articles whose index document shows more."""
    outdated: set[str] = set()
    for key in sorted(keys):
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
        ).all()
        document = session.get(DocumentRow, key)
        if not rows:
            if document is not None:
                session.delete(document)
            continue
        mentioned = [(mention, article) for mention, article in rows]
        facts = gather_facts(mentioned)
        if document is None:
            document = _new_document(key, mentioned[0][0], bodies)
            session.add(document)
        elif document.document_type != facts.document_type:
            outdated.update(article.id for _, article in mentioned)
        document.identifier = facts.identifier
        document.document_type = facts.document_type
        document.issued_on = facts.issued_on
        document.title = facts.title
        document.evidence = facts.evidence
        # A key that redirected once and is in use again is itself.
        session.execute(delete(DocumentRedirectRow).where(DocumentRedirectRow.old_key == key))
    session.flush()
    return outdated


def _new_document(key: str, mention: MentionRow, bodies: dict[str, IssuingBody]) -> DocumentRow:
    body_key, _, year = key.split("/")
    body = bodies.get(body_key)
    return DocumentRow(
        key=key,
        identifier_folded=look_up_key(mention.identifier, mention.text),
        body=None if body_key == UNKNOWN else body_key,
        body_name=body.name if body else None,
        province=_province(body),
        year=None if year == UNKNOWN else int(year),
        evidence=[],
    )


def _retire(session: Session, moved: dict[str, set[str]]) -> None:
    """Let a key that has no mention left redirect, where all its mentions went one way."""
    for old, new in moved.items():
        left = session.scalar(
            select(func.count()).select_from(MentionRow).where(MentionRow.document_key == old)
        )
        if not left and len(new) == 1:
            session.merge(DocumentRedirectRow(old_key=old, key=next(iter(new))))


def _province(body: IssuingBody | None) -> str | None:
    return body.province if body else None


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for first in range(0, len(values), CHUNK):
        yield values[first : first + CHUNK]
