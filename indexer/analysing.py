"""The tokens of an item's texts: made by the analyzer, or kept from when it made them last."""

import gc
import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache

from vietnamese.analysis import (
    TokenStreams,
    analyze,
    streams_of,
    syllables_and_words,
    tokenize,
)


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
        texts = json.dumps([self.running, self.attached])
        return hashlib.sha256(texts.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Analysed:
    """What the analyzer made of texts: streams of those that run, syllables of those attached."""

    running: tuple[TokenStreams, ...]
    attached: tuple[tuple[str, ...], ...]


#: Names of offices and authors, which come again and again.
analyze_name = lru_cache(maxsize=1 << 12)(analyze)


def analyse(texts: Texts) -> str:
    """Analyse texts; files' not into words, for that takes three times as long.

    The tokens as they are kept, without what can be made again of the rest: a line for each stream;
    the first says how many texts have two of them.
    """
    lines = [str(len(texts.running))]
    for text in texts.running:
        lines += map(" ".join, syllables_and_words(text))
    lines += [" ".join([token.text for token in tokenize(text)]) for text in texts.attached]
    return "\n".join(lines)


def analysed(tokens: str) -> Analysed:
    """The analysis of which these are the tokens."""
    count, *lines = tokens.split("\n")
    streams = [line.split() for line in lines]
    running = streams[: 2 * int(count)]
    return Analysed(
        tuple(map(streams_of, running[::2], running[1::2])),
        tuple(map(tuple, streams[2 * int(count) :])),
    )


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
