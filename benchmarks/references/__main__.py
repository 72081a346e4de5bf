"""Document references: speed, quality on the labelled passages, and what a change did to it.

Speed is in megabytes of UTF-8 a second on one core, the best of several rounds, beside a bare regex
and eyecite (which is made for American opinions, so English ones are what it is timed on). Quality
is what the labels' own scorer says. The changes are those against the code of a commit, held
against the labels passage by passage.
"""

import argparse
import gzip
import json
import os
import sys
from pathlib import Path

from benchmarks.references.at_commit import NoSuchCodeError, describe, found_at, last_change
from benchmarks.references.changes import print_changes
from benchmarks.references.quality import Passage, print_quality
from benchmarks.references.speed import print_speed
from vietnamese import find_references


def main() -> int:
    """Print speed, quality and changes; 1 where the commit cannot be compared with."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.references", description=__doc__)
    default = os.environ.get("CONGTIN_SHARED_DATA", "../shared/data")
    parser.add_argument("--data", type=Path, default=Path(default), help="default: %(default)s")
    parser.add_argument(
        "--against",
        metavar="COMMIT",
        help="the commit to compare with. Default: HEAD; where vietnamese/ is as HEAD has it, "
        "the commit before the last one that changed it",
    )
    parser.add_argument("--skip-speed", action="store_true", help="only quality and changes")
    options = parser.parse_args()
    labels = options.data / "references"
    passages = _read_passages(labels / "dev.jsonl")
    if not options.skip_speed:
        print_speed(_read_news(options.data / "text" / "news.sample.jsonl.gz"), passages)
    now = {
        passage["id"]: [reference.to_json() for reference in find_references(passage["text"])]
        for passage in passages
    }
    print_quality(labels / "score.py", passages, now)
    try:
        commit = options.against or last_change()
        print(f"\nchanges against {describe(commit)}")
        print_changes(passages, found_at(commit, passages), now)
    except NoSuchCodeError as error:
        print(f"nothing to compare with: {error}", file=sys.stderr)
        return 1 if options.against else 0
    return 0


def _read_news(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        articles = map(json.loads, file)
        return ["\n".join(one[key] for key in ("headline", "lead", "body")) for one in articles]


def _read_passages(path: Path) -> list[Passage]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
