"""What one item tells of a document it speaks of: the body and the year, as far as it says them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from archive.items import ItemType
from archive.mentions import the_only
from documents.bodies import IssuingBody, identify_body
from documents.keys import DocumentKey, slug
from documents.laws import look_up_key
from vietnamese.identifiers import identifier_key, parse_identifier
from vietnamese.provinces import find_province, successor_of

#: A document is cited in the years after it was issued far more often than later; a mention without
#: a year is taken for a known document only if that is no older than this, in years.
REACH_BACK = 2

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
    body: IssuingBody | None = field(default=None, compare=False)

    def may_mean(self, other: DocumentKey, province: str | None) -> bool:
        """Whether the document `other` (of `province`, None: central) may be the one meant."""
        if other.look_up != self.key.look_up:
            return False
        if self.key.body is None:
            if province is not None and province not in self.territory:
                return False
        elif self.key.body != other.body:
            return False
        if self.key.year is not None:
            return other.year == self.key.year
        if other.year is None or self.year is None:
            return False
        return self.year - REACH_BACK <= other.year <= self.year


def clues_of_article(article: ArticleRow, mentions: Iterable[MentionRow]) -> list[Clue]:
    """The clues of an article's mentions; what one mention states holds for its repetitions."""
    by_document: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_document[look_up_of(mention)].append(mention)
    clues: list[Clue] = []
    for look_up, group in by_document.items():
        bodies = [body_of(m, article.province, article.date_published) for m in group]
        years = [_year(m) for m in group]
        only_body = the_only(bodies)
        only_year = the_only(years)
        for mention, body, year in zip(group, bodies, years, strict=True):
            known = body or only_body
            clues.append(
                Clue(
                    item_type="NewsArticle",
                    item_id=article.id,
                    mention_id=mention.id,
                    key=DocumentKey(known.key if known else None, look_up, year or only_year),
                    territory=territory(article.province, article.date_published),
                    year=year_of(article.date_published),
                    stands=mention.document_key,
                    body=known,
                )
            )
    return clues


def clue_of_entry(entry: LegislationRow, province: str | None) -> Clue:
    """The clue of a register's entry; `province` is its portal's, as a slug."""
    number = parse_identifier(entry.identifier or "")
    body = identify_body(
        symbol=number.symbol if number else None,
        issuer=entry.issuer,
        province=province,
        day=entry.issued_on,
    )
    year = (number.year if number else None) or year_of(entry.issued_on)
    if number is not None:
        look_up = identifier_key(number.canonical)
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
        body=body,
    )


def look_up_of(mention: MentionRow) -> str:
    """What the document that a mention means is looked up by."""
    return look_up_key(mention.identifier, mention.text, mention.law_year, mention.issued_on)


def body_of(mention: MentionRow, province: str | None, day: str | None) -> IssuingBody | None:
    """The body that a mention names, on a page of a portal of `province` of a `day`."""
    symbol = mention.symbol
    if mention.kind == "law-by-name":
        symbol = "UBTVQH" if mention.type == "Pháp lệnh" else "QH"
    return identify_body(
        symbol=symbol, issuer=mention.issuer, province=province, day=mention.issued_on or day
    )


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


def _year(mention: MentionRow) -> int | None:
    if mention.law_year is not None:
        return mention.law_year
    if mention.issued_on:
        return year_of(mention.issued_on)
    # The year of a legal document stands in its identifier: 30/2020/NĐ-CP.
    for part in (mention.identifier or "").split("/")[1:]:
        if len(part) == 4 and part.isdigit():
            return int(part)
    return None
