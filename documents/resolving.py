"""Mentions become documents: each gets the key of the document it means.

Reads the catalogue's change log and resolves only what changed articles touch: their own mentions,
and the mentions elsewhere that could not be told before and now can.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session, load_only

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change, read_changes, record_changes
from archive.catalogue.tables import ArticleRow, ConsumerRow, DocumentRow, MentionRow
from documents.bodies import IssuingBody
from documents.clues import Clue, clues_of_article
from documents.document_rows import refresh, retire, take_stale
from documents.keys import DocumentKey

CONSUMER = "documents"
BATCH = 500

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
    last finished batch ended. Where several processes resolve at once, they take turns.
    """
    articles = 0
    with catalogue.session() as session:
        start, end = _place(session), latest_change(session)
    while True:
        with catalogue.begin() as session:
            _wait_for_turn(session)
            changes = read_changes(session, after=_place(session), limit=BATCH)
            if not changes:
                return articles
            ids = {
                c.item_id for c in changes if c.kind != "resolved" and c.item_type == "NewsArticle"
            }
            resolve_articles(session, ids)
            session.merge(ConsumerRow(name=CONSUMER, sequence=changes[-1].sequence))
        articles += len(ids)
        on_progress(min(changes[-1].sequence, end) - start, end - start)


def _wait_for_turn(session: Session) -> None:
    """Wait until no other transaction resolves mentions; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock('documents'::regclass::oid::bigint)"))


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
    stale = take_stale(session)
    changed_articles |= refresh(session, touched | set(moved) | stale, batch.bodies)
    retire(session, moved)
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
            .options(load_only(ArticleRow.province, ArticleRow.date_published, raiseload=True))
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


def _province(body: IssuingBody | None) -> str | None:
    return body.province if body else None


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for first in range(0, len(values), CHUNK):
        yield values[first : first + CHUNK]
