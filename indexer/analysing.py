"""The tokens of an item's texts: made by the analyzer, or kept from when it made them last."""

import gc
import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from indexer.schema import MAX_TOKEN_CHARACTERS
from vietnamese.analysis import ANALYZER_VERSION, analyze, syllables_and_words, tokenize
from vietnamese.caching import Cache
from vietnamese.folding import fold

#: Changes when the same texts may get other tokens, or these are written otherwise.
TOKENS_VERSION = f"1/{ANALYZER_VERSION}"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an item that are analysed, none of them empty.

    `running` are the headline, the lead and the body, as far as there are any; `attached` the names
    and the texts of files.
    """

    running: tuple[str, ...]
    attached: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What tells whether texts are those that something was made of."""
        texts = _to_json([self.running, self.attached])
        return hashlib.sha256(texts.encode()).hexdigest()


_to_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class TextStreams:
    """The streams of one text (see `vietnamese.analysis.TokenStreams`), tokens joined by blanks.

    No token has more than `MAX_TOKEN_CHARACTERS`, but that a pair has those of two, and a `_`.
    """

    syllables: str
    folded: str
    words: str
    folded_pairs: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """What the analyzer made of texts: streams of those that run and of those attached.

    Of attached texts there are neither words nor pairs.
    """

    running: tuple[TextStreams, ...]
    attached: tuple[TextStreams, ...]


def analyse(texts: Texts) -> str:
    """Analyse texts; files' not into words, for that takes three times as long.

    The tokens as they are kept, without what can be made again of the rest: a line for each stream;
    the first says how many texts have two of them.
    """
    lines = [str(len(texts.running))]
    for text in texts.running:
        lines += map(_joined, syllables_and_words(text))
    lines += [_syllables(text) for text in texts.attached]
    return "\n".join(lines)


def analysed(tokens: str) -> Analysed:
    """The analysis of which these are the tokens."""
    count, *lines = tokens.split("\n")
    end = 2 * int(count)
    return Analysed(
        tuple(map(_running_streams, lines[:end:2], lines[1:end:2])),
        tuple(map(_attached_streams, lines[end:])),
    )


def _syllables(text: str) -> str:
    return _joined([token.text for token in tokenize(text)])


def _joined(tokens: Collection[str]) -> str:
    """Tokens with a blank between, those left out that are too long."""
    if max(map(len, tokens), default=0) > MAX_TOKEN_CHARACTERS:
        tokens = [token for token in tokens if len(token) <= MAX_TOKEN_CHARACTERS]
    return " ".join(tokens)


def _running_streams(syllables: str, words: str) -> TextStreams:
    tokens = syllables.split()
    return TextStreams(syllables, _folded(tokens), words, _folded_pairs(tokens))


def _attached_streams(syllables: str) -> TextStreams:
    return TextStreams(syllables, _folded(syllables.split()), "", "")


def _folded(syllables: Iterable[str]) -> str:
    return " ".join(map(_folds.__getitem__, syllables))


def _folded_pairs(syllables: Sequence[str]) -> str:
    """Each two neighbours: of `a b c` it is `a_b b_c`, or `a`, `b b` and `c` with `_` between."""
    if len(syllables) < 2:
        return ""
    first, *between, last = syllables
    return "_".join([_folds[first], *map(_twice_folded.__getitem__, between), _folds[last]])


def _streams_of_name(name: str) -> TextStreams:
    return _attached_streams(_syllables(name))


_folds = Cache(fold)
_twice_folded = Cache[str, str](lambda syllable: " ".join([_folds[syllable]] * 2))

#: The streams of names of offices and authors, which come again and again; as of attached texts.
names = Cache(_streams_of_name)


def pack(tokens: str) -> bytes:
    """Tokens to be kept, compressed."""
    return zlib.compress(tokens.encode(), 1)


def unpack(packed: bytes) -> str:
    """The tokens that were packed."""
    return zlib.decompress(packed).decode()


def begin() -> None:
    """Make ready a process that analyses."""
    analyze("mô hình tách từ")  # loads it
    gc.freeze()
    gc.set_threshold(50_000)  # nothing here is left in circles, and caches are long to look through
