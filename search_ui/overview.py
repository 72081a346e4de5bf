"""What the front page shows of the whole archive."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.counting import count_all, count_legislation
from archive.catalogue.tables import ArticleRow, MentionRow
from archive.clock import now, parse_moment
from documents.summaries import summaries_of
from documents.traces import DocumentSummary
from vietnamese.dates import VIETNAM

#: Where so little was published this month that it tells nothing, what is cited is counted over so
#: many days, up to the newest article.
YEAR = 365

#: A month tells something that has so many documents.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """How much there is. `first` and `last`: the earliest and latest day of publication.

    `entries` are those of registers.
    """

    articles: int
    entries: int
    documents: int
    snapshots: int
    portals: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A document and how many articles mention it."""

    document: DocumentSummary
    articles: int


@dataclass(frozen=True, slots=True)
class CitedLately:
    """The documents that most articles of this month, or of a year, mention.

    `since` and `until` are its first and its last day.
    """

    span: Literal["month", "year"]
    since: str
    until: str
    documents: tuple[Cited, ...]


def kept(session: Session) -> Kept:
    """How much the archive holds. It reads whole indexes: ask for it `lately`."""
    counts = count_all(session)
    day = ArticleRow.date_published
    return Kept(
        articles=counts.articles,
        entries=count_legislation(session),
        documents=counts.documents,
        snapshots=counts.snapshots,
        portals=session.scalar(select(func.count(ArticleRow.portal.distinct()))) or 0,
        # each of the two by itself is read off the end of an index
        first=session.scalar(select(func.min(day))),
        last=session.scalar(select(func.max(day))),
    )


def newest_articles(session: Session, limit: int) -> list[ArticleRow]:
    """The articles published last, of those that have a date; without their text."""
    shown = load_only(
        *(ArticleRow.headline, ArticleRow.date_published, ArticleRow.portal),
        *(ArticleRow.department, ArticleRow.section, ArticleRow.author),
    )
    return list(
        session.scalars(
            select(ArticleRow)
            .where(ArticleRow.date_published.is_not(None))
            .order_by(ArticleRow.date_published.desc(), ArticleRow.id)
            .limit(limit)
            .options(shown)
        )
    )


def cited_lately(session: Session, limit: int) -> CitedLately | None:
    """What is cited most this month in Vietnam; None where no article has a date.

    Where that is little, it is what was cited in the year up to the newest article that is not of
    the future: of an archive that goes on its last year, of portals that went dark theirs.
    """
    day = parse_moment(now()).astimezone(VIETNAM).date()
    today = day.isoformat()
    this_month = _cited(session, "month", day.replace(day=1).isoformat(), today, limit)
    if len(this_month.documents) >= FEWEST:
        return this_month
    newest = session.scalar(
        select(func.max(ArticleRow.date_published)).where(
            ArticleRow.date_published < _behind(today)
        )
    )
    if newest is None:
        return None
    until = newest[:10]
    since = (date.fromisoformat(until) - timedelta(days=YEAR - 1)).isoformat()
    return _cited(session, "year", since, until, limit)


def _cited(
    session: Session, span: Literal["month", "year"], since: str, until: str, limit: int
) -> CitedLately:
    articles = func.count(MentionRow.article_id.distinct())
    rows = session.execute(
        select(MentionRow.document_key, articles)
        .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
        .where(ArticleRow.date_published >= since, ArticleRow.date_published < _behind(until))
        .where(MentionRow.document_key.is_not(None))
        .group_by(MentionRow.document_key)
        .order_by(articles.desc(), MentionRow.document_key)
        .limit(limit)
    ).all()
    documents = summaries_of(session, (key for key, _ in rows if key))
    cited = (Cited(documents[key], count) for key, count in rows if key in documents)
    return CitedLately(span, since, until, tuple(cited))


def _behind(day: str) -> str:
    """What sorts behind the day and all its times, `2023-05-01T23:59:59+07:00` too."""
    return f"{day}T24"
