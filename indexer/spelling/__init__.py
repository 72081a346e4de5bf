"""What a query that is spelt wrongly may have been meant to be, told from the index itself.

The index is the dictionary: its words, how often each is there and which stand side by side. All
of it is counted exactly, so every engine says the same.
"""

import re
from collections.abc import Iterable, Mapping

from indexer.engines.questions import Reader
from indexer.query.lexing import readable
from indexer.query.nodes import Node
from indexer.query.texts import texts_of, wanted
from indexer.readings import is_long
from indexer.spelling.evidence import Evidence, folded
from indexer.spelling.marking import put_marks
from indexer.spelling.replacing import Replacement, find_replacements
from indexer.spelling.words import Word, words_of
from vietnamese.folding import has_diacritics
from vietnamese.misspellings import typed_by_keys

__all__ = ["count_lacking", "other_spellings"]

#: Of a query of more words no spelling is told: enough of them can be found as they are.
MOST_WORDS = 32

#: So many words that the index has are replaced in turn.
MOST_REPLACED = 4


def other_spellings(reader: Reader, typed: str, query: Node) -> list[str]:
    """Other spellings of a query, which is `typed` parsed: the likeliest first, maybe none.

    Words that the index does not have are replaced in all of them; of a long query only by what
    stands beside their neighbours.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    texts = _texts_in(query)
    words = _words_in(texts)
    if not any(word.is_open for word in words):
        return []
    evidence = Evidence(reader)
    found = find_replacements(words, evidence)
    unknown = found.unknown
    if is_long(query):  # it is found without them, so that it is found speaks for none of them
        unknown = tuple(one for one in unknown if one.has_company)
    certain = _meant(unknown)
    choices: list[dict[Word, str]] = [certain] if certain else []
    choices += [certain | _meant((one,)) for one in found.known[:MOST_REPLACED]]
    keyed = certain and all(word in certain and typed_by_keys(word.typed) for word in words)
    if keyed or any(map(has_diacritics, texts)):
        choices = put_marks(words, [*choices, {}], evidence)
    asked = readable(typed)
    spellings = dict.fromkeys(_replaced(asked, choice) for choice in choices if choice)
    return [spelling for spelling in spellings if spelling != asked]


def count_lacking(reader: Reader, query: Node) -> int:
    """How many words the query names that the index does not have at all.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    words = _words_in(_texts_in(query))
    return reader.has([folded(word.folded) for word in words if word.is_open]).count(False)


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
