"""The articles that the portals of a simulation publish."""

import random
from collections.abc import Sequence
from datetime import datetime

from archive.hours import ZONE
from archive.items import Article
from benchmarks.country.crawls import Text
from benchmarks.country.plan import Planned
from benchmarks.news_corpus import NewsCorpus

#: Of so many articles the paragraphs are drawn anew; then they are told again, with other words
#: at their beginning.
_DIFFERENT = 500


def short(planned: Planned, at: datetime) -> Article:
    """An article of a sentence."""
    return _article(planned, at, f"Tin {at.isoformat()}", ["Một đoạn."])


def corpus_texts() -> Text:
    """Articles as long as real ones, each citing a directive or two."""
    pairs: Sequence[Article] = [article for article, _ in NewsCorpus().articles(_DIFFERENT)]

    def text(planned: Planned, at: datetime) -> Article:
        chance = random.Random(f"{planned.portal.name} {at.isoformat()}")
        told = chance.choice(pairs)
        number, other = chance.randrange(1, 5_000), chance.randrange(1, 5_000)
        first = f"Thực hiện Kế hoạch số {number}/KH-UBND ngày {at:%d/%m/%Y} của UBND tỉnh."
        second = f"Căn cứ Công văn số {other}/UBND-KGVX, {told.headline}"
        return _article(planned, at, f"{told.headline} {number}", [first, second, *told.body])

    return text


def _article(planned: Planned, at: datetime, headline: str, body: list[str]) -> Article:
    portal, local = planned.portal, at.astimezone(ZONE)
    start = portal.start[int(at.timestamp()) % len(portal.start)]
    return Article(
        url=f"{start.url}{local:%Y%m%d%H%M%S%f}.html",
        portal=portal.name,
        province=portal.province,
        department=portal.department,
        section=start.section,
        headline=headline,
        body=body,
        author="Ban biên tập",
        date_published=local.replace(microsecond=0).isoformat(),
    )
