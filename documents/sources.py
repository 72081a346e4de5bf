"""What the catalogue has of one document: register entries, mentions, and the text behind these."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from documents.texts import read_texts
from documents.titles import REACH

#: Mentions read for the facts of one document; those that announce it come first.
FACTS_FROM = 200

#: Of these the first whose text is asked for a title.
TITLES_FROM = 20


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a document, the best first.

    Of very many mentions the first are here; `articles`, `days` and `types` count them all: the
    articles, and how often a day and a type is stated. `following` is the text after mentions, by
    their ids.
    """

    entries: Sequence[LegislationRow]
    mentions: Sequence[tuple[MentionRow, ArticleRow]]
    following: Mapping[int, str]
    articles: int
    days: Counter[str]
    types: Counter[str]

    @property
    def announcing(self) -> list[tuple[MentionRow, ArticleRow]]:
        """The mentions that report the document's issuing."""
        return [(m, a) for m, a in self.mentions if m.relation == "issued"]


def read_sources(session: Session, keys: Iterable[str]) -> dict[str, Sources]:
    """The sources of each of these documents; the texts of articles are read once for all."""
    wanted = list(keys)
    mentions = {key: _mentions(session, key) for key in wanted}
    following = _following(
        session, (mention for rows in mentions.values() for mention, _ in rows[:TITLES_FROM])
    )
    return {key: _sources(session, key, mentions[key], following) for key in wanted}


def read_entries(session: Session, key: str) -> Sequence[LegislationRow]:
    """The entries of registers that a document has, those still there first."""
    return session.scalars(
        select(LegislationRow)
        .where(LegislationRow.document_key == key)
        .order_by(LegislationRow.gone_since.is_not(None), LegislationRow.id)
        .execution_options(populate_existing=True)
    ).all()


def _sources(
    session: Session,
    key: str,
    mentions: Sequence[tuple[MentionRow, ArticleRow]],
    following: Mapping[int, str],
) -> Sources:
    days: Counter[str] = Counter()
    types: Counter[str] = Counter()
    articles = 0
    if mentions:
        stated = session.execute(
            select(MentionRow.issued_on, MentionRow.type, func.count())
            .where(MentionRow.document_key == key)
            .group_by(MentionRow.issued_on, MentionRow.type)
            .order_by(MentionRow.issued_on, MentionRow.type)
        )
        for day, document_type, times in stated:
            if day is not None:
                days[day] += times
            if document_type is not None:
                types[document_type] += times
        count = select(func.count(MentionRow.article_id.distinct()))
        articles = session.scalar(count.where(MentionRow.document_key == key)) or 0
    return Sources(read_entries(session, key), mentions, following, articles, days, types)


def _mentions(session: Session, key: str) -> Sequence[tuple[MentionRow, ArticleRow]]:
    rows = session.execute(
        select(MentionRow, ArticleRow)
        .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
        .where(MentionRow.document_key == key)
        .order_by(
            MentionRow.relation != "issued",
            ArticleRow.date_published.is_(None),
            ArticleRow.date_published,
            ArticleRow.id,
            MentionRow.id,
        )
        .limit(FACTS_FROM)
        .options(load_only(ArticleRow.province, ArticleRow.date_published, raiseload=True))
        .execution_options(populate_existing=True)
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
