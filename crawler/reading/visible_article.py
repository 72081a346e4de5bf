"""Reading an article off a page by the order and the role of what can be seen of it.

What a visitor sees on nearly all these portals, from the top: a header (with today's date), a menu,
the headline, the date, the paragraphs, the author's name alone on a line, a view counter, a rating,
related articles, the footer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.address_forms import is_file_address
from crawler.blocks import Block
from crawler.found import Found
from crawler.pages import Page
from crawler.reading.headline_choice import TITLE_JOINTS, choose_headline, split_stamp
from crawler.reading.roles import Role
from crawler.reading.scraps import is_scrap, without_scraps_above
from crawler.reading.signatures import (
    is_names,
    names_login,
    read_author,
    read_labelled_author,
    read_source,
)
from crawler.reading.stamps import StampLine, read_views
from crawler.reading.visible_lines import Line, lines_of
from vietnamese.folding import fold

_CRUMB_SIGNS = re.compile(r"\s*(?:[»>›→/]+|::)\s*")
_CRUMB_DASH = re.compile(r"\s+-\s+")
_SECTION_LENGTH = 80
_IN_TEXT = (Role.TEXT, Role.SITE, Role.CONTACT)
_AFTER = (Role.END, Role.COMMENTS)


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
    prose = {id(line.block) for line in lines[below:] if line.is_prose}
    places = [at for at, block in enumerate(body) if id(block) in prose]
    if places:
        body = [*_take_top(article, body, places[0]), *body[places[0] :]]
    _take_signature(article, body, {id(block) for block in body if id(block) in prose})
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
        if line.role is Role.FOOTER:
            break
        if body and line.role in _AFTER:
            counter_at = _counter_behind(below, at)
            if counter_at is not None:
                if line.role is Role.END and _is_text_between(below[at:counter_at]):
                    article.blocks.append(line.block)
                    body.append(line.block)
                    continue
                _take_counter(article, below, counter_at)
            break
        if line.role in (Role.SITE, Role.CONTACT) and not _goes_on(below[at + 1 :]):
            break
        if line.role is Role.VIEWS:
            if not body:
                article.take("views", read_views(_with_next(below, at)), "view-counter")
                continue
            _take_counter(article, below, at)
            break
        article.blocks.append(line.block)
        if line.stamps is not None:
            said = _take_labelled(article, line.stamps, line.text)
            if said or not body:
                continue
        if line.role in _IN_TEXT and (body or line.folded != headline):
            body.append(line.block)
    return body


def _take_counter(article: VisibleArticle, below: Sequence[Line], at: int) -> None:
    """Take the view counter, and what is said right below it of date and author."""
    article.take("views", read_views(_with_next(below, at)), "view-counter")
    for late in below[at : at + 3]:
        if late.stamps is not None:
            _take_labelled(article, late.stamps, late.text)
        article.take("author", read_labelled_author(late.text), "line-below-counter")


def _counter_behind(lines: Sequence[Line], at: int) -> int | None:
    """The place of the article's view counter where that stands behind what seems to end it.

    Other articles have counters too: below a list of links it is this one's only right above the
    rating.
    """
    is_past_cards = False
    for place in range(at + 1, len(lines)):
        line = lines[place]
        if line.role is Role.FOOTER:
            return None
        if line.role is Role.VIEWS and read_views(_with_next(lines, place)) is not None:
            is_rated = place + 1 < len(lines) and lines[place + 1].role is Role.END
            return place if is_rated or not is_past_cards else None
        is_past_cards = is_past_cards or (line.is_text and line.block.is_linked)
    return None


def _is_text_between(lines: Sequence[Line]) -> bool:
    """Whether the article goes on here: with running text, and no links to others."""
    return any(line.is_prose for line in lines) and not any(
        line.is_text and line.block.is_linked for line in lines
    )


def _take_top(article: VisibleArticle, body: Sequence[Block], first: int) -> list[Block]:
    """What is text above the first running text; takes the source and the author named there."""
    kept = []
    for block in body[:first]:
        source, author = read_source(block.text), read_labelled_author(block.text)
        article.take("source", source, "source-line")
        article.take("author", author, "line-above-text")
        if source is None and author is None and not names_login(block.text):
            kept.append(block)
    return without_scraps_above([*kept, body[first]], article.top, len(kept))[:-1]


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether an article's own end is still to come, so that this is not the foot of the page."""
    return any(line.role in (Role.VIEWS, *_AFTER) for line in lines)


def _with_next(lines: Sequence[Line], at: int) -> str:
    """A counter together with its number where that stands in the next cell."""
    text = lines[at].text
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    if not any(map(str.isdigit, text)) and re.fullmatch(r"[\d.,\s]+", following):
        return f"{text} {following}"
    return text


def _take_signature(article: VisibleArticle, body: list[Block], prose: set[int]) -> None:
    """Take author and source off the end of the body, tools, and links to other articles.

    `prose` are the ids of the blocks that are running text.
    """
    is_signed = False
    while len(body) > 1:
        last, at = body[-1], len(body) - 1
        if last.links and all(is_file_address(href) for href, _ in last.links):
            pass  # files stand among the attachments
        elif (source := read_source(last.text)) is not None:
            article.take("source", source, "source-line")
        elif names_login(last.text) or _is_below_signature(body, at, prose):
            pass
        elif not is_signed and (author := _signature(body, at)):
            article.replace("author", author, "last-line")
            is_signed = True
        elif not last.is_linked or body[-2].text.endswith(":"):
            break
        body.pop()
    if body and "author" not in article.values:
        _take_glued_author(article, body[-1])


def _signature(body: Sequence[Block], at: int) -> str | None:
    """The author that a line names, unless it is one name of a list: beside another, set alike."""
    block = body[at]
    if block.is_linked:
        return None  # a menu's entry; authors are no links
    author = read_author(block.text, block.right, block.is_bold or block.is_italic)
    if author is not None and is_names(block.text):
        for other in (*body[max(at - 1, 0) : at], *body[at + 1 : at + 2]):
            if is_names(other.text) and _setting(other) == _setting(block):
                return None
    return author


def _setting(block: Block) -> tuple[bool, bool, bool]:
    return block.right, block.is_bold, block.is_italic


def _is_below_signature(body: Sequence[Block], at: int, prose: set[int]) -> bool:
    """Whether a line is a scrap, with nothing but such between it and the author's line above."""
    if not is_scrap(body[at]):
        return False
    for above in range(at - 1, -1, -1):
        if id(body[above]) in prose:
            return False
        if _signature(body, above):
            return any(id(block) in prose for block in body[:above])
        if not is_scrap(body[above]):
            return False
    return False


def _take_glued_author(article: VisibleArticle, last: Block) -> None:
    """`…theo quy định./. Lệ Quỳnh`: the sign that ends a Vietnamese document, then a name."""
    text, mark, name = last.text.rpartition("./.")
    author = read_author(name) if mark and name.strip() else None
    if author is not None:
        last.text = text + mark
        article.take("author", author, "last-words")
