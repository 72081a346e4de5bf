"""What relevance is measured on: articles, queries, and which articles answer each.

Real texts of others, kept beside the project (`CONGTIN_SHARED_DATA`, or `../shared/data`). The
articles are dated at random, from a seed, so that a score shows what dates do to it.
"""

import gzip
import json
import random
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from archive.items import Article
from vietnamese.dates import VIETNAM

#: How many years back the articles are dated.
YEARS = 15

#: Every so-manieth headline is a query.
HEADLINES = 3

#: How many titles of directives are looked for.
DIRECTIVES = 600

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TELEX_TONES = dict(zip(_TONES, "fsxrj", strict=True))
_TELEX_SHAPES = {"\u0302": None, "\u0306": "w", "\u031b": "w"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the same as one types it without diacritics, and the ids of what answers it."""

    marked: str
    unmarked: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class RelevanceSet:
    """Articles and queries. A known item is one that is looked for, and found or not."""

    name: str
    articles: tuple[Article, ...]
    queries: tuple[Query, ...]
    known_item: bool = False


def read_sets(folder: Path) -> Iterator[RelevanceSet]:
    """The sets that are made of the shared data in `folder`."""
    for found in (laws(folder), headlines(folder), directives(folder)):
        yield replace(found, articles=tuple(_dated(found.articles)))


def laws(folder: Path) -> RelevanceSet:
    """Questions, and the articles of law that answer them: the dev queries."""
    retrieval = folder / "retrieval"
    return RelevanceSet(
        "questions, articles of law",
        tuple(
            _article(law["id"], law["headline"], law["body"])
            for law in _lines(retrieval / "legal.corpus.jsonl")
        ),
        tuple(
            _query(query["q"], query["relevant"])
            for query in _lines(retrieval / "legal.queries.dev.jsonl")
        ),
    )


def headlines(folder: Path) -> RelevanceSet:
    """Headlines of news, and the bodies that they stand over; no article has its headline or lead.

    A headline is searched as plain words: what it quotes is no phrase to be found to the letter.
    """
    news = list(_lines(folder / "text" / "news.sample.jsonl.gz"))
    return RelevanceSet(
        "headlines, bodies of news",
        tuple(_article(item["id"], "", item["body"]) for item in news),
        tuple(_query(_plain(item["headline"]), [item["id"]]) for item in news[::HEADLINES]),
    )


def directives(folder: Path, seed: int = 20221123) -> RelevanceSet:
    """Titles of a province's directives, and what one remembers of some of them.

    That is half of a title's words, give or take a tenth, in any order, and one of them misspelt.
    Titles that are the same to the letter are one item: nothing tells them apart.
    """
    text = (folder / "text" / "directives.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    titles = list(dict.fromkeys(" ".join(title.split()) for _, _, title in rows))
    chance = random.Random(seed)
    chosen = chance.sample(range(len(titles)), DIRECTIVES)
    return RelevanceSet(
        "half remembered, titles of directives",
        tuple(_article(str(number), title, "") for number, title in enumerate(titles)),
        tuple(_half_remembered(titles[number], str(number), chance) for number in chosen),
        known_item=True,
    )


def _half_remembered(title: str, key: str, chance: random.Random) -> Query:
    words = _plain(title).split()
    count = min(len(words), max(3, round(len(words) * chance.uniform(0.4, 0.6))))
    words = chance.sample(words, count)
    long = [place for place, word in enumerate(words) if word.isalpha() and len(word) > 2]
    place = chance.choice(long)
    slips = [misspell(words[place], slip, chance) for slip in ("tone", "swap", "drop", "telex")]
    slip = chance.choice([slip for slip in slips if slip != words[place]])
    # What is typed without diacritics is misspelt where its letters are wrong.
    unmarked = [fold(word) for word in words]
    letters = [misspell(unmarked[place], slip, chance) for slip in ("swap", "drop")]
    unmarked[place] = chance.choice([slip for slip in letters if slip != unmarked[place]])
    words[place] = slip
    return Query(" ".join(words), " ".join(unmarked), frozenset([key]))


def misspell(word: str, slip: str, chance: random.Random) -> str:
    """The word with a wrong tone, two letters swapped, one dropped, or as telex keys are hit."""
    match slip:
        case "tone":
            return _another_tone(word, chance)
        case "swap":
            at = chance.randrange(len(word) - 1)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case "drop":
            at = chance.randrange(len(word))
            return word[:at] + word[at + 1 :]
        case _:
            return _telex(word)


def _another_tone(word: str, chance: random.Random) -> str:
    """The word with another tone mark; as it is where it has none."""
    decomposed = unicodedata.normalize("NFD", word)
    had = next((mark for mark in decomposed if mark in _TONES), None)
    if had is None:
        return word
    other = chance.choice([tone for tone in _TONES if tone != had])
    return unicodedata.normalize("NFC", decomposed.replace(had, other))


def _telex(word: str) -> str:
    """The keys of the word (`ddaats` for `đất`), the tone's last."""
    keys, tone = [], ""
    for letter in word:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        keys.append("dd" if base == "đ" else base)
        for mark in marks:
            if mark in _TELEX_TONES:
                tone = _TELEX_TONES[mark]
            else:
                keys.append(_TELEX_SHAPES.get(mark) or base)
    return "".join(keys) + tone


def fold(text: str) -> str:
    """The text as it is typed without diacritics, in the case it has."""
    kept = [c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)]
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


def _plain(text: str) -> str:
    """The words of a text without what stands between them."""
    normal = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isalnum() else " " for c in normal).split())


def _query(text: str, relevant: Iterable[str]) -> Query:
    return Query(text, fold(text), frozenset(relevant))


def _article(key: str, headline: str, body: str) -> Article:
    return Article(url="", id=key, headline=headline, body=body.split("\n") if body else [])


def _dated(articles: Iterable[Article]) -> Iterator[Article]:
    chance, today = random.Random(20231123), datetime.now(VIETNAM).date()
    for article in articles:
        day = today - timedelta(days=chance.randrange(YEARS * 365))
        yield replace(article, date_published=day.isoformat())


def _lines(path: Path) -> Iterator[Mapping[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
