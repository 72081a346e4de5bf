"""News articles made from a seed: Vietnamese words, names drawn as unevenly as real ones are."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from archive.items import Article
from indexer.indexed_items import Citation
from vietnamese.analysis import syllables_and_words

#: How many different paragraphs there are, of how many topics; articles are put together of the
#: paragraphs of one.
PARAGRAPHS = 3_000
TOPICS = 30

#: So many words are drawn for a topic, the frequent ones more than once, and how much more frequent
#: the first of them are than the next. Real articles repeat their words: of 2,828 news articles of
#: 518 syllables each has 234 different ones, and two to five syllables that stand together in one
#: are all in 1.8 % of the articles (median; 30 % of them at the 95th percentile). With these
#: numbers it is 260 of 630, 2.4 % and 30 %; words drawn from the whole dictionary for each article
#: would be in 22 % and 89 %.
TOPIC_DRAWS = 500
HEAD = 5

#: The mean length of an article, in paragraphs of 60 words: about 650 syllables, 3,000 characters.
LENGTH = 6


@dataclass(frozen=True, slots=True)
class _Topic:
    """What articles of a topic are written with."""

    words: Sequence[str]
    weights: Sequence[float]
    paragraphs: Sequence[str]


class NewsCorpus:
    """Articles and queries of one seed. Words, departments, authors, documents are Zipf's.

    `words` are those that articles are written with, the most frequent first.
    """

    def __init__(self, seed: int = 20261123) -> None:
        self._chance = random.Random(seed)
        dictionary = files("underthesea") / "corpus" / "data" / "Viet39K.txt"
        words = dictionary.read_text("utf-8").split("\n")
        self.words = [word.strip() for word in words if word.strip()]
        self._chance.shuffle(self.words)
        self._topics = [self._topic() for _ in range(TOPICS)]

    def articles(self, count: int) -> Iterator[tuple[Article, list[Citation]]]:
        """So many articles, each with the documents it cites."""
        chance = self._chance
        for number in range(count):
            province, department = self._zipf(34, 0.8), self._zipf(400, 0.7)
            day = date(2008, 1, 1) + timedelta(days=chance.randrange(18 * 365))
            cited = [self._zipf(count // 2 + 10, 0.4) for _ in range(chance.randint(0, 4))]
            length = max(1, int(chance.gauss(LENGTH, LENGTH / 3)))
            topic = chance.choice(self._topics)
            yield (
                Article(
                    url=f"https://example.gov.vn/{number}",
                    id=f"{number:016x}",
                    portal=f"portal-{department}",
                    province=f"tinh-{province}",
                    department=f"Sở {department}",
                    section=f"Mục {self._zipf(30, 0.9)}",
                    headline=self._text(topic.words, topic.weights, 9),
                    body=chance.choices(topic.paragraphs, k=length),
                    author=f"Tác giả {self._zipf(3_000, 0.5)}",
                    date_published=day.isoformat() if chance.random() < 0.97 else None,
                ),
                [Citation(f"{n}-kh-ubnd", f"ubnd/{n}-kh-ubnd/_", "Kế hoạch") for n in cited],
            )

    def queries(self, count: int) -> list[str]:
        """So many queries of two to five words that stand together somewhere."""
        queries = []
        for _ in range(count):
            syllables = self._chance.choice(self._chance.choice(self._topics).paragraphs).split()
            start = self._chance.randrange(len(syllables) - 5)
            queries.append(" ".join(syllables[start : start + self._chance.randint(2, 5)]))
        return queries

    def _topic(self) -> _Topic:
        drawn = self._chance.choices(
            self.words, cum_weights=_zipf_weights(len(self.words)), k=TOPIC_DRAWS
        )
        words = list(dict.fromkeys(drawn))
        weights = _zipf_weights(len(words))
        paragraphs = [self._text(words, weights, 60) for _ in range(PARAGRAPHS // TOPICS)]
        return _Topic(words, weights, paragraphs)

    def _text(self, words: Sequence[str], weights: Sequence[float], count: int) -> str:
        drawn = self._chance.choices(words, cum_weights=weights, k=count)
        return " ".join(drawn).capitalize() + "."

    def _zipf(self, values: int, shape: float) -> int:
        return min(int(self._chance.paretovariate(shape)), values)


def _zipf_weights(words: int) -> list[float]:
    """How often each of so many words is drawn, added up."""
    return list(accumulate(1 / (rank + HEAD) for rank in range(words)))


@lru_cache(maxsize=8 * PARAGRAPHS)  # headlines, each met once, push paragraphs out
def _paragraph_tokens(paragraph: str) -> tuple[list[str], list[str]]:
    return syllables_and_words(paragraph)


def tokens_by_paragraph(text: str) -> tuple[list[str], list[str]]:
    """`syllables_and_words` of a text out of its paragraphs', each analysed once in a process.

    So a large index is made at the speed of the engine.
    """
    parts = [_paragraph_tokens(paragraph) for paragraph in text.split("\n")]
    return [s for part in parts for s in part[0]], [w for part in parts for w in part[1]]
