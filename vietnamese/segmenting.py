"""Words: Vietnamese writes a blank between syllables, and most words have two of them.

Segments with underthesea's CRF model, around what that model does not do well:

- its dictionary writes `hoà`, most texts `hòa`, and its own normalising goes the wrong way: it is
  given the text as its dictionary writes, and the words come back as the text wrote them;
- it cuts document identifiers (`112/2025/NQ-HĐND`) anywhere: they are kept whole;
- without diacritics its answers are nonsense: such lines are split into syllables;
- its tokenizer takes quadratic time on long runs without a blank (16 kB of `a.a.a…` took 4.9 s):
  such runs are split by a simpler rule;
- its first calls race with each other in threads: it is loaded once, under a lock.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Protocol

from vietnamese.folding import has_diacritics
from vietnamese.identifiers import find_identifiers
from vietnamese.normalizing import normalize
from vietnamese.tones import tone_on_second_vowel

#: Longest run without a blank that the model's tokenizer is given, in characters. Addresses of
#: pages are the longest that mean anything.
_LONGEST_RUN = 200

_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}")
_SIMPLE_TOKEN = re.compile(r"\w+|[^\w\s]")

_loading = Lock()


class _WordTokenize(Protocol):
    def __call__(self, sentence: str, *, use_token_normalize: bool) -> list[str]: ...


def segment(text: str) -> list[str]:
    """Return the words of `text` and its punctuation marks, in order.

    Each word is as the text writes it, normalised (see `normalize`), a single space between its
    syllables: `Ủy ban`, `nhân dân`, `tỉnh`. A document identifier is one word. No word reaches
    over the end of a line.
    """
    return [word for line in normalize(text).split("\n") for word in _segment_line(line)]


def _segment_line(line: str) -> Iterator[str]:
    cut = _segment_with_model if has_diacritics(line) else _split_syllables
    for piece, kept_whole in _pieces(line):
        if kept_whole:
            yield piece
        else:
            yield from cut(piece)


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The line cut around the identifiers in it; with each piece, whether it is one."""
    position = 0
    for identifier in find_identifiers(line):
        yield line[position : identifier.start], False
        yield line[identifier.start : identifier.end], True
        position = identifier.end
    yield line[position:], False


def _segment_with_model(piece: str) -> Iterator[str]:
    position = 0
    for run in _LONG_RUN.finditer(piece):
        yield from _model_words(piece[position : run.start()])
        yield from _SIMPLE_TOKEN.findall(run[0])
        position = run.end()
    yield from _model_words(piece[position:])


def _model_words(piece: str) -> Iterator[str]:
    if not piece or piece.isspace():
        return
    model_text = tone_on_second_vowel(piece)  # as long as `piece`: offsets hold in both
    position = 0
    for word in _word_tokenize()(model_text, use_token_normalize=False):
        parts = []
        for part in word.split():
            start = model_text.index(part, position)
            position = start + len(part)
            parts.append(piece[start:position])
        yield " ".join(parts)


def _split_syllables(piece: str) -> Iterator[str]:
    yield from _SIMPLE_TOKEN.findall(piece)


def _word_tokenize() -> _WordTokenize:
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> _WordTokenize:
    """Import underthesea and have it load its model (0.7 s, 100 MB): both only when first used."""
    # underthesea has no type hints
    from underthesea.pipeline.word_tokenize import word_tokenize  # type: ignore[import-untyped]

    tokenizer: _WordTokenize = word_tokenize
    tokenizer("nạp", use_token_normalize=False)
    return tokenizer
