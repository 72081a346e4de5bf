"""What is indexed of a text and asked of the index: one analysis for every search engine.

A text becomes four streams of tokens (`TokenStreams`). Tokens hold no blank, so an engine gets a
stream as its tokens joined by blanks, and tokens apart by one in a stream are neighbours: a phrase,
analysed by the same function, is found by position. So that both sides agree:

- A syllable is a run of letters and digits: lower case, NFC, the tone mark on the first vowel
  (`hòa`). Every other character parts syllables: `Covid-19` is `covid 19`, `H'Mông` is `h mông`,
  an e-mail address is its parts.
- A number is one token without zeros before it and without points between thousands: `01` is `1`,
  `500.000` is `500000`; of `1,5` the halves are two tokens, as `1,5` may also be a list. `m²` is
  `m2`.
- A full date is the syllables it is written with, then its day: `28/4/2023` is `28 4 2023
  2023-04-28`, `ngày 28 tháng 4 năm 2023` has the same last token. So the day is found however it
  is written, and `tháng 4 năm 2023` is a phrase of both.
- A document identifier is its canonical form, then its parts: `4204/kh-ubnd 4204 kh ubnd`.
- An abbreviation of the table (`vietnamese.abbreviations`) is its full form: `UBND tỉnh` is
  `ủy ban nhân dân tỉnh`, and each is found by the other, also within a phrase.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from vietnamese.abbreviations import find_abbreviations
from vietnamese.caching import Cache
from vietnamese.cleaning import has_digit
from vietnamese.dates import DateMention, find_dates
from vietnamese.folding import fold, has_diacritics
from vietnamese.identifiers import find_identifiers, parse_identifier
from vietnamese.marked_text import Spellings, put_for
from vietnamese.normalizing import INVISIBLE, normalize
from vietnamese.segmenting import spell
from vietnamese.tones import tone_on_first_vowel

#: Changes whenever the same text may get other tokens: with the rules here (the first part) and
#: with the segmenter. An index made by another version must be built anew.
ANALYZER_VERSION = f"3+underthesea-{version('underthesea')}"

_NUMBER = r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?!\w|\.\d)"
_SYLLABLE = rf"[^\W_][^\W_\u0300-\u036f{INVISIBLE}]*(?:[\u0300-\u036f{INVISIBLE}]+[^\W_]*)*"
_TOKEN = re.compile(rf"{_NUMBER}|{_SYLLABLE}")
_LEADING_ZEROS = re.compile(r"^0+(?=[0-9])")
_UNMARKED_DATE = re.compile(r"(?<=\d)(\s+)thang(\s+\d{1,2},?\s+)nam(?=\s+\d{4})", re.IGNORECASE)
#: What a token surely ends before.
_PLAIN_END = re.compile(r"[\s,;:)]|\.\s|\.?\Z")
#: Stands for an identifier in what is segmented. Normalised text does not have it.
_IDENTIFIER = "\x05"
_SUPERSCRIPTS = str.maketrans("²³", "23")


class Token(NamedTuple):
    """A token of the stream of syllables and the span of the text it comes from, in characters.

    The tokens of one abbreviation, and those of one identifier, share its span; the day of a date
    has the span of the whole date.
    """

    start: int
    end: int
    text: str


class _Special(NamedTuple):
    """A span of a text, the tokens it becomes, and the full form of what is an abbreviation."""

    start: int
    end: int
    tokens: tuple[str, ...]
    full_form: str | None = None


_start = itemgetter(0)


@dataclass(frozen=True, slots=True)
class TokenStreams:
    """The tokens of a text, in order, for the four fields of an index.

    `syllables` as the module says; `words` the same joined by `_` to the words that `segment` finds
    (`ủy_ban`); `folded` the syllables without diacritics; `folded_pairs` each two neighbours of
    `folded` (`uy_ban`).
    """

    syllables: tuple[str, ...]
    words: tuple[str, ...]
    folded: tuple[str, ...]
    folded_pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryTokens:
    """The tokens of a query, made as those of documents are.

    A query with `has_diacritics` matches `syllables` and is ranked on all streams; one without
    matches and is ranked on the folded ones alone, and its `words` are empty, for there is no
    telling them.
    """

    syllables: tuple[str, ...]
    words: tuple[str, ...]
    folded: tuple[str, ...]
    folded_pairs: tuple[str, ...]
    has_diacritics: bool


def analyze(text: str) -> TokenStreams:
    """Analyse a text to be indexed."""
    return streams_of(*syllables_and_words(text))


def syllables_and_words(text: str) -> tuple[list[str], list[str]]:
    """The two streams of a text that take time to make; the others are made of them."""
    normalized = normalize(text)
    specials = list(_special_spans(normalized))
    words = _words(normalized, specials)
    if text.replace("\u00a0", " ") == normalized:
        return _syllables(normalized, specials), words
    return [token.text for token in tokenize(text)], words


def streams_of(syllables: Iterable[str], words: Iterable[str]) -> TokenStreams:
    """All streams of a text of which these two are known."""
    syllables = tuple(syllables)
    folded = tuple(map(_folds.__getitem__, syllables))
    return TokenStreams(
        syllables=syllables,
        words=tuple(words),
        folded=folded,
        folded_pairs=tuple(map("_".join, pairwise(folded))),
    )


def analyze_query(text: str) -> QueryTokens:
    """Analyse a query, or a phrase or word of one; an identifier typed in any spelling is one."""
    typed = parse_identifier(text)
    streams = analyze(typed.canonical if typed and typed.symbol else text)
    marked = has_diacritics(text)
    return QueryTokens(
        syllables=streams.syllables,
        words=streams.words if marked else (),
        folded=streams.folded,
        folded_pairs=streams.folded_pairs,
        has_diacritics=marked,
    )


def tokenize(text: str) -> list[Token]:
    """Return the stream of syllables of `text` with their places in it, for highlighting.

    Offsets count characters of `text` exactly as given, whatever its Unicode form.
    """
    tokens: list[Token] = []
    position = 0
    for special in _special_spans(text):
        tokens += _plain_tokens(text, position, special.start)
        tokens += [Token(special.start, special.end, part) for part in special.tokens]
        position = special.end
    tokens += _plain_tokens(text, position, len(text))
    return _with_days(text, tokens)


def _syllables(text: str, specials: Iterable[_Special]) -> list[str]:
    """The texts of the tokens of a normalised text: without their places, it is faster."""
    days = _days(text)
    if not all(_PLAIN_END.match(text, day.end) for day in days):
        return [token.text for token in tokenize(text)]
    ends = [_Special(day.end, day.end, (day.date,)) for day in days]
    syllables: list[str] = []
    position = 0
    for start, end, tokens, _ in sorted([*specials, *ends], key=_start):
        if start < position:  # a date that ends within an identifier
            return [token.text for token in tokenize(text)]
        syllables += _plain_syllables(text[position:start])
        syllables += tokens
        position = end
    syllables += _plain_syllables(text[position:])
    return syllables


def _plain_syllables(text: str) -> Iterator[str]:
    return chain.from_iterable(map(_run_tokens.__getitem__, text.split()))


def _special_spans(text: str) -> Iterator[_Special]:
    """What does not become the syllables it is written with, in order, and what it becomes."""
    position = 0
    for identifier in find_identifiers(text):
        yield from _abbreviations(text[position : identifier.start], position)
        yield _Special(identifier.start, identifier.end, _identifier_tokens(identifier.canonical))
        position = identifier.end
    yield from _abbreviations(text[position:], position)


def _abbreviations(text: str, offset: int) -> Iterator[_Special]:
    for start, end, full_form in find_abbreviations(text):
        yield _Special(offset + start, offset + end, _run_tokens[full_form], full_form)


def _identifier_tokens(canonical: str) -> tuple[str, ...]:
    whole = _LEADING_ZEROS.sub("", normalize(canonical).lower())
    return (whole, *_run_tokens[canonical])


def _plain_tokens(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(match.start(), match.end(), _written_as[match[0]])
        for match in _TOKEN.finditer(text, start, end)
    ]


def _syllable(written: str) -> str:
    syllable = tone_on_first_vowel(normalize(written)).lower()
    if syllable[:1].isdigit():
        syllable = _LEADING_ZEROS.sub("", syllable.replace(".", ""))
    return syllable.translate(_SUPERSCRIPTS)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(map(_syllable, _TOKEN.findall(text)))


def _days(text: str) -> list[DateMention]:
    """The full dates in a text; those without diacritics, too, as in queries."""
    if has_digit(text) and "thang" in text.lower():
        text = _UNMARKED_DATE.sub(r"\1tháng\2năm", text)  # at the same offsets
    return find_dates(text)


def _with_days(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens with the day of each full date put after the last token of the date."""
    dates = _days(text)
    if not dates:
        return tokens
    result: list[Token] = []
    remaining = iter(tokens)
    token = next(remaining, None)
    for mention in dates:
        while token is not None and token.start < mention.end:
            result.append(token)
            token = next(remaining, None)
        result.append(Token(mention.start, mention.end, mention.date))
    if token is not None:
        result += (token, *remaining)
    return result


def _words(text: str, specials: Iterable[_Special]) -> list[str]:
    """The stream of words of a normalised text: identifiers part it, abbreviations do not."""
    written: list[str] = []
    identifiers: list[str] = []
    position = 0
    for start, end, tokens, full_form in specials:
        written.append(text[position:start])
        if full_form is None:
            written.append(f"\n{_IDENTIFIER}\n")
            identifiers.append(" ".join(("", *tokens)))
        else:
            written.append(full_form)
        position = end
    words = spell("".join([*written, text[position:]]), _spellings.__getitem__)
    if identifiers:
        words = put_for(_IDENTIFIER, identifiers, words)
    return words.replace(" _", " ").split()  # `_` before what is no first syllable of a word


def _spell_token(token: str) -> Spellings:
    """What becomes of a token of the segmenter: `28/4/2023` and `tổng-thầu` are several words to a
    reader, if they are none of several tokens, and punctuation is none.
    """
    if token == _IDENTIFIER:
        return (token,) * 4
    syllables = _tokens(token)
    if not syllables:
        return "", " ", "", ""
    joined = "_".join(syllables)
    alone = joined if " " in token else " ".join(syllables)
    return f" {alone}", f" {joined}", f"_{joined}", f"_{joined}"


#: What was made of what stands between two blanks (or of the full form of an abbreviation), of a
#: syllable as written, of a token of the segmenter, and what a token is folded to.
_run_tokens = Cache(_tokens)
_written_as = Cache(_syllable)
_spellings = Cache(_spell_token)
_folds = Cache(fold)
