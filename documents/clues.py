"""What one item tells of a document it speaks of: the body and the year, as far as it says them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from archive.items import ItemType
from archive.mentions import the_only
from documents.bodies import IssuingBody, find_body, identify_body, predecessors_of
from documents.facts import type_of
from documents.keys import DocumentKey, number_look_up, slug
from documents.laws import find_law, look_up_key
from vietnamese.identifiers import identifier_key, parse_identifier
from vietnamese.provinces import find_province, successor_of

#: A document is cited in the years after it was issued far more often than later; a mention without
#: a year is taken for a known document only if that is no older than this, in years.
REACH_BACK = 2

#: What is announced may be dated ahead, but not by more than this: a later day is a slip.
DATED_AHEAD = timedelta(days=31)

#: What a mention's type is where the text does not tell one.
_UNTYPED = (None, "Văn bản")

#: A register's entry without a number is looked up by so much of its title, in characters.
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Clue:
    """What is known of the document that a mention or a register's entry means, by its item alone.

    `mention_id` is null for an entry. `territory` are the provinces that the item's portal covered
    on its day, as slugs; `year` is the item's. `stands` is the key of the document that it resolves
    to in the catalogue, null if it is new.
    """

    item_type: ItemType
    item_id: str
    mention_id: int | None
    key: DocumentKey
    territory: frozenset[str]
    year: int | None
    stands: str | None
    stated: str | None
    body: IssuingBody | None = field(default=None, compare=False)

    def may_mean(self, other: DocumentKey, province: str | None) -> bool:
        """Whether the document `other` (of `province`, None: central) may be the one meant."""
        if other.look_up != self.key.look_up:
            return False
        if self.key.body is None:
            if province is not None and province not in self.territory:
                return False
        elif self.key.body != other.body and other.body not in self.predecessors:
            return False
        if self.key.year is not None:
            return other.year == self.key.year
        if other.year is None or self.year is None or other.year > self.year:
            return False
        return self._is_recent(other.year) or numbered_by_term(other.body)

    def means_if_only(self, other: DocumentKey) -> bool:
        """Whether the document `other` is the one meant if no other that is known may be it.

        One of a body's predecessor is not: the body's own may be still unknown. Nor is an old one.
        """
        if self.key.year is not None:
            return True
        own = self.key.body in (None, other.body)
        return own and other.year is not None and self._is_recent(other.year)

    @property
    def predecessors(self) -> frozenset[str]:
        """The bodies, by key, whose documents may be meant although the key's body is named."""
        if self.key.body is None or self.key.year is not None or self.year is None:
            return frozenset()
        return _lately_before(self.key.body, self.year)

    def _is_recent(self, year: int) -> bool:
        return self.year is not None and self.year - REACH_BACK <= year


def clues_of_article(article: ArticleRow, mentions: Sequence[MentionRow]) -> list[Clue]:
    """The clues of an article's mentions; what one mention states holds for its repetitions."""
    by_document: dict[str, list[MentionRow]] = defaultdict(list)
    for mention, look_up in zip(mentions, _look_ups(mentions), strict=True):
        by_document[look_up].append(mention)
    clues: list[Clue] = []
    for look_up, group in by_document.items():
        own_years = [_year(m, article.date_published) for m in group]
        only_year = the_only(own_years)
        years = [year or only_year for year in own_years]
        bodies = [
            body_of(m, article.province, article.date_published, year)
            for m, year in zip(group, years, strict=True)
        ]
        only_body = the_only(bodies)
        for mention, body, year in zip(group, bodies, years, strict=True):
            known = _that_existed(body or only_body, year)
            clues.append(
                Clue(
                    item_type="NewsArticle",
                    item_id=article.id,
                    mention_id=mention.id,
                    key=DocumentKey(known.key if known else None, look_up, year),
                    territory=territory(article.province, article.date_published),
                    year=year_of(article.date_published),
                    stands=mention.document_key,
                    stated=mention.stated_key,
                    body=known,
                )
            )
    return clues


def clue_of_entry(entry: LegislationRow, province: str | None) -> Clue:
    """The clue of a register's entry; `province` is its portal's, as a slug."""
    number = parse_identifier(entry.identifier or "")
    year = (number.year if number else None) or year_of(entry.issued_on)
    body = _that_existed(
        identify_body(
            symbol=number.symbol if number else None,
            issuer=entry.issuer,
            province=province,
            day=day_in(year, entry.issued_on),
        ),
        year,
    )
    if number is not None:
        look_up = number_look_up(number.canonical, type_of(entry))
    elif entry.identifier and (key := identifier_key(entry.identifier)):
        look_up = key
    else:
        named = look_up_key(None, entry.title or "", year, entry.issued_on)
        look_up = named[:LONGEST_TITLE].strip("-") or slug(entry.id)
    return Clue(
        item_type="Legislation",
        item_id=entry.id,
        mention_id=None,
        key=DocumentKey(body.key if body else None, look_up, year),
        territory=territory(province, entry.issued_on),
        year=year_of(entry.issued_on),
        stands=entry.document_key,
        stated=entry.stated_key,
        body=body,
    )


def look_up_of(mention: MentionRow) -> str:
    """What the document that a mention means is looked up by."""
    if mention.identifier:
        return number_look_up(mention.identifier, mention.type)
    return look_up_key(None, mention.text, mention.law_year, mention.issued_on)


def _look_ups(mentions: Sequence[MentionRow]) -> list[str]:
    """What the mentions of one article are looked up by.

    A number of the National Assembly's without a type is a law's where the table has one; else it
    is the resolution's that the article speaks of.
    """
    own = [look_up_of(mention) for mention in mentions]
    typed = {key for m, key in zip(mentions, own, strict=True) if m.type not in _UNTYPED}
    look_ups = []
    for mention, look_up in zip(mentions, own, strict=True):
        resolution = number_look_up(mention.identifier or "", "Nghị quyết")
        year = _year(mention, None)
        if resolution in typed and look_up not in typed and not find_law(look_up, year):
            look_ups.append(resolution)
        else:
            look_ups.append(look_up)
    return look_ups


def body_of(
    mention: MentionRow, province: str | None, day: str | None, year: int | None = None
) -> IssuingBody | None:
    """The body that a mention names, on a page of a portal of `province` of a `day`.

    Which body it is depends on when the document was issued: in the `year`, where it is known by
    more than the mention itself.
    """
    symbol = mention.symbol
    if mention.kind == "law-by-name":
        symbol = "UBTVQH" if mention.type == "Pháp lệnh" else "QH"
    return identify_body(
        symbol=symbol,
        issuer=mention.issuer,
        province=province,
        day=day_in(_year(mention, day) or year, credible_day(mention.issued_on, day), day),
    )


def day_in(year: int | None, *days: str | None) -> str | None:
    """The first of these days that is in the `year`, or the day in it that is nearest to them.

    A document of 2022 that is cited in 2025 was issued by who could in 2022.
    """
    stated = [day for day in days if day]
    if year is None:
        return stated[0] if stated else None
    in_year = (day for day in stated if year_of(day) == year)
    later = bool(stated) and (year_of(stated[0]) or 0) < year
    return next(in_year, f"{year}-01-01" if later else f"{year}-12-31")


def _that_existed(body: IssuingBody | None, year: int | None) -> IssuingBody | None:
    """The body, unless it did not exist in that year: then one of the two is not what it seems."""
    if body is None or year is None:
        return body
    begun = year_of(body.since) or year
    ended = year_of(body.until) or year
    return body if begun <= year <= ended else None


@lru_cache(maxsize=1000)
def territory(province: str | None, day: str | None) -> frozenset[str]:
    """The provinces that a portal of `province` may speak of as its own on a `day`.

    After the mergers a portal that kept its name is one of the province that took its own over.
    """
    if province is None:
        return frozenset()
    own = {province}
    if day is not None and find_province(province, day[:10]) is None:
        former = find_province(province)
        successor = successor_of(former) if former else None
        own |= {successor.slug} if successor else set()
    return frozenset(own)


def year_of(day: str | None) -> int | None:
    """The year of a day in ISO 8601."""
    return int(day[:4]) if day else None


@lru_cache(maxsize=4096)
def numbered_by_term(body: str | None) -> bool:
    """Whether a body (a key) numbers its documents by term, and they are cited for decades.

    So do the Party's central bodies: Hướng dẫn 36-HD/VPTW ngày 03/4/2018.
    """
    known = find_body(body) if body else None
    return known is not None and known.level == "party" and known.province is None


@lru_cache(maxsize=4096)
def _lately_before(body: str, year: int) -> frozenset[str]:
    """The bodies, by key, that a body took over in a year or not long before.

    Who names it then may mean them: that they ended is known, and their documents still hold.
    """
    known = find_body(body)
    begun = year_of(known.since) if known else None
    if known is None or begun is None or not year - REACH_BACK <= begun <= year:
        return frozenset()
    return frozenset(earlier.key for earlier in predecessors_of(known))


def credible_day(stated: str | None, day: str | None) -> str | None:
    """The day of issue that an article of a `day` states, unless long after its own: a slip."""
    if stated is None or day is None:
        return stated
    latest = date.fromisoformat(day[:10]) + DATED_AHEAD
    return stated if stated <= latest.isoformat() else None


def _year(mention: MentionRow, day: str | None) -> int | None:
    """The year that a mention in an article of a `day` states."""
    if mention.law_year is not None:
        return mention.law_year
    # The year of a legal document stands in its identifier, whatever day is beside: 30/2020/NĐ-CP.
    for part in (mention.identifier or "").split("/")[1:]:
        if len(part) == 4 and part.isdigit() and part[:2] in ("19", "20"):
            return int(part)
    return year_of(credible_day(mention.issued_on, day))
