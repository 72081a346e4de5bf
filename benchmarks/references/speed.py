"""How fast references are found, beside eyecite and a bare regex, in one run on one core."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import accumulate

from benchmarks.references.opinions import make_opinions
from benchmarks.references.quality import Passage
from vietnamese import find_references

Reader = Callable[[str], Sequence[object]]

NAIVE = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ]+(?:[-/][A-ZĐa-z]+)*")
ROUNDS = 3
#: Seconds of processor time that one reader is given for one kind of text, at least.
LEAST_SECONDS = 0.5
#: Of each kind of text, what eyecite reads: about this many characters.
EYECITE_LIMIT = 120_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader on one kind of text; `speed` in megabytes of UTF-8 a second, the best round."""

    name: str
    speed: float
    found: int


def print_speed(news: list[str], passages: list[Passage]) -> None:
    """Speed of each reader on each text, and how many times eyecite's on English opinions.

    Those are what eyecite is made for; on Vietnamese, where it finds nothing, it is a little
    faster.
    """
    eyecite = _eyecite()
    opinions = make_opinions(20)
    rows = []
    for kind, texts in (
        ("news", news),
        ("labelled passages", [passage["text"] for passage in passages]),
        ("English opinions", opinions),
    ):
        rows.append(_measure(f"{kind}: naive regex", NAIVE.findall, texts))
        rows.append(_measure(f"{kind}: find_references", find_references, texts))
        if eyecite:
            rows.append(_measure(f"{kind}: eyecite", eyecite, _first(texts, EYECITE_LIMIT)))
    print(f"{'speed':36}{'MB/s':>9}{'x eyecite':>11}{'found':>8}")
    for row in rows:
        ratio = f"{row.speed / rows[-1].speed:.1f}" if eyecite else "-"
        print(f"{row.name:36}{row.speed:9.2f}{ratio:>11}{row.found:8}")
    if eyecite:
        right = sum(_finds_some_of(eyecite, passage) for passage in passages)
        print(f"eyecite finds {right} of the labelled references")
    else:
        print("eyecite is not installed: no ratio to it")


def _measure(name: str, read: Reader, texts: list[str]) -> Measured:
    size = sum(len(text.encode()) for text in texts) / 1e6
    best, spent, rounds, found = float("inf"), 0.0, 0, 0
    while rounds < ROUNDS or spent < LEAST_SECONDS:
        began = time.process_time()
        found = sum(len(read(text)) for text in texts)
        took = time.process_time() - began
        best, spent, rounds = min(best, took), spent + took, rounds + 1
    return Measured(name, size / best, found)


def _eyecite() -> Reader | None:
    if find_spec("eyecite") is None:
        return None
    from eyecite import get_citations

    get_citations("1 U.S. 1")  # its tables are built at the first call
    return get_citations


def _finds_some_of(read: Reader, passage: Passage) -> int:
    spans = [citation.span() for citation in read(passage["text"])]  # type: ignore[attr-defined]  # eyecite's
    return sum(
        any(start < label["end"] and label["start"] < end for start, end in spans)
        for label in passage["references"]
    )


def _first(texts: list[str], limit: int) -> list[str]:
    ends = accumulate(map(len, texts))
    return [text for text, end in zip(texts, ends, strict=True) if end - len(text) < limit]
