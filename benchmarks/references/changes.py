"""What a change of the code gained and lost on the labelled passages."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from benchmarks.references.quality import (
    ASPECTS,
    Found,
    Label,
    Passage,
    Predictions,
    false_references,
    pair,
    right_aspects,
)

Verdict = Literal["gained", "lost", "neither"]
VERDICTS: tuple[Verdict, ...] = ("gained", "lost", "neither")
FALSE = "false reference"


@dataclass(frozen=True, slots=True)
class Change:
    """One aspect of one reference that is not found as it was found before.

    `gained` is what was wrong and is right, `lost` what was right and is wrong (a false reference
    that is there no more, or that is new), `neither` what is as right or as wrong as before, or
    what the labels leave open. `before` and `after` are the aspect's values, None where nothing
    was found.
    """

    verdict: Verdict
    aspect: str
    mention: str
    before: Any
    after: Any


def changes_in(passage: Passage, before: list[Found], after: list[Found]) -> Iterator[Change]:
    """The changes in one passage: those of labelled references, then of the others."""
    old_pairs, new_pairs = pair(passage, before), pair(passage, after)
    for index, label in enumerate(passage["references"]):
        old = before[old_pairs[index]] if index in old_pairs else None
        new = after[new_pairs[index]] if index in new_pairs else None
        yield from _changes_of(label, old, new)
    was_false = _by_span(false_references(passage, before))
    is_false = _by_span(false_references(passage, after))
    was = _by_span(one for j, one in enumerate(before) if j not in old_pairs.values())
    now = _by_span(one for j, one in enumerate(after) if j not in new_pairs.values())
    for span in sorted(was.keys() | now.keys()):
        if was.get(span) != now.get(span):
            verdict = _verdict(span not in was_false, span not in is_false)
            mention = (now.get(span) or was[span])["text"]
            yield Change(verdict, FALSE, mention, was.get(span), now.get(span))


def print_changes(passages: list[Passage], before: Predictions, after: Predictions) -> None:
    """Every change, passage by passage, and how many there are by aspect."""
    counts: Counter[tuple[str, Verdict]] = Counter()
    for passage in passages:
        key = passage["id"]
        changes = list(changes_in(passage, before[key], after[key]))
        counts.update((change.aspect, change.verdict) for change in changes)
        for (mention, verdict), group in groupby(changes, lambda one: (one.mention, one.verdict)):
            what = ", ".join(map(_describe, group))
            print(f"{key}  {verdict:8} {' '.join(mention.split())!r}: {what}")
    if not counts:
        print("nothing")
        return
    print(f"\n{'':28}" + "".join(f"{verdict:>8}" for verdict in VERDICTS))
    for aspect in (*ASPECTS, FALSE):
        row = [counts[aspect, verdict] for verdict in VERDICTS]
        if any(row):
            print(f"{aspect:28}" + "".join(f"{count:8}" for count in row))


def _changes_of(label: Label, before: Found | None, after: Found | None) -> Iterator[Change]:
    was_right, is_right = right_aspects(label, before), right_aspects(label, after)
    for aspect in ASPECTS:
        old, new = _value(aspect, before), _value(aspect, after)
        verdict = _verdict(aspect in was_right, aspect in is_right)
        differs = before is not None and after is not None and old != new
        if verdict != "neither" or (differs and aspect != "reference"):
            yield Change(verdict, aspect, label["text"], old, new)


def _verdict(was_right: bool, is_right: bool) -> Verdict:
    if was_right == is_right:
        return "neither"
    return "gained" if is_right else "lost"


def _describe(change: Change) -> str:
    if change.before is None or change.after is None:
        return change.aspect
    return f"{change.aspect} {change.before!r} -> {change.after!r}"


def _by_span(found: Iterable[Found]) -> dict[tuple[int, int], Found]:
    return {(one["start"], one["end"]): one for one in found}


def _value(aspect: str, found: Found | None) -> Any:
    if found is None:
        return None
    return (found["start"], found["end"]) if aspect in ("reference", "span") else found[aspect]
