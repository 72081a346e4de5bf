"""What one article tells of the documents it mentions: for each mention its body and its year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archive.catalogue.tables import ArticleRow, MentionRow
from archive.mentions import the_only
from documents.bodies import IssuingBody, identify_body
from documents.keys import DocumentKey
from documents.laws import look_up_key

#: A document is cited in the years after it was issued far more often than later; a mention without
#: a year is taken for a known document only if that is no older than this, in years.
REACH_BACK = 2


@dataclass(frozen=True, slots=True)
class Clue:
    """What is known of the document that a mention means, before other articles are asked."""

    mention_id: int
    article_id: str
    body: IssuingBody | None
    key: DocumentKey
    province: str | None  # of the portal
    article_year: int | None

    def may_mean(self, other: DocumentKey, province: str | None) -> bool:
        """Whether the document `other` (of `province`, None: central) may be the one meant."""
        if other.look_up != self.key.look_up:
            return False
        if self.key.body is None:
            if province is not None and province != self.province:
                return False
        elif self.key.body != other.body:
            return False
        if self.key.year is not None:
            return other.year == self.key.year
        if other.year is None or self.article_year is None:
            return False
        return self.article_year - REACH_BACK <= other.year <= self.article_year


def clues_of_article(article: ArticleRow, mentions: Iterable[MentionRow]) -> list[Clue]:
    """The clues of an article's mentions; what one mention states holds for its repetitions."""
    by_document: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_document[look_up_of(mention)].append(mention)
    clues: list[Clue] = []
    for look_up, group in by_document.items():
        bodies = [(m, _body(m, article)) for m in group]
        years = [(m, _year(m)) for m in group]
        only_body = the_only(body for _, body in bodies)
        only_year = the_only(year for _, year in years)
        for (mention, body), (_, year) in zip(bodies, years, strict=True):
            known = body or only_body
            clues.append(
                Clue(
                    mention_id=mention.id,
                    article_id=article.id,
                    body=known,
                    key=DocumentKey(known.key if known else None, look_up, year or only_year),
                    province=article.province,
                    article_year=_year_of(article.date_published),
                )
            )
    return clues


def look_up_of(mention: MentionRow) -> str:
    """What the document that a mention means is looked up by."""
    return look_up_key(mention.identifier, mention.text, mention.law_year, mention.issued_on)


def _body(mention: MentionRow, article: ArticleRow) -> IssuingBody | None:
    symbol = mention.symbol
    if mention.kind == "law-by-name":
        symbol = "UBTVQH" if mention.type == "Pháp lệnh" else "QH"
    return identify_body(
        symbol=symbol,
        issuer=mention.issuer,
        province=article.province,
        day=mention.issued_on or article.date_published,
    )


def _year(mention: MentionRow) -> int | None:
    if mention.law_year is not None:
        return mention.law_year
    if mention.issued_on:
        return _year_of(mention.issued_on)
    # The year of a legal document stands in its identifier: 30/2020/NĐ-CP.
    for part in (mention.identifier or "").split("/")[1:]:
        if len(part) == 4 and part.isdigit():
            return int(part)
    return None


def _year_of(day: str | None) -> int | None:
    return int(day[:4]) if day else None
