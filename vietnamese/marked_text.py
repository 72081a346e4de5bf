"""Text made ready for the segmenter: what it need not tell is told, lines are kept apart."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from vietnamese.folding import has_diacritics
from vietnamese.identifiers import find_identifiers

#: Longest run without a blank that the model's tokenizer is given, in characters. Addresses of
#: pages are the longest that mean anything.
_LONGEST_RUN = 200

#: Stand in text by themselves, for the end of a line and for words that are told already; the last
#: behind the last run of a piece of a line, where that matters. Normalised text has none of them.
LINE_END, TOLD, LAST = "\x00", "\x01", "\x02"

#: Ends in what the tokenizer takes for a name's initial or an abbreviation (`A.`) unless the text
#: ends with it.
_INITIAL = re.compile(r"[A-ZĐ]\.\Z")

_SIMPLE_TOKEN = re.compile(r"\w+|[^\w\s]")

#: What a token becomes: as a word, as the first of a word, as the last of one, between others.
Spellings = tuple[str, str, str, str]
SpellToken = Callable[[str], Spellings]


def marked(line: str, spell_token: SpellToken, told: list[str]) -> str:
    """A line with its marks; the words that stand for each `TOLD` are spelled into `told`."""
    if not line:
        return line
    mark = with_last if has_diacritics(line) else partial(_tell, spell_token, told)
    marked_pieces: list[str] = []
    position = 0
    for identifier in find_identifiers(line):
        marked_pieces += (mark(line[position : identifier.start]), TOLD)
        told.append(spell_token(line[identifier.start : identifier.end])[0])
        position = identifier.end
    return " ".join((*marked_pieces, mark(line[position:])))


def spell_simply(text: str, spell_token: SpellToken) -> str:
    """The words of a text of which each token is one."""
    return "".join([spell_token(token)[0] for token in _SIMPLE_TOKEN.findall(text)])


def is_long(run: str) -> bool:
    """Whether a marked run is too long for the tokenizer."""
    return len(run) > _LONGEST_RUN and len(run.rstrip(LAST)) > _LONGEST_RUN


def put_for(mark: str, texts: Iterable[str], spelled: str) -> str:
    """A spelled text with each of these texts where the mark stands."""
    remaining = iter(texts)
    return re.sub(mark, lambda _: next(remaining), spelled)


def with_last(piece: str) -> str:
    """A line, or a piece of one, whose words the model is to tell."""
    return piece + LAST if _INITIAL.match(piece, max(0, len(piece) - 2)) else piece


def _tell(spell_token: SpellToken, told: list[str], piece: str) -> str:
    told.append(spell_simply(piece, spell_token))
    return TOLD
