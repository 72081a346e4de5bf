"""What changed between two versions of an item, word by word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from archive.items import VERSIONED_FIELDS

Change = Literal["same", "removed", "added"]

#: Above this many words on a side a paragraph is shown as replaced: finer would take seconds.
MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs: its paragraphs (or its one value), each as runs."""

    field: str
    paragraphs: tuple[tuple[Run, ...], ...]


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], fields: Sequence[str] = VERSIONED_FIELDS
) -> list[FieldDifference]:
    """Those of `fields` in which two versions' contents differ, in their order."""
    return [
        FieldDifference(name, tuple(_paragraphs(_lines(old.get(name)), _lines(new.get(name)))))
        for name in fields
        if old.get(name) != new.get(name)
    ]


def _lines(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        return [f"{v['name']} ({v['url']})" if isinstance(v, dict) else str(v) for v in value]
    return [str(value)]


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> list[tuple[Run, ...]]:
    found: list[tuple[Run, ...]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(Run("same", text),) for text in old[i1:i2]]
            continue
        paired = min(i2 - i1, j2 - j1)
        found += [tuple(_words(old[i1 + k], new[j1 + k])) for k in range(paired)]
        found += [(Run("removed", text),) for text in old[i1 + paired : i2]]
        found += [(Run("added", text),) for text in new[j1 + paired : j2]]
    return found


def _words(old: str, new: str) -> list[Run]:
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    if max(len(before), len(after)) > MOST_WORDS:
        return [Run("removed", old), Run("added", new)]
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append(Run("removed", "".join(before[i1:i2])))
        if j2 > j1:
            runs.append(Run("added", "".join(after[j1:j2])))
    return runs
