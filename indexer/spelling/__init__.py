"""What a query that is spelt wrongly may have been meant to be, told from the index itself.

The index is the dictionary: its words, how often each is there and which stand side by side. All
of it is counted exactly, so every engine says the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from indexer.engines.questions import Reader
from indexer.query.lexing import readable
from indexer.query.nodes import Node
from indexer.query.texts import texts_of, wanted
from indexer.readings import is_long
from indexer.spelling.evidence import Evidence, folded
from indexer.spelling.marking import put_marks
from indexer.spelling.replacing import Replacement, find_replacements
from indexer.spelling.words import Word, abbreviations_among, words_of
from vietnamese.folding import has_diacritics
from vietnamese.misspellings import typed_by_keys

__all__ = ["bold_spellings", "count_lacking", "has_abbreviation", "other_spellings"]

#: Of a query of more words no spelling is told: enough of them can be found as they are.
MOST_WORDS = 32

#: So many words that the index has are replaced in turn.
MOST_REPLACED = 4


def other_spellings(reader: Reader, typed: str, query: Node) -> list[str]:
    """Other spellings of a query, which is `typed` parsed: the likeliest first, maybe none.

    Words that the index does not have are replaced in all of them; of a long query only by what
    stands beside their neighbours. Abbreviations stay: another one is another thing.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    words = _words_in(_texts_in(query))
    return _spellings(reader, typed, query, words, abbreviations_among(words))


def bold_spellings(reader: Reader, typed: str, query: Node) -> list[str]:
    """The same with abbreviations replaced, too: to be offered, not to be taken for the query.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    return _spellings(reader, typed, query, _words_in(_texts_in(query)), frozenset())


def has_abbreviation(query: Node) -> bool:
    """Whether the query names any that is not in the table, so that the two differ."""
    return any(word.is_open for word in abbreviations_among(_words_in(_texts_in(query))))


def count_lacking(reader: Reader, query: Node) -> int:
    """How many words the query names that the index does not have at all.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    words = _words_in(_texts_in(query))
    return reader.has([folded(word.folded) for word in words if word.is_open]).count(False)


def _spellings(
    reader: Reader, typed: str, query: Node, words: Sequence[Word], kept: frozenset[Word]
) -> list[str]:
    if not any(word.is_open for word in words):
        return []
    evidence = Evidence(reader)
    found = find_replacements(words, kept, evidence)
    unknown = found.unknown
    if is_long(query):  # it is found without them, so that it is found speaks for none of them
        unknown = tuple(one for one in unknown if one.has_company)
    certain = _meant(unknown)
    choices: list[dict[Word, str]] = [certain] if certain else []
    choices += [certain | _meant((one,)) for one in found.known[:MOST_REPLACED]]
    if _typed_by_keys(words, certain) or any(map(has_diacritics, _texts_in(query))):
        # Other marks alone are no remedy where a word is lacking.
        choices = put_marks(words, choices if certain else [*choices, {}], evidence)
    asked = readable(typed)
    spellings = dict.fromkeys(_replaced(asked, choice) for choice in choices if choice)
    return [spelling for spelling in spellings if spelling != asked]


def _typed_by_keys(words: Sequence[Word], certain: Mapping[Word, str]) -> bool:
    """Whether Telex or VNI keys were typed, so that marks are wanted: in all that is certain, and
    in most words, for the keys of `tin` are its letters."""
    keyed = [word for word in certain if typed_by_keys(word.typed)]
    readable_words = [word for word in words if word.takes_marks and not word.typed.isdigit()]
    return len(keyed) == len(certain) and len(keyed) * 2 > len(readable_words)


def _texts_in(query: Node) -> list[str]:
    return [text for leaf in wanted(query) for text in texts_of(leaf)]


def _words_in(texts: Iterable[str]) -> list[Word]:
    words = [word for text in texts for word in words_of(text)]
    return words if len(words) <= MOST_WORDS else []


def _meant(replacements: tuple[Replacement, ...]) -> dict[Word, str]:
    return {one.word: one.text for one in replacements}


def _replaced(typed: str, changes: Mapping[Word, str]) -> str:
    """The query with words replaced wherever they stand by themselves."""
    meant = {word.typed: _in_case_of(word.typed, text) for word, text in changes.items()}
    longest_first = sorted(map(re.escape, meant), key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    return words.sub(lambda found: meant[found[0]], typed)


def _in_case_of(typed: str, text: str) -> str:
    if typed.isupper():
        return text.upper()
    return text.capitalize() if typed[:1].isupper() else text
