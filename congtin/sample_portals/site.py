"""One department's site as it stands: its articles, what has been edited, who has visited."""

import datetime
import hashlib
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from congtin.sample_portals.articles import SampleArticle
from congtin.sample_portals.departments import Department, FalseCard, Section

PER_PAGE = 10
RELATED = 5
VISITORS_BEFORE = 208_417
VIETNAM = datetime.timezone(datetime.timedelta(hours=7), "ICT")


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page of a section: its articles, the cards among them that are none, and the pager."""

    section: Section
    articles: Sequence[SampleArticle]
    cards: Sequence[FalseCard]
    number: int
    pages: int
    total: int

    @property
    def numbers(self) -> list[int]:
        """The pages that the pager offers, one that is not there where there are dead pages."""
        return [*range(1, self.pages + 1), *([99] if self.section.dead_pages else [])]

    @property
    def next_number(self) -> int | None:
        """The number of the next page, None on the last."""
        return self.number + 1 if self.number < self.pages else None


class DepartmentSite:
    """The site of one department. The next request sees an edit; each visit raises a counter.

    Requests are answered in threads: an edit replaces the dictionary of articles, never changes it.
    """

    def __init__(self, department: Department, articles: Iterable[SampleArticle]) -> None:
        self.department = department
        self._articles = {
            article.id: article for article in articles if article.department == department.slug
        }
        self._visits: Counter[int] = Counter()
        self._edited: dict[int, datetime.datetime] = {}
        self._lock = threading.Lock()

    def articles(self) -> list[SampleArticle]:
        """What is published now, pinned articles first, then the newest first."""
        newest = sorted(
            self._articles.values(), key=lambda a: (str(a.published), a.id), reverse=True
        )
        return sorted(newest, key=lambda article: "pinned" not in article.quirks)

    def article(self, number: int) -> SampleArticle | None:
        """The article of that number as it reads now, None where there is none (any more)."""
        return self._articles.get(number)

    def listing(self, section: Section, number: int) -> ListingPage:
        """That page of the section; one beyond the last is empty."""
        articles = [article for article in self.articles() if article.section == section.slug]
        first = (number - 1) * PER_PAGE
        return ListingPage(
            section=section,
            articles=articles[first : first + PER_PAGE],
            cards=section.cards if number == 1 else (),
            number=number,
            pages=-(-len(articles) // PER_PAGE),
            total=len(articles),
        )

    def related(self, article: SampleArticle) -> list[SampleArticle]:
        """Other articles of the section, those published next before and after it."""
        others = [a for a in self.articles() if a.section == article.section and a.id != article.id]
        return sorted(others, key=lambda other: abs(other.id - article.id))[:RELATED]

    def visit(self, article: SampleArticle) -> int:
        """Counts a visit to the article and gives its view counter, this visit included."""
        with self._lock:
            self._visits[article.id] += 1
            return article.views + self._visits[article.id]

    def visitors(self) -> int:
        """The visitor counter at the foot of each page; it rises whenever it is shown."""
        with self._lock:
            self._visits[0] += 1
            return VISITORS_BEFORE + self._visits[0]

    def publish(self, article: SampleArticle) -> None:
        """Puts an article on the site, in place of the one of that number if there is one."""
        self._articles = {**self._articles, article.id: article}
        self._edited[article.id] = datetime.datetime.now(datetime.UTC)

    def edit(self, number: int, **changes: Any) -> SampleArticle:
        """Publishes the article anew with these fields of `SampleArticle` changed.

        Raises:
            KeyError: there is no such article.
        """
        edited = replace(self._articles[number], **changes)
        self.publish(edited)
        return edited

    def remove(self, number: int) -> None:
        """Takes the article down, from its address and from the listings.

        Raises:
            KeyError: there is no such article.
        """
        remaining = dict(self._articles)
        del remaining[number]
        self._articles = remaining

    def modified(self, article: SampleArticle) -> datetime.datetime:
        """When the article was last edited, or else published; an aware moment."""
        if article.id in self._edited:
            return self._edited[article.id]
        day = article.published
        if isinstance(day, datetime.datetime):
            return day.replace(tzinfo=VIETNAM)
        return datetime.datetime(day.year, day.month, day.day, tzinfo=VIETNAM)

    def digest(self, article: SampleArticle) -> str:
        """What identifies this state of the article: counters and today's date do not change it."""
        # Without the quirks: a set of strings prints in another order in each process.
        state = repr(replace(article, quirks=frozenset()))
        return hashlib.sha256(state.encode()).hexdigest()[:20]


def today() -> datetime.date:
    """The day it is in Vietnam."""
    return datetime.datetime.now(VIETNAM).date()
