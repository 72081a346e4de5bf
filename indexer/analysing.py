"""The tokens of an item's texts: made by the analyzer, or kept from when it made them last."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache

from indexer.indexed_items import AttachedText, IndexedItem
from indexer.schema import MAX_ATTACHED_CHARACTERS
from vietnamese.analysis import TokenStreams, analyze, streams_of, tokenize


@dataclass(frozen=True, slots=True)
class Analysed:
    """What the analyzer made of an item.

    `running` are the streams of the headline, the lead and the body, as far as there are any;
    `attached` the syllables of the names and the texts of files.
    """

    running: tuple[TokenStreams, ...]
    attached: tuple[tuple[str, ...], ...]


def analyse(item: IndexedItem) -> Analysed:
    """Analyse an item's texts; files' not into words, for that takes three times as long."""
    return Analysed(
        tuple([analyze(text) for text in _running(item)]),
        tuple([tuple([token.text for token in tokenize(text)]) for text in _attached(item)]),
    )


#: Names of offices and authors, which come again and again.
analyze_name = lru_cache(maxsize=1 << 12)(analyze)


def text_digest(item: IndexedItem) -> str:
    """What tells whether an item's texts are those that something was made of."""
    texts = json.dumps([_running(item), _attached(item)])
    return hashlib.sha256(texts.encode()).hexdigest()


def pack(analysed: Analysed) -> bytes:
    """An analysis to be kept: what cannot be made again of the rest, compressed.

    A line for each stream of tokens; the first says how many texts have two of them.
    """
    lines = [str(len(analysed.running))]
    for streams in analysed.running:
        lines += (" ".join(streams.syllables), " ".join(streams.words))
    lines += [" ".join(syllables) for syllables in analysed.attached]
    return zlib.compress("\n".join(lines).encode(), 1)


def unpack(packed: bytes) -> Analysed:
    """The analysis that was packed."""
    count, *lines = zlib.decompress(packed).decode().split("\n")
    streams = [line.split() for line in lines]
    running = streams[: 2 * int(count)]
    return Analysed(
        tuple(map(streams_of, running[::2], running[1::2])),
        tuple(map(tuple, streams[2 * int(count) :])),
    )


def bounded(attachments: tuple[AttachedText, ...]) -> list[AttachedText]:
    """The files with as much of their text as is indexed of an item."""
    left = MAX_ATTACHED_CHARACTERS
    kept = []
    for attached in attachments:
        kept.append(AttachedText(attached.name, attached.text[:left]))
        left -= len(kept[-1].text)
    return kept


def _running(item: IndexedItem) -> list[str]:
    return [item.headline, *filter(None, (item.lead, item.body))]


def _attached(item: IndexedItem) -> list[str]:
    files = bounded(item.attachments)
    return [text for file in files for text in (file.name, file.text) if text]
