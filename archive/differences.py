"""What changed between two versions of an item, word by word.

A word is never cut: what is told of `đạt` become `đất` is both words. Numbers with what belongs to
them are one (`4204/KH-UBND`, `28/4/2023`, `1.250.000`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Literal, NamedTuple

from archive.items import VERSIONED_FIELDS

Change = Literal["same", "removed", "added"]

#: Above this many words on a side a paragraph is shown as replaced: finer would take seconds.
MOST_WORDS = 2000

#: Above this many pairs, paragraphs that changed are paired in their order, not by likeness.
_MOST_PAIRS = 2500

#: Less alike than this (of the words of both, the share that they have in common) are two texts.
_ALIKE = 0.4

_LETTER = r"[\w\u0300-\u036f]"
_WORD = re.compile(rf"(?:{_LETTER}+(?:[./,\-–]{_LETTER}+)*|[^\w\s])\s*|\s+")
_HAS_LETTER = re.compile(r"\w")


class Run(NamedTuple):
    """A stretch of text and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs: its paragraphs (or its one value), each as runs."""

    field: str
    paragraphs: tuple[tuple[Run, ...], ...]

    @property
    def stretches(self) -> list[tuple[bool, list[tuple[Run, ...]]]]:
        """The paragraphs, parted into those that changed (true) and those between them."""
        grouped = groupby(self.paragraphs, key=_has_changed)
        return [(changed, list(paragraphs)) for changed, paragraphs in grouped]


def _has_changed(paragraph: Sequence[Run]) -> bool:
    return any(run.change != "same" for run in paragraph)


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], fields: Sequence[str] = VERSIONED_FIELDS
) -> list[FieldDifference]:
    """Those of `fields` in which two versions' contents differ, in their order."""
    return [
        FieldDifference(name, tuple(paragraph_differences(old.get(name), new.get(name))))
        for name in fields
        if old.get(name) != new.get(name)
    ]


def paragraph_differences(old: Any, new: Any) -> Iterator[tuple[Run, ...]]:
    """The paragraphs of a field (or its one value) in two versions, each as runs, in order."""
    return _paragraphs(_lines(old), _lines(new))


def _lines(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        return [f"{v['name']} ({v['url']})" if isinstance(v, dict) else str(v) for v in value]
    return [str(value)]


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Run, ...]]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((Run("same", text),) for text in old[i1:i2])
            continue
        for before, after in _paired(old[i1:i2], new[j1:j2]):
            if before is None:
                yield (Run("added", after or ""),)
            elif after is None:
                yield (Run("removed", before),)
            else:
                yield tuple(_words(before, after))


def _paired(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, str | None] | tuple[None, str]]:
    """The paragraphs that became others, with those that only went or came, in order."""
    i = j = 0
    for first, second in [*_pairs(old, new), (len(old), len(new))]:
        yield from ((text, None) for text in old[i:first])
        yield from ((None, text) for text in new[j:second])
        if first < len(old):
            yield old[first], new[second]
        i, j = first + 1, second + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs are read as versions of each other: those most alike, in order."""
    if len(old) == len(new) == 1 or len(old) * len(new) > _MOST_PAIRS:
        return [(k, k) for k in range(min(len(old), len(new)))]
    words = [[Counter(_WORD.findall(text)) for text in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            alike = _likeness(words[0][i], words[1][j])
            paired = alike + best[i + 1][j + 1] if alike >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def _words(old: str, new: str) -> list[Run]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return [Run("removed", old), Run("added", new)]
    was_said, is_said = ([word.rstrip() for word in side] for side in (before, after))
    blocks = SequenceMatcher(None, was_said, is_said, autojunk=False).get_opcodes()
    runs: list[Run] = []
    removed = added = ""
    for number, (tag, i1, i2, j1, j2) in enumerate(blocks):
        was, now = "".join(before[i1:i2]), "".join(after[j1:j2])
        between = 0 < number < len(blocks) - 1
        if tag == "equal" and not (between and not _HAS_LETTER.search(now)):
            runs += _changed(removed, added)
            removed = added = ""
            runs.append(Run("same", now))
        else:  # a comma between two words that changed is no rest for the eye
            removed, added = removed + was, added + now
    return runs + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Run]:
    told = [Run("removed", removed), Run("added", added)]
    return [run for run in told if run.text]
