"""Words: Vietnamese writes a blank between syllables, and most words have two of them.

Segments with underthesea's tokenizer and CRF model (decoded in `vietnamese.word_model`), around
what these do not do well:

- the model's dictionary writes `hoà`, most texts `hòa`, and underthesea's own normalising goes the
  wrong way: the model is given the text as its dictionary writes, and the words come back as the
  text wrote them;
- they cut document identifiers (`112/2025/NQ-HĐND`) anywhere: these are kept whole;
- without diacritics the answers are nonsense: such lines are split into syllables;
- the tokenizer takes quadratic time on long runs without a blank (16 kB of `a.a.a…` took 4.9 s):
  such runs are split by a simpler rule;
- `word_tokenize` changes with what others called it with, and its first calls race with each other
  in threads: the tokenizer's expression is compiled and the model loaded here, once, under a lock.
"""

import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from threading import Lock

from vietnamese.caching import Cache
from vietnamese.crfsuite import read_model
from vietnamese.folding import has_diacritics
from vietnamese.identifiers import find_identifiers
from vietnamese.normalizing import normalize
from vietnamese.tones import tone_on_second_vowel
from vietnamese.word_model import Known, WordModel

#: Longest run without a blank that the model's tokenizer is given, in characters. Addresses of
#: pages are the longest that mean anything.
_LONGEST_RUN = 200

_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}")
_SIMPLE_TOKEN = re.compile(r"\w+|[^\w\s]")

#: Ends in what the tokenizer takes for a name's initial or an abbreviation (`A.`) unless the text
#: ends with it.
_INITIAL = re.compile(r"[A-ZĐ]\.\Z")

_loading = Lock()


def segment(text: str) -> list[str]:
    """Return the words of `text` and its punctuation marks, in order.

    Each word is as the text writes it, normalised (see `normalize`), a single space between its
    syllables: `Ủy ban`, `nhân dân`, `tỉnh`. A document identifier is one word. No word reaches
    over the end of a line.
    """
    return [word for line in normalize(text).split("\n") for word in _segment_line(line)]


def _segment_line(line: str) -> list[str]:
    cut = _segment_with_model if has_diacritics(line) else _SIMPLE_TOKEN.findall
    identifiers = find_identifiers(line)
    if not identifiers:
        return cut(line)
    words: list[str] = []
    position = 0
    for identifier in identifiers:
        words += cut(line[position : identifier.start])
        words.append(line[identifier.start : identifier.end])
        position = identifier.end
    return words + cut(line[position:])


def _segment_with_model(piece: str) -> list[str]:
    if max(map(len, piece.split()), default=0) <= _LONGEST_RUN:
        return _segmenter().words(piece)
    words: list[str] = []
    position = 0
    for run in _LONG_RUN.finditer(piece):
        words += _segmenter().words(piece[position : run.start()])
        words += _SIMPLE_TOKEN.findall(run[0])
        position = run.end()
    return words + _segmenter().words(piece[position:])


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands between two blanks: its tokens as written, and as the model knows them."""

    written: tuple[str, ...]
    known: tuple[Known, ...]


_written, _known = attrgetter("written"), attrgetter("known")


class _Segmenter:
    """underthesea's tokenizer and model, loaded.

    None of the tokenizer's tokens has a blank in it and only one kind is told by what follows the
    blank behind it, so text is cut at blanks and each run between them tokenized once.
    """

    def __init__(self, token_pattern: re.Pattern[str], model: WordModel) -> None:
        self._pattern = token_pattern
        self._model = model
        self._runs = Cache(self._tokenize)

    def words(self, piece: str) -> list[str]:
        """The words of a piece of a line without overlong runs."""
        texts = piece.split()
        if not texts:
            return []
        runs = list(map(self._runs.__getitem__, texts))
        if _INITIAL.match(
            piece, max(0, len(piece) - 2)
        ):  # a full stop that ends the piece is no part of a name
            runs[-1] = self._tokenize(texts[-1], behind="")
        known = list(chain.from_iterable(map(_known, runs)))
        written = chain.from_iterable(map(_written, runs))
        words: list[str] = []
        for token, goes_on in zip(written, self._model.continues_word(known), strict=True):
            if goes_on and words:
                words[-1] = f"{words[-1]} {token}"
            else:
                words.append(token)
        return words

    def _tokenize(self, text: str, behind: str = " ") -> _Run:
        model_text = tone_on_second_vowel(text)  # as long as `text`: offsets hold in both
        matches = list(self._pattern.finditer(model_text + behind))
        return _Run(
            tuple([text[match.start() : match.end()] for match in matches]),
            tuple([self._model.known(match[0]) for match in matches]),
        )


def _segmenter() -> _Segmenter:
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> _Segmenter:
    """underthesea's tokenizer and model; takes about a second, when first used."""
    # neither package has type hints; underthesea depends on joblib
    import joblib  # type: ignore[import-untyped]

    # underthesea sets up logging for the whole process, which is not a library's to do
    handlers = list(logging.root.handlers)
    from underthesea.pipeline.word_tokenize import regex_tokenize  # type: ignore[import-untyped]

    logging.root.handlers[:] = handlers
    folder = Path(regex_tokenize.__file__).parent / "models" / "ws_crf_vlsp2013_20230727"
    model = WordModel(
        read_model(folder / "models.bin"), set(joblib.load(folder / "dictionary.bin"))
    )
    return _Segmenter(re.compile(regex_tokenize.regex_patterns_combine, re.VERBOSE), model)
