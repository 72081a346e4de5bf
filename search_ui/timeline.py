"""A document's mentions, gathered by year and article for the eye."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from documents.tracing import TracedMention


@dataclass(frozen=True, slots=True)
class MentioningArticle:
    """An article with the mentions it makes, each sentence once."""

    article_id: str
    headline: str
    portal: str | None
    date_published: str | None
    mentions: list[TracedMention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Year:
    """A year (null: without a date) and its articles in order of time."""

    year: str | None
    articles: list[MentioningArticle]


def timeline(mentions: Sequence[TracedMention]) -> list[Year]:
    """The mentions, which are in order of time, under their articles, under their years."""
    articles: list[MentioningArticle] = []
    for _, group in groupby(mentions, key=lambda mention: mention.article_id):
        made = list(group)
        first = made[0]
        unique = {(m.sentence, m.start, m.relation): m for m in made}
        articles.append(
            MentioningArticle(
                first.article_id,
                first.headline,
                first.portal,
                first.date_published,
                list(unique.values()),
            )
        )
    return [
        Year(year, list(group))
        for year, group in groupby(articles, key=lambda a: (a.date_published or "")[:4] or None)
    ]
