"""What the front page shows of the whole archive."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.counting import count_all, count_legislation
from archive.catalogue.tables import ArticleRow, MentionRow
from archive.clock import now, parse_moment
from documents.summaries import summaries_of
from documents.traces import DocumentSummary
from vietnamese.dates import VIETNAM

#: What is cited now is counted over so many days, up to the newest article: over a month, or over
#: a year where so little was published that a month tells nothing.
MONTH = 30
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
    """The documents that most articles of so many days mention; `since`, `until`: these days."""

    days: int
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
    """What is cited most in the month up to the newest article; None where none has a date.

    That is the last month, of an archive that goes on; of portals that went dark it is their last.
    """
    today = parse_moment(now()).astimezone(VIETNAM).date().isoformat()
    newest = session.scalar(
        select(func.max(ArticleRow.date_published)).where(
            ArticleRow.date_published < _behind(today)
        )
    )
    if newest is None:
        return None
    cited = _cited(session, newest[:10], MONTH, limit)
    enough = len(cited.documents) >= FEWEST
    return cited if enough else _cited(session, newest[:10], YEAR, limit)


def _cited(session: Session, until: str, days: int, limit: int) -> CitedLately:
    since = (date.fromisoformat(until) - timedelta(days=days - 1)).isoformat()
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
    return CitedLately(days, since, until, tuple(cited))


def _behind(day: str) -> str:
    """What sorts behind the day and all its times, `2023-05-01T23:59:59+07:00` too."""
    return f"{day}T24"
