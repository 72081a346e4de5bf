"""A document's register entries and mentions on one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.traces import DocumentTrace, RegisterEntry, TracedMention


@dataclass(frozen=True, slots=True)
class MentioningArticle:
    """An article with the mentions it makes, each sentence once."""

    article_id: str
    headline: str
    url: str
    portal: str | None
    date_published: str | None
    mentions: tuple[TracedMention, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A register entry or an article; `day` is when it is told of, null where that is not known."""

    day: str | None
    entry: RegisterEntry | None = None
    article: MentioningArticle | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year (null: without a date) and what happened in it, in order of time."""

    year: str | None
    events: tuple[Event, ...]


def timeline(trace: DocumentTrace) -> list[Year]:
    """What is on record of the document, by year; what has no date comes last.

    A register entry stands at the day that the document was issued on, before the articles of that
    day.
    """
    events = [Event(entry.issued_on, entry=entry) for entry in trace.register]
    events += [
        Event(article.date_published, article=article) for article in by_article(trace.mentions)
    ]
    ordered = sorted(events, key=_moment)
    return [
        Year(year, tuple(group))
        for year, group in groupby(ordered, key=lambda event: (event.day or "")[:4] or None)
    ]


def _moment(event: Event) -> tuple[bool, str, bool, str]:
    day = event.day or ""
    return event.day is None, day[:10], event.entry is None, day


def by_article(mentions: Sequence[TracedMention]) -> list[MentioningArticle]:
    """The mentions under their articles, in the order of their first mentions."""
    articles: list[MentioningArticle] = []
    for _, group in groupby(mentions, key=lambda mention: mention.article_id):
        made = list(group)
        first = made[0]
        unique = {(m.sentence, m.start, m.relation): m for m in made}
        articles.append(
            MentioningArticle(
                first.article_id,
                first.headline,
                first.url,
                first.portal,
                first.date_published,
                tuple(unique.values()),
            )
        )
    return articles


def earliest(years: Sequence[Year], most: int) -> list[Year]:
    """The first `most` events of the years."""
    kept: list[Year] = []
    for year in years:
        events = year.events[: most - sum(len(shown.events) for shown in kept)]
        if events:
            kept.append(Year(year.year, events))
    return kept
