"""What cannot be told apart: mentions that may mean a document, documents that another may be."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, DocumentRow, LegislationRow, MentionRow
from documents.bodies import find_body, successors_of
from documents.clues import Clue, numbered_by_term, territory, year_of
from documents.keys import DocumentKey, parse_key, slug
from documents.laws import find_law, laws_named
from documents.reading import entry_clues, known_documents
from documents.summaries import summaries_of
from documents.traces import DocumentSummary

#: Mentions that may mean a document, and documents that one may be, shown with it.
SHOWN = 100

#: What a waiting mention tells: its stated key, and the province and day of its article.
_TOLD = (
    MentionRow.stated_key,
    ArticleRow.province,
    func.substr(ArticleRow.date_published, 1, 10),
)
_Told = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """The ids of the first mentions that may mean a document, and how many do."""

    ids: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Possible:
    """The first of the documents that one may be, and how many there are."""

    documents: tuple[DocumentSummary, ...]
    count: int


def unresolved_mentions(session: Session, document: DocumentRow) -> Unresolved:
    """The mentions that may mean this document, and may mean another as well."""
    key = parse_key(document.key)
    if not key.complete:
        return Unresolved((), 0)
    open_keys = {
        str(DocumentKey(body, key.look_up, year))
        for body in (None, key.body)
        for year in (None, key.year)
    } - {document.key}
    ended = find_body(key.body) if key.body else None
    # those who name what took the body over may mean it
    open_keys |= {
        str(DocumentKey(later.key, key.look_up, None))
        for later in (successors_of(ended) if ended else ())
    }
    counts = {
        told: count
        for told, count in _count_waiting(session, key.look_up, open_keys).items()
        if _clue(told).may_mean(key, document.province)
    }
    ids = _first_waiting(session, key.look_up, open_keys, counts.keys())
    count = sum(counts.values())
    if named := _named_alike(key):
        alike = MentionRow.document_key == named
        ids += session.scalars(select(MentionRow.id).where(alike).limit(SHOWN))
        count += session.scalar(select(func.count()).where(alike)) or 0
    return Unresolved(tuple(ids[:SHOWN]), count)


def possible_documents(session: Session, document: DocumentRow) -> Possible:
    """The documents that this one may be, its body or year (or which law it is) not being known."""
    key = parse_key(document.key)
    if key.complete:
        laws = [law for law in laws_named(key.look_up) if law.year == key.year]
        meant = [str(DocumentKey(key.body, law.look_up, key.year)) for law in laws]
        found = summaries_of(session, set(meant) - {document.key})
        return Possible(tuple(found.values()), len(found))
    clues = _clues_of(session, document.key, key.look_up)
    bodies = {clue.key.body for clue in clues}.union(*(clue.predecessors for clue in clues))
    told: dict[tuple[DocumentKey, str | None], bool] = {}
    meant = []
    for other, province in known_documents(session, [key.look_up]).items():
        # Most differ in nothing that a clue could tell: of the bodies there are thousands.
        told_by = other.body in bodies or numbered_by_term(other.body)
        like = DocumentKey(other.body if told_by else "", other.look_up, other.year)
        if (like, province) not in told:
            told[like, province] = any(clue.may_mean(like, province) for clue in clues)
        if told[like, province]:
            meant.append(str(other))
    meant.sort()
    return Possible(tuple(summaries_of(session, meant[:SHOWN]).values()), len(meant))


def _clues_of(session: Session, document_key: str, look_up: str) -> list[Clue]:
    """Clues that tell all that those tell which stand at a document of an open key."""
    entries = select(LegislationRow.id).where(
        LegislationRow.waiting_for == look_up, LegislationRow.document_key == document_key
    )
    mentions = [_clue(told) for told in _count_waiting(session, look_up, [document_key])]
    return [*mentions, *entry_clues(session, session.scalars(entries).all())]


def _count_waiting(session: Session, look_up: str, keys: Collection[str]) -> dict[_Told, int]:
    """What the mentions that stand at these open keys tell, and how many tell it."""
    rows = session.execute(_waiting(look_up, keys, *_TOLD, func.count()).group_by(*_TOLD))
    return {(stated, province, day): count for stated, province, day, count in rows}


def _first_waiting(
    session: Session, look_up: str, keys: Collection[str], telling: Collection[_Told]
) -> list[int]:
    """The first of the mentions that tell one of these."""
    found: list[int] = []
    if not telling:
        return found
    statement = _waiting(look_up, keys, MentionRow.id, *_TOLD).order_by(MentionRow.id)
    with session.execute(statement.execution_options(yield_per=SHOWN)) as rows:
        for mention_id, stated, province, day in rows:
            if (stated, province, day) in telling:
                found.append(mention_id)
            if len(found) == SHOWN:
                break
    return found


def _waiting(look_up: str, keys: Collection[str], *columns: Any) -> Select[*tuple[Any, ...]]:
    waiting: ColumnElement[bool] = MentionRow.waiting_for == look_up
    return (
        select(*columns)
        .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
        .where(
            waiting,
            MentionRow.stated_key.in_(keys),
            MentionRow.document_key == MentionRow.stated_key,
        )
    )


def _clue(told: _Told) -> Clue:
    """The clue of any mention that tells this."""
    stated, province, day = told
    return Clue(
        item_type="NewsArticle",
        item_id="",
        mention_id=None,
        key=parse_key(stated),
        territory=territory(province, day),
        year=year_of(day),
        stands=stated,
        stated=stated,
    )


def _named_alike(key: DocumentKey) -> str | None:
    """The key of what names a law and its year, where several laws have both in common."""
    law = find_law(key.look_up, key.year)
    if law is None or key.body is None:
        return None
    name = slug(law.name)
    alike = [other for other in laws_named(name) if other.year == law.year]
    return str(DocumentKey(key.body, name, key.year)) if len(alike) > 1 else None
