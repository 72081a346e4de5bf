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

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock

from vietnamese.crfsuite import read_model
from vietnamese.folding import has_diacritics
from vietnamese.identifiers import find_identifiers
from vietnamese.normalizing import normalize
from vietnamese.tones import tone_on_second_vowel
from vietnamese.word_model import WordModel

#: Longest run without a blank that the model's tokenizer is given, in characters. Addresses of
#: pages are the longest that mean anything.
_LONGEST_RUN = 200

_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}")
_SIMPLE_TOKEN = re.compile(r"\w+|[^\w\s]")

_loading = Lock()


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


def _model_words(piece: str) -> list[str]:
    token_pattern, model = _segmenter()
    model_text = tone_on_second_vowel(piece)  # as long as `piece`: offsets hold in both
    tokens = [
        (match[0], match.start(), match.end()) for match in token_pattern.finditer(model_text)
    ]
    words: list[str] = []
    continued = model.continues_word([token for token, _, _ in tokens])
    for (_, start, end), goes_on in zip(tokens, continued, strict=True):
        if goes_on and words:
            words[-1] = f"{words[-1]} {piece[start:end]}"
        else:
            words.append(piece[start:end])
    return words


def _split_syllables(piece: str) -> Iterator[str]:
    yield from _SIMPLE_TOKEN.findall(piece)


def _segmenter() -> tuple[re.Pattern[str], WordModel]:
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> tuple[re.Pattern[str], WordModel]:
    """underthesea's tokenizer and model; takes about a second, when first used."""
    # neither package has type hints; underthesea depends on joblib
    import joblib  # type: ignore[import-untyped]
    from underthesea.pipeline.word_tokenize import regex_tokenize  # type: ignore[import-untyped]

    folder = Path(regex_tokenize.__file__).parent / "models" / "ws_crf_vlsp2013_20230727"
    model = WordModel(
        read_model(folder / "models.bin"), set(joblib.load(folder / "dictionary.bin"))
    )
    return re.compile(regex_tokenize.regex_patterns_combine, re.VERBOSE), model
