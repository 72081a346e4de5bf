"""What was found, held against the labels: aspect by aspect, reference by reference."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

#: A labelled passage, a label, and a reference found, as `GUIDELINES.md` beside the labels and
#: `Reference.to_json` describe them.
Passage = dict[str, Any]
Label = dict[str, Any]
Found = dict[str, Any]
#: Found references by passage.
Predictions = dict[str, list[Found]]

#: What can be right or wrong of a reference that is labelled.
ASPECTS = (
    *("reference", "span", "identifier", "type", "issued_on"),
    *("relation", "issuer", "kind", "provisions"),
)


def pair(passage: Passage, found: list[Found]) -> dict[int, int]:
    """Which found reference (index) is held against which label: by greatest overlap, one to one.

    As the labels' scorer pairs them.
    """
    overlaps = sorted(
        (
            (_overlap(label, one), -i, -j)
            for i, label in enumerate(passage["references"])
            for j, one in enumerate(found)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for overlap, i, j in overlaps:
        if overlap > 0 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def false_references(passage: Passage, found: list[Found]) -> list[Found]:
    """Those found where no label is, but for what the labels leave open (standards, judgments)."""
    paired = pair(passage, found).values()
    open_spans = (*passage.get("ignore", ()), *passage.get("standards", ()))
    return [
        one
        for j, one in enumerate(found)
        if j not in paired and not any(_overlap(one, span) > 0 for span in open_spans)
    ]


def right_aspects(label: Label, found: Found | None) -> frozenset[str]:
    """The aspects in which `found` agrees with the label; none if it was not found."""
    if found is None:
        return frozenset()
    agrees = {
        "reference": True,
        "span": (found["start"], found["end"]) == (label["start"], label["end"]),
        "identifier": (found["identifier"] or None)
        in (label["identifier"], *label.get("identifier_alt", ())),
        "type": _lower(found["type"]) in map(_lower, (label["type"], *label.get("type_alt", ()))),
        "issued_on": found["issued_on"] == label["issued_on"]
        or (found["issued_on"] is None and bool(label.get("issued_on_optional"))),
        "relation": found["relation"] == label["relation"],
        "issuer": (found["issuer"] or None) == (label["issuer"] or None),
        "kind": found["kind"] == label["kind"],
        "provisions": list(found["provisions"]) == list(label["provisions"]),
    }
    return frozenset(aspect for aspect, right in agrees.items() if right)


def print_quality(scorer: Path, passages: list[Passage], predictions: Predictions) -> None:
    """Precision, recall and F1 as the labels' scorer counts them; how often the rest agrees."""
    score = _load(scorer)
    counts, by_category, *_ = score.score(passages, predictions)
    print(f"\n{'quality':28}{'P':>8}{'R':>8}{'F1':>8}{'right':>8}{'false':>8}{'missed':>8}")
    for name, prefix in (
        *(("detection", "det"), ("identifier", "id")),
        *(("type", "type"), ("issued_on", "date")),
    ):
        _print_counts(score, name, counts, prefix)
    for category in sorted(by_category):
        _print_counts(score, f"detection, {category}", by_category[category], "det")
    print(f"false in hard negatives: {counts['neg_fp']}")

    agreed: Counter[str] = Counter()
    for passage in passages:
        found = predictions[passage["id"]]
        for i, j in pair(passage, found).items():
            agreed.update(right_aspects(passage["references"][i], found[j]))
    matched = agreed["reference"]
    print(f"\nagreement, of {matched} references matched")
    for aspect in ("span", "relation", "issuer", "kind", "provisions"):
        print(f"{aspect:28}{agreed[aspect] / max(matched, 1):8.3f}")


def _print_counts(score: ModuleType, name: str, counts: Counter[str], prefix: str) -> None:
    right, false, missed = (counts[f"{prefix}_{what}"] for what in ("tp", "fp", "fn"))
    figures = "".join(f"{figure:8.3f}" for figure in score.prf(right, false, missed))
    print(f"{name:28}{figures}{right:8}{false:8}{missed:8}")


def _load(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> int:
    overlap: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return overlap


def _lower(text: str | None) -> str:
    return (text or "").strip().lower()
