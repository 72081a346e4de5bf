"""The documents around one: those it stands in a relation to, and those cited beside it."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import ArticleRow, MentionRow
from documents.keys import parse_key
from documents.relations import RelatingMention, stated_relations
from documents.summaries import summaries_of
from documents.traces import CoCited, DocumentRelation, RelationCount

#: More than this many documents cited beside one another say nothing any more.
CO_CITED_SHOWN = 20

#: What of a mention says how documents stand to one another.
_RELATING = tuple(getattr(MentionRow, name) for name in RelatingMention._fields)

#: The mentions that stand in one article with others; an alias takes longer to make than to use.
_BESIDE = aliased(MentionRow)
_ARTICLES_BESIDE = func.count(_BESIDE.article_id.distinct())

#: How a document stands to another (its key): the relation, and whether it does it to the other.
_Tie = tuple[str, bool, str]


def count_relations(ties: Iterable[_Tie]) -> tuple[RelationCount, ...]:
    """How many documents there are of each kind of relation."""
    counts = Counter((relation, outgoing) for relation, outgoing, _ in ties)
    return tuple(RelationCount(*kind, documents) for kind, documents in sorted(counts.items()))


def find_ties(session: Session, key: str) -> dict[_Tie, str]:
    """How articles say that a document stands to others, each with the id of one that says so."""
    own = select(MentionRow.article_id).where(
        MentionRow.document_key == key, MentionRow.relating.is_not(None)
    )
    rows = session.execute(
        select(*_RELATING)
        .where(
            MentionRow.article_id.in_(own),
            MentionRow.document_key.is_not(None),
            MentionRow.relating.is_not(None),
        )
        .order_by(MentionRow.article_id, MentionRow.id)
    )
    mentions = (RelatingMention(*row) for row in rows)
    found: dict[_Tie, str] = {}
    for article_id, made in groupby(mentions, key=lambda mention: mention.article_id):
        for stated in stated_relations(list(made)):
            if key in (stated.subject, stated.object):
                outgoing = stated.subject == key
                other = stated.object if outgoing else stated.subject
                found.setdefault((stated.relation, outgoing, other), article_id)
    return found


def relations(
    session: Session, ties: dict[_Tie, str], most: int | None = None
) -> list[DocumentRelation]:
    """The documents that `ties` lead to, of each kind the newest, `most` at most."""
    kinds: Counter[tuple[str, bool]] = Counter()
    chosen = []
    for tie in sorted(ties, key=lambda tie: (-(parse_key(tie[2]).year or 0), tie)):
        kinds[tie[:2]] += 1
        if most is None or kinds[tie[:2]] <= most:
            chosen.append(tie)
    documents = summaries_of(session, (other for *_, other in chosen))
    headlines = _headlines(session, (ties[tie] for tie in chosen))
    return [
        DocumentRelation(relation, outgoing, documents[other], article, headlines[article])
        for relation, outgoing, other in chosen
        if other in documents and (article := ties[relation, outgoing, other]) in headlines
    ]


def co_cited(session: Session, key: str) -> list[CoCited]:
    """The documents that most articles cite together with this one."""
    counted = session.execute(
        select(_BESIDE.document_key, _ARTICLES_BESIDE)
        .where(
            _BESIDE.article_id.in_(
                select(MentionRow.article_id).where(MentionRow.document_key == key)
            ),
            _BESIDE.document_key.is_not(None),
            _BESIDE.document_key != key,
        )
        .group_by(_BESIDE.document_key)
        .order_by(_ARTICLES_BESIDE.desc(), _BESIDE.document_key)
        .limit(CO_CITED_SHOWN)
    ).all()
    documents = summaries_of(session, (other for other, _ in counted if other))
    return [CoCited(documents[other], n) for other, n in counted if other in documents]


def _headlines(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    return {
        article_id: headline
        for chunk in chunks(sorted(set(article_ids)))
        for article_id, headline in session.execute(
            select(ArticleRow.id, ArticleRow.headline).where(ArticleRow.id.in_(chunk))
        )
    }
