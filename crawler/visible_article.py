"""Reading an article off a page by the order and the role of what can be seen of it.

What a visitor sees on nearly all these portals, from the top: a header (with today's date), a menu,
the headline, the date, the paragraphs, the author's name alone on a line, a view counter, a rating,
related articles, the footer. Which of the upper lines is the headline and which date is its own is
decided together, by what speaks for each pair.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.blocks import Block
from crawler.found import Found
from crawler.pages import Page
from crawler.roles import Role, ends_sentence, is_prose, read_author, read_source, role_of
from crawler.stamps import Stamp, StampLine, is_past, read_stamp_line, read_views
from vietnamese.folding import fold

#: So many blocks after the headline the date is looked for.
_DATE_WITHIN = 6
#: A pair of headline and date that has less to say for itself is no article.
_ENOUGH = 2.0
_CRUMB_SIGNS = re.compile(r"\s*(?:[»>›|→/]+|::)\s*|\s+-\s+")
_TITLE_PARTS = re.compile(r"\s+[-–—|»·:]+\s+")


@dataclass(slots=True)
class Reading:
    """What was read: the fields, and for each that was found the rule that found it."""

    headline: str
    body: list[str]
    blocks: list[Block]
    date_published: str | None = None
    date_modified: str | None = None
    author: str | None = None
    source: str | None = None
    views: int | None = None
    section: str | None = None
    rules: dict[str, str] = field(default_factory=dict)

    def found(self, name: str) -> Found[Any] | None:
        """A field's value and rule, if it was found."""
        return Found(getattr(self, name), self.rules[name]) if name in self.rules else None

    def take(self, name: str, value: object, rule: str) -> None:
        """Keep a value found for a field, unless there is one already."""
        if value is not None and name not in self.rules:
            setattr(self, name, value)
            self.rules[name] = rule


def read_article(page: Page) -> Reading | None:
    """The article that a page shows, or None where no line can be its headline."""
    return _Reader(page).read()


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = page.blocks
        self.roles = [role_of(block) for block in self.blocks]
        self.lines = [self._stamp_line(block) for block in self.blocks]
        self.prose = [
            role is Role.TEXT and line is None and is_prose(block)
            for block, role, line in zip(self.blocks, self.roles, self.lines, strict=True)
        ]
        self.titles = [fold(title) for title in (page.title, page.meta("og:title")) if title]
        self.slug = _slug(page.url)

    def _stamp_line(self, block: Block) -> StampLine | None:
        line = read_stamp_line(block.text)
        if line is None or ends_sentence(block.text.rstrip(" .")) or block.is_linked:
            return None
        stamp = line.stamps[0]
        bare = stamp.label is None and not stamp.has_weekday and "T" not in stamp.value
        if bare and line.rest and fold(block.text).startswith("ngay"):
            return None  # "Ngày 28/4/2023, UBND tỉnh…" is how paragraphs begin
        past = tuple(stamp for stamp in line.stamps if is_past(stamp.value, self.page.fetched_at))
        return StampLine(past, line.rest)

    def read(self) -> Reading | None:
        best = max(self._candidates(), default=None)
        if best is None or best[0] < _ENOUGH:
            return None
        _, negative_position, date_at = best
        return self._read_from(-negative_position, date_at)

    # Which line is the headline, and which date is its own.

    def _candidates(self) -> list[tuple[float, int, int]]:
        """Headline and date (-1: none) by what speaks for them; of equals the upper one first."""
        candidates = []
        for position, block in enumerate(self.blocks):
            if not self._may_be_headline(position):
                continue
            base = self._headline_score(position, block)
            dates = [-1, *self._dates_after(position)]
            if self._split_headline(block)[1] is not None:
                dates = [position]
            for date_at in dates:
                score = base + self._date_score(position, date_at)
                candidates.append((score, -position, date_at))
        return candidates

    def _may_be_headline(self, position: int) -> bool:
        block = self.blocks[position]
        return (
            self.roles[position] is Role.TEXT
            and self.lines[position] is None
            and 8 <= len(block.text) <= 400
            and not self.prose[position]
            and any(character.isalpha() for character in block.text)
        )

    def _headline_score(self, position: int, block: Block) -> float:
        text = self._split_headline(block)[0]
        folded = fold(text)
        words = len(text.split())
        score = {1: 3.0, 2: 2.0, 3: 1.5, 4: 1.0}.get(block.heading, 0.5 if block.is_bold else 0.0)
        score += max((_title_score(folded, title) for title in self.titles), default=0.0)
        if self.slug and len(folded) >= 15 and _hyphenated(folded)[:60] in self.slug:
            score += 5
        score += -4 if words < 4 else -1 if words < 6 else 1 if words <= 40 else -2
        if ends_sentence(text) and not text.endswith("?"):
            score -= 2
        if block.is_linked:
            score -= 4
        score -= self._distance_to_prose(position)
        if self._is_below_the_article(position):
            score -= 6
        return score

    def _distance_to_prose(self, position: int) -> float:
        between = 0
        for following in range(position + 1, len(self.blocks)):
            if self.prose[following]:
                return min(4.0, 0.5 * between)
            if self.roles[following] is Role.TEXT and self.lines[following] is None:
                between += 1
            if self.roles[following] is Role.FOOTER:
                break
        return min(4.0, 1.0 + 0.5 * between) if between else 4.0

    def _is_below_the_article(self, position: int) -> bool:
        seen_prose = False
        for above in range(position):
            seen_prose = seen_prose or self.prose[above]
            if seen_prose and self.roles[above] in (Role.END, Role.FOOTER, Role.VIEWS):
                return True
        return False

    def _dates_after(self, position: int) -> list[int]:
        dates = []
        for following in range(position + 1, min(position + 1 + _DATE_WITHIN, len(self.blocks))):
            line = self.lines[following]
            if line is not None and line.published is not None:
                dates.append(following)
            elif self.prose[following] or self.roles[following] in (Role.END, Role.FOOTER):
                break
        return dates

    def _date_score(self, position: int, date_at: int) -> float:
        if date_at < 0:
            return 0.0
        if date_at == position:
            return 4.0
        line = self.lines[date_at]
        assert line is not None and line.published is not None
        between = sum(
            self.roles[at] is Role.TEXT and self.lines[at] is None
            for at in range(position + 1, date_at)
        )
        score = 4.0 - between
        if line.published.label == "published":
            score += 1
        elif line.published.has_weekday and not any(self.lines[:date_at]):
            score -= 5  # the first date of a page, with its weekday, is today's
        return score

    # What belongs to the article, from its headline down.

    def _read_from(self, position: int, date_at: int) -> Reading:
        shown, own_stamp = self._split_headline(self.blocks[position])
        reading = Reading(headline="", body=[], blocks=[])
        reading.take("headline", self._best_spelling(shown), "headline-line")
        if own_stamp is not None:
            reading.take("date_published", own_stamp.value, "date-in-headline-line")
        elif date_at >= 0:
            self._take_date_line(reading, date_at)
        self._take_crumbs(reading, position)
        body = self._body_blocks(reading, max(position, date_at) + 1, fold(shown))
        _take_signature(reading, body)
        if body:
            reading.take("body", [block.text for block in body], "paragraphs")
        return reading

    def _take_date_line(self, reading: Reading, at: int) -> None:
        line = self.lines[at]
        assert line is not None and line.published is not None
        reading.take("date_published", line.published.value, "date-line")
        self._take_labelled(reading, line, self.blocks[at].text)
        reading.take("author", read_author(line.rest) if line.rest else None, "date-line")

    def _take_labelled(self, reading: Reading, line: StampLine, text: str) -> bool:
        """Take what a line of stamps says in so many words; whether it said anything."""
        published, modified = line.labelled("published"), line.labelled("modified")
        reading.take("date_published", published and published.value, "labelled-date")
        reading.take("date_modified", modified and modified.value, "labelled-date")
        reading.take("views", read_views(text), "date-line")
        return published is not None or modified is not None

    def _take_crumbs(self, reading: Reading, position: int) -> None:
        for at in range(position - 1, -1, -1):
            if self.roles[at] is Role.CRUMBS:
                parts = _CRUMB_SIGNS.split(self.blocks[at].text)
                sections = [
                    part for part in parts[1:] if part and fold(part) != fold(reading.headline)
                ]
                if sections and len(sections[-1]) <= 80:
                    reading.take("section", sections[-1], "breadcrumb")
                return

    def _body_blocks(self, reading: Reading, start: int, headline: str) -> list[Block]:
        """The blocks of the body; takes counters and late stamps along the way."""
        body: list[Block] = []
        for at in range(start, len(self.blocks)):
            block, role, line = self.blocks[at], self.roles[at], self.lines[at]
            if role is Role.FOOTER or (body and role in (Role.SITE, Role.END)):
                break
            if role is Role.VIEWS:
                reading.take("views", read_views(self._with_next(at)), "view-counter")
                if body:
                    self._take_late_date(reading, at)
                    break
                continue
            reading.blocks.append(block)
            if line is not None and (self._take_labelled(reading, line, block.text) or not body):
                continue
            if role is Role.TEXT and (body or fold(block.text) != headline):
                body.append(block)
        return body

    def _with_next(self, at: int) -> str:
        """A counter together with its number where that stands in the next cell."""
        text = self.blocks[at].text
        if not any(c.isdigit() for c in text) and at + 1 < len(self.blocks):
            following = self.blocks[at + 1].text
            if re.fullmatch(r"[\d.,\s]+", following):
                return f"{text} {following}"
        return text

    def _take_late_date(self, reading: Reading, at: int) -> None:
        """A labelled date beside the view counter, below the body."""
        for following in range(at, min(at + 3, len(self.blocks))):
            text = self.blocks[following].text
            line = read_stamp_line(text)
            said = line.labelled("published") if line else None
            if said is not None and is_past(said.value, self.page.fetched_at):
                reading.take("date_published", said.value, "labelled-date")

    def _split_headline(self, block: Block) -> tuple[str, Stamp | None]:
        """The headline of a line, and the stamp that stands behind it in the same line."""
        line = read_stamp_line(block.text, most=400)
        stamp = line.stamps[-1] if line is not None else None
        if stamp is None or len(block.text) < 30:
            return block.text, None
        before, after = block.text[: stamp.start].rstrip(), block.text[stamp.end :]
        in_prose = re.search(r"(?:ngày|từ|đến|trước|sau|năm|tháng|số|và|[,/–-])$", _edge(before))
        says_day = fold(block.text[stamp.start : stamp.end]).startswith("ngay ")
        at_end = not re.sub(r"[\W\d_]+|lượt|xem|số|đã", "", after.lower())
        bracketed = before.endswith("(")
        if not at_end or (in_prose and not bracketed) or (says_day and stamp.label is None):
            return block.text, None
        if not is_past(stamp.value, self.page.fetched_at):
            return block.text, None
        return before.rstrip(" (|-–,•"), stamp

    def _best_spelling(self, shown: str) -> str:
        """The headline as shown; where that is all capitals, as the page spells it elsewhere."""
        if not shown.isupper():
            return shown
        for title in (self.page.meta("og:title") or "", *_TITLE_PARTS.split(self.page.title)):
            if title.upper() == shown and not title.isupper():
                return title
        return shown


def _take_signature(reading: Reading, body: list[Block]) -> None:
    """Take author and source off the end of the body, and links to other articles."""
    while len(body) > 1 and body[-1].is_linked and not body[-2].text.endswith(":"):
        body.pop()
    named = False
    for _ in range(3):
        if not body:
            return
        last = body[-1]
        if (source := read_source(last.text)) is not None:
            reading.take("source", source, "source-line")
        elif not named and (author := read_author(last.text, last.right and len(body) > 1)):
            reading.rules.pop("author", None)  # the signature goes before a name beside the date
            reading.take("author", author, "last-line")
            named = True
        else:
            break
        body.pop()
    if body and reading.author is None:
        _take_glued_author(reading, body[-1])


def _take_glued_author(reading: Reading, last: Block) -> None:
    """`…theo quy định./. Lệ Quỳnh`: the sign that ends a Vietnamese document, then a name."""
    text, mark, name = last.text.rpartition("./.")
    author = read_author(name) if mark and name.strip() else None
    if author is not None:
        last.text = text + mark
        reading.take("author", author, "last-words")


def _edge(text: str) -> str:
    """The last words of a text in lower case, which tell whether a date goes on from them."""
    return text[-12:].lower()


def _title_score(folded: str, title: str) -> float:
    """How well a line agrees with the page's title, of which sites make a part their own name."""
    if len(folded) < 12:
        return 0.0
    parts = _TITLE_PARTS.split(title)
    if folded == title or folded == max(parts, key=len):
        return 4.0
    return 3.0 if folded in title and len(folded) > 0.5 * len(title) else 0.0


def _hyphenated(folded: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", folded))


def _slug(url: str) -> str:
    """The path of an address in the form that headlines take in it."""
    try:
        return _hyphenated(fold(unquote(urlsplit(url).path)))
    except ValueError:
        return ""
