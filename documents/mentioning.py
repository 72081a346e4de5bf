"""The mentions of documents as they are shown: each with its article and its sentence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import ArticleRow, MentionRow
from documents.sentences import Sentence, sentence_around
from documents.texts import read_texts
from documents.traces import TracedMention

#: What is shown of an article beside the sentence.
_SHOWN_OF_ARTICLE = (
    ArticleRow.headline,
    ArticleRow.url,
    ArticleRow.portal,
    ArticleRow.date_published,
)

#: Articles in order of time, those without a day last.
_IN_TIME = (ArticleRow.date_published.asc().nulls_last(), ArticleRow.id)

_MENTIONS_IN_TIME = (
    select(MentionRow, ArticleRow)
    .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
    .order_by(*_IN_TIME, MentionRow.id)
    .options(load_only(*_SHOWN_OF_ARTICLE, raiseload=True))
)


def count_mentions(session: Session, key: str) -> tuple[int, int]:
    """How many articles mention the document with this key, and how often they do."""
    articles = func.count(MentionRow.article_id.distinct())
    counted = select(articles, func.count()).where(MentionRow.document_key == key)
    of_document, mentions = session.execute(counted).one()
    return of_document, mentions


def mentioning_articles(
    session: Session, key: str, skip: int = 0, most: int | None = None
) -> list[str]:
    """The ids of `most` of the articles that mention a document, in order of time."""
    mentioning = select(MentionRow.article_id).where(MentionRow.document_key == key)
    return list(
        session.scalars(
            select(ArticleRow.id)
            .where(ArticleRow.id.in_(mentioning))
            .order_by(*_IN_TIME)
            .offset(skip)
            .limit(most)
        )
    )


def mentions_in(session: Session, key: str, article_ids: Sequence[str]) -> list[TracedMention]:
    """The mentions of a document in these articles, which are in order of time."""
    return [
        mention
        for chunk in chunks(article_ids)
        for mention in _traced_mentions(
            session, (MentionRow.document_key == key) & MentionRow.article_id.in_(chunk)
        )
    ]


def mentions_by_id(session: Session, ids: Collection[int]) -> list[TracedMention]:
    """The mentions with these ids, in order of time."""
    return _traced_mentions(session, MentionRow.id.in_(ids)) if ids else []


def _traced_mentions(session: Session, wanted: ColumnElement[bool]) -> list[TracedMention]:
    """The mentions that are `wanted`, in order of time."""
    rows = session.execute(_MENTIONS_IN_TIME.where(wanted)).all()
    sentences = _sentences(session, [mention for mention, _ in rows])
    return [_traced(mention, article, sentences[mention.id]) for mention, article in rows]


def _traced(mention: MentionRow, article: ArticleRow, sentence: Sentence) -> TracedMention:
    return TracedMention(
        article_id=article.id,
        headline=article.headline,
        url=article.url,
        portal=article.portal,
        date_published=article.date_published,
        field=mention.field,
        sentence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        relation=mention.relation,
        relation_role=mention.relation_role,
        provisions=tuple(mention.provisions),
        document_type=mention.type,
        issuer=mention.issuer,
        issued_on=mention.issued_on,
    )


def _sentences(session: Session, mentions: Iterable[MentionRow]) -> dict[int, Sentence]:
    """The sentence of each mention; each article's text is read once."""
    by_article: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    return {
        mention.id: sentence_around(texts[mention.field], mention.start, mention.end)
        for article_id, texts in read_texts(session, by_article)
        for mention in by_article[article_id]
    }
