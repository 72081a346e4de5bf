"""Which line of a page is the headline, and which date is its own: decided together.

Each line that may be a headline is weighed with each date below it. What speaks for a line: it is a
heading, agrees with the page's title or address, and stands right above running text; against it:
it is short, ends like a sentence, is a link. What speaks for a date: it follows at once, or is
labelled; against it: it is the first of the page and names its weekday, as today's date does in
headers. The weights were set by hand; they need only put the right pair first.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from crawler.blocks import Block
from crawler.pages import Page
from crawler.reading.own_links import leads_away
from crawler.reading.roles import Role, ends_sentence
from crawler.reading.stamps import Stamp, is_past, read_stamp_line
from crawler.reading.visible_lines import Line
from vietnamese.folding import fold

#: Sites join the headline and their own name in the title with these.
TITLE_JOINTS = re.compile(r"\s+[-–—|»·:]+\s+")

#: So many blocks below the headline its date is looked for.
_DATE_WITHIN = 6
#: A line that has less to say for itself is no headline.
_ENOUGH = 0.0
#: A headline that has so much to say for itself cannot be the line above today's date.
_CERTAIN = 3.0
#: So many linked headings with a date each are a listing's, and none of them is this page's.
_CARDS = 3
#: Names of offices and headings of other articles; headlines are worded like them now and then.
_SELDOM = (Role.SITE, Role.END, Role.COMMENTS)
_FRAME_BELOW = (Role.END, Role.COMMENTS, Role.FOOTER, Role.VIEWS)
#: Numbers of votes, visitors and visits, which stand in headings now and then.
_COUNTER = re.compile(
    r":\s*[\d.,]+$|^\d[\d.,]*\ (?:nguoi|luot|lan|tong)\b|\btrung binh\s*:?\s*\d|^hom nay\b.{0,3}\d"
)
_COUNTER_LENGTH = 60


class Choice(NamedTuple):
    """The positions of headline and date line (the headline's own, or None if there is none)."""

    headline_at: int
    date_at: int | None


def choose_headline(lines: Sequence[Line], page: Page) -> Choice | None:
    """The headline and its date, or None where no line can be told to be a headline."""
    scorer = _Scorer(lines, page)
    best: tuple[float, Choice] | None = None
    for position in range(len(lines)):
        if not scorer.may_be_headline(position):
            continue
        text, stamp = split_stamp(lines[position].block, page.fetched_at)
        score = scorer.headline(position, text)
        for date_at in scorer.dates_for(position) if stamp is None else (position,):
            total = score + scorer.date(position, date_at, score)
            if best is None or total > best[0]:
                best = total, Choice(position, date_at)
    return best[1] if best is not None and best[0] >= _ENOUGH else None


def split_stamp(block: Block, fetched_at: str | None) -> tuple[str, Stamp | None]:
    """A headline apart from the date that stands behind it in the same line, if one does."""
    line = read_stamp_line(block.text, most=400)
    stamp = line.stamps[-1] if line is not None else None
    if stamp is None or not is_past(stamp.value, fetched_at):
        return block.text, None
    before, after = block.text[: stamp.start].rstrip(), block.text[stamp.end :]
    goes_on = re.search(r"\b(?:ngày|từ|đến|trước|sau|tháng|số|và)$|[,/]$", before, re.IGNORECASE)
    said = fold(block.text[stamp.start : stamp.end]).lstrip()
    says_day = stamp.label is None and said.startswith("ngay ")
    is_last = not re.sub(r"[\W\d_]+|lượt|xem|số|đã", "", after.lower())
    if len(before) < 20 or not is_last or goes_on or (says_day and not before.endswith("(")):
        return block.text, None
    return before.rstrip(" (|-–,•"), stamp


class _Scorer:
    def __init__(self, lines: Sequence[Line], page: Page) -> None:
        self.lines = lines
        self.page = page
        self.titles = [fold(t) for t in (page.title, page.meta("og:title")) if t]
        self.slug = _slug(page.url)
        self.end = self._end_of_article()
        self.card_levels = self._levels_of_cards()
        self.distances = self._distances_to_prose()

    def _end_of_article(self) -> int:
        """Where what follows the first running text begins: no headline stands below it."""
        seen_prose = False
        for position, line in enumerate(self.lines):
            seen_prose = seen_prose or line.is_prose
            if seen_prose and line.role in _FRAME_BELOW:
                return position
        return len(self.lines)

    def _levels_of_cards(self) -> set[int]:
        """The levels of headings that are cards' here: several lead away, each with its date."""
        levels = Counter(
            line.block.heading
            for position, line in enumerate(self.lines)
            if line.block.heading
            and self._has_stamp_below(position)
            and self._leads_away(line.block)
        )
        return {level for level, number in levels.items() if number >= _CARDS}

    def may_be_headline(self, position: int) -> bool:
        line = self.lines[position]
        return (
            (line.is_text or line.role in _SELDOM)
            and 8 <= len(line.text) <= 400
            and (not line.is_prose or self._has_stamp_below(position))
            and (line.block.heading > 0 or not self._leads_away(line.block))
            and not (line.block.is_linked and line.block.heading in self.card_levels)
            and any(map(str.isalpha, line.text))
            and not (len(line.text) <= _COUNTER_LENGTH and _COUNTER.search(line.folded))
        )

    def _has_stamp_below(self, position: int) -> bool:
        """Whether the very next line is a date, as it is below headlines."""
        below = self.lines[position + 1 : position + 2]
        return bool(below) and below[0].stamps is not None

    def _leads_away(self, block: Block) -> bool:
        if block.is_linked:
            for href, _ in block.links:
                if leads_away(self.page, href):
                    return True
        return False

    def headline(self, position: int, text: str) -> float:
        """What speaks for a line; `text` is its own without the stamp behind it."""
        block = self.lines[position].block
        folded = self.lines[position].folded if text is block.text else fold(text)
        words = len(text.split())
        score = {1: 3.0, 2: 2.0, 3: 1.5, 4: 1.0}.get(block.heading, 0.5 if block.is_bold else 0.0)
        score += max((_agreement(folded, title) for title in self.titles), default=0.0)
        if len(folded) >= 15 and _hyphenated(folded)[:60] in self.slug:
            score += 5
        score += -4 if words < 4 else -1 if words < 6 else 1 if words <= 40 else -2
        if ends_sentence(text) and not text.endswith("?"):
            score -= 2
        if self.lines[position].is_prose:
            score -= 1.5
        if self._leads_away(block):
            score -= 4
        is_dated_heading = block.heading > 0 and self._has_stamp_below(position)
        if self.lines[position].role in _SELDOM and not is_dated_heading:
            score -= 5
        if position > self.end:
            score -= 6
        return score - self.distances[position]

    def _distances_to_prose(self) -> list[float]:
        """For each line the price of the lines between it and the next running text."""
        distances: list[float] = []
        between, reached = 0, False
        for line in reversed(self.lines):
            price = 0.5 * between if reached else 1.0 + 0.5 * between if between else 4.0
            distances.append(min(4.0, price))
            if line.is_prose:
                between, reached = 0, True
            elif line.role is Role.FOOTER:
                between, reached = 0, False
            else:
                between += line.is_text
        return distances[::-1]

    def dates_for(self, position: int) -> list[int | None]:
        """The places of the dates below that may be a headline's, and None for none of them."""
        places: list[int | None] = [None]
        for at in range(position + 1, min(position + 1 + _DATE_WITHIN, len(self.lines))):
            line = self.lines[at]
            if line.stamps is not None and line.stamps.stamps:
                places.append(at)
            elif line.is_prose or line.role in (Role.END, Role.COMMENTS, Role.FOOTER):
                break
            elif line.is_text and self._leads_away(line.block):
                break  # what follows is a listing, and its dates are those of what it lists
        return places

    def date(self, position: int, date_at: int | None, headline: float) -> float:
        if date_at is None:
            return 0.0
        if date_at == position:
            return 4.0
        score = 4.0 - sum(line.is_text for line in self.lines[position + 1 : date_at])
        stamps = self.lines[date_at].stamps
        stamp = stamps.published if stamps else None
        if stamp is None or stamp.label == "published":
            return score + 1
        if headline < _CERTAIN and stamp.has_weekday and self._may_be_todays(date_at):
            return score - 5
        return score

    def _may_be_todays(self, date_at: int) -> bool:
        """Whether a date is the page's first, and a headline may yet follow it."""
        if any(line.stamps for line in self.lines[:date_at]):
            return False
        for line in self.lines[date_at + 1 :]:
            if line.is_prose:
                return False
            if line.is_text and len(line.text.split()) > 5:
                return True
        return True


def _agreement(folded: str, title: str) -> float:
    """How well a line agrees with the page's title, of which sites make a part their own name."""
    if len(folded) < 12:
        return 0.0
    if folded == title or folded == max(TITLE_JOINTS.split(title), key=len):
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
