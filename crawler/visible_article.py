"""Reading an article off a page by the order and the role of what can be seen of it.

What a visitor sees on nearly all these portals, from the top: a header (with today's date), a menu,
the headline, the date, the paragraphs, the author's name alone on a line, a view counter, a rating,
related articles, the footer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.blocks import Block
from crawler.found import Found
from crawler.headline_choice import TITLE_JOINTS, choose_headline, split_stamp
from crawler.listings import is_file_address
from crawler.pages import Page
from crawler.roles import Role
from crawler.signatures import read_author, read_source
from crawler.stamps import StampLine, read_views
from crawler.visible_lines import Line, lines_of
from vietnamese.folding import fold

_CRUMB_SIGNS = re.compile(r"\s*(?:[»>›→/]+|::)\s*")
_CRUMB_DASH = re.compile(r"\s+-\s+")
_SECTION_LENGTH = 80
_IN_TEXT = (Role.TEXT, Role.SITE, Role.CONTACT)


@dataclass(slots=True)
class VisibleArticle:
    """What was read: the fields found, each with its rule; the headline's block and those below it
    that the article covers.
    """

    top: Block
    values: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def found(self, name: str) -> Found[Any] | None:
        """A field's value and rule, if it was found."""
        return Found(self.values[name], self.rules[name]) if name in self.values else None

    def take(self, name: str, value: object, rule: str) -> None:
        """Keep a value found for a field, unless there is one already."""
        if value is not None and name not in self.values:
            self.values[name], self.rules[name] = value, rule

    def replace(self, name: str, value: object, rule: str) -> None:
        """Keep a value found for a field in place of what was found before."""
        self.values[name], self.rules[name] = value, rule


def read_visible_article(page: Page) -> VisibleArticle | None:
    """The article that a page shows, or None where no line can be its headline."""
    lines = lines_of(page)
    choice = choose_headline(lines, page)
    if choice is None:
        return None
    headline_at, date_at = choice
    shown, stamp = split_stamp(lines[headline_at].block, page.fetched_at)
    article = VisibleArticle(lines[headline_at].block)
    article.take("headline", _best_spelling(shown, page), "headline-line")
    below = headline_at + 1
    if stamp is not None:
        article.take("date_published", stamp.value, "date-in-headline-line")
    elif date_at is not None:
        _take_date_line(article, lines[date_at])
        below = date_at + 1
    _take_crumbs(article, lines[:headline_at], fold(shown))
    body = _take_body(article, lines[below:], fold(shown))
    _take_signature(article, body)
    if body:
        article.take("body", [block.text for block in body], "paragraphs")
    return article


def _best_spelling(shown: str, page: Page) -> str:
    """The headline as shown; where that is all capitals, as the page spells it elsewhere."""
    if shown.isupper():
        for title in (page.meta("og:title") or "", *TITLE_JOINTS.split(page.title)):
            if title.upper() == shown and not title.isupper():
                return title
    return shown


def _take_date_line(article: VisibleArticle, line: Line) -> None:
    stamps = line.stamps
    if stamps is None:
        return
    published = stamps.published
    article.take("date_published", published and published.value, "date-line")
    _take_labelled(article, stamps, line.text)
    article.take("author", read_author(stamps.rest) if stamps.rest else None, "date-line")


def _take_labelled(article: VisibleArticle, stamps: StampLine, text: str) -> bool:
    """Take what a line of stamps says in so many words; whether it said anything."""
    published, modified = stamps.labelled("published"), stamps.labelled("modified")
    article.take("date_published", published and published.value, "labelled-date")
    article.take("date_modified", modified and modified.value, "labelled-date")
    article.take("views", read_views(text), "date-line")
    return published is not None or modified is not None


def _take_crumbs(article: VisibleArticle, above: Sequence[Line], headline: str) -> None:
    """Take the section from the path above the headline: in one line, or in links of a line each
    that end with the headline itself.
    """
    sections: list[str] = []
    for at, line in enumerate(above):
        if line.role is Role.CRUMBS:
            signs = _CRUMB_SIGNS if _CRUMB_SIGNS.search(line.text) else _CRUMB_DASH
            steps = signs.split(line.text)[1:]
            sections = [step for step in steps if step and fold(step) != headline]
        elif at > 0 and line.folded == headline and above[at - 1].block.is_linked:
            sections = [above[at - 1].text]
    if sections and len(sections[-1]) <= _SECTION_LENGTH:
        article.take("section", sections[-1], "breadcrumb")


def _take_body(article: VisibleArticle, below: Sequence[Line], headline: str) -> list[Block]:
    """The blocks of the body; takes counters and labelled dates along the way."""
    body: list[Block] = []
    for at, line in enumerate(below):
        if line.role is Role.FOOTER or (body and line.role is Role.END):
            break
        if line.role in (Role.SITE, Role.CONTACT) and not _goes_on(below[at + 1 :]):
            break
        if line.role is Role.VIEWS:
            article.take("views", read_views(_with_next(below, at)), "view-counter")
            if not body:
                continue
            for late in below[at : at + 3]:
                if late.stamps is not None:
                    _take_labelled(article, late.stamps, late.text)
            break
        article.blocks.append(line.block)
        if line.stamps is not None:
            said = _take_labelled(article, line.stamps, line.text)
            if said or not body:
                continue
        if line.role in _IN_TEXT and (body or line.folded != headline):
            body.append(line.block)
    return body


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether an article's own end is still to come, so that this is not the foot of the page."""
    return any(line.role in (Role.VIEWS, Role.END) for line in lines)


def _with_next(lines: Sequence[Line], at: int) -> str:
    """A counter together with its number where that stands in the next cell."""
    text = lines[at].text
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    if not any(map(str.isdigit, text)) and re.fullmatch(r"[\d.,\s]+", following):
        return f"{text} {following}"
    return text


def _take_signature(article: VisibleArticle, body: list[Block]) -> None:
    """Take author and source off the end of the body, and links to other articles."""
    is_signed = False
    while len(body) > 1:
        last = body[-1]
        if last.links and all(is_file_address(href) for href, _ in last.links):
            pass  # files stand among the attachments
        elif (source := read_source(last.text)) is not None:
            article.take("source", source, "source-line")
        elif not is_signed and (author := read_author(last.text, last.right)):
            article.replace("author", author, "last-line")
            is_signed = True
        elif not last.is_linked or body[-2].text.endswith(":"):
            break
        body.pop()
    if body and "author" not in article.values:
        _take_glued_author(article, body[-1])


def _take_glued_author(article: VisibleArticle, last: Block) -> None:
    """`…theo quy định./. Lệ Quỳnh`: the sign that ends a Vietnamese document, then a name."""
    text, mark, name = last.text.rpartition("./.")
    author = read_author(name) if mark and name.strip() else None
    if author is not None:
        last.text = text + mark
        article.take("author", author, "last-words")
