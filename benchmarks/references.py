"""Document references: speed against a naive regex (and eyecite), and quality on labelled passages.

    python -m benchmarks.references [--data DIR] [--save FILE] [--compare FILE]

Speed is in megabytes of UTF-8 a second on one core, the best of several rounds; the ratio to the
naive regex of the same run says more than the figure. `--save` keeps what was found, `--compare`
prints what was gained and lost against such a file, passage by passage.
"""

import argparse
import gzip
import importlib
import importlib.util
import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vietnamese import find_references

NAIVE = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ]+(?:[-/][A-ZĐa-z]+)*")
ROUNDS = 3


def main() -> None:
    """Print speed, then quality."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    default = os.environ.get("CONGTIN_SHARED_DATA", "../shared/data")
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--save", type=Path)
    parser.add_argument("--compare", type=Path)
    options = parser.parse_args()
    passages = _read_lines(options.data / "references" / "dev.jsonl")
    print_speed(_news(options.data), [passage["text"] for passage in passages])
    predictions = {
        passage["id"]: [r.to_json() for r in find_references(passage["text"])]
        for passage in passages
    }
    print_quality(options.data / "references" / "score.py", passages, predictions)
    if options.compare:
        print_changes(json.loads(options.compare.read_text(encoding="utf-8")), predictions)
    if options.save:
        options.save.write_text(json.dumps(predictions, ensure_ascii=False), encoding="utf-8")


def print_speed(news: list[str], passages: list[str]) -> None:
    """Megabytes a second of each reader on each text."""
    print(f"{'speed':28}{'MB/s':>8}{'ratio':>8}")
    for name, texts in (("news", news), ("labelled passages", passages)):
        naive = _speed(NAIVE.findall, texts)
        ours = _speed(find_references, texts)
        print(f"{name + ': naive regex':28}{naive:8.1f}{1:8.2f}")
        print(f"{name + ': find_references':28}{ours:8.1f}{ours / naive:8.2f}")
        if importlib.util.find_spec("eyecite"):
            citations = importlib.import_module("eyecite").get_citations
            theirs = _speed(citations, texts[:200])
            print(f"{name + ': eyecite':28}{theirs:8.1f}{theirs / naive:8.2f}")


def print_quality(
    scorer: Path, passages: list[dict[str, Any]], predictions: dict[str, list[dict[str, Any]]]
) -> None:
    """Precision, recall and F1 as the labels' scorer counts them; how often fields agree."""
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    counts, *_ = score.score(passages, predictions)
    print(f"\n{'quality':28}{'P':>8}{'R':>8}{'F1':>8}")
    for name in ("det", "id", "type", "date"):
        figures = score.prf(counts[f"{name}_tp"], counts[f"{name}_fp"], counts[f"{name}_fn"])
        print(f"{name:28}" + "".join(f"{figure:8.3f}" for figure in figures))
    print(f"{'false in hard negatives':28}{counts['neg_fp']:8}")
    for name in ("relation", "issuer", "kind", "provisions"):
        print(f"{name:28}{_agreement(score, passages, predictions, name):8.3f}")


def print_changes(
    before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]
) -> None:
    """What was gained (+) and lost (-), passage by passage."""
    print("\nchanges")
    for passage, now in after.items():
        then = before.get(passage, [])
        for sign, some, others in (("-", then, now), ("+", now, then)):
            for reference in some:
                if reference not in others:
                    print(passage, sign, json.dumps(reference, ensure_ascii=False))


def _agreement(
    score: Any,
    passages: list[dict[str, Any]],
    predictions: dict[str, list[dict[str, Any]]],
    field: str,
) -> float:
    agreed = matched = 0
    for passage in passages:
        for gold in passage["references"]:
            best = max(
                predictions[passage["id"]], key=lambda found: score.ov(gold, found), default=None
            )
            if best is not None and score.ov(gold, best) > 0:
                matched += 1
                agreed += (best[field] or None) == (gold[field] or None)
    return agreed / max(matched, 1)


def _speed(read: Callable[[str], object], texts: list[str]) -> float:
    size = sum(len(text.encode()) for text in texts) / 1e6
    repeats = max(1, int(0.5 // size))
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(repeats):
            for text in texts:
                read(text)
        best = min(best, (time.process_time() - began) / repeats)
    return size / best


def _news(data: Path) -> list[str]:
    with gzip.open(data / "text" / "news.sample.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    return ["\n".join(article[k] for k in ("headline", "lead", "body")) for article in articles]


def _read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
