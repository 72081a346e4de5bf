"""The history of a portal's runs as bars, drawn as SVG here: no script, no style in the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.catalogue.tables import RunRow

FULL_HEIGHT = 56

#: Fewer runs than this leave the rest of the width empty instead of growing into blocks.
FEWEST_SLOTS = 30


@dataclass(frozen=True, slots=True)
class RunBar:
    """One run; `x` and `width` are per cent of the drawing's width, `height` pixels."""

    run: RunRow
    count: int
    x: float
    width: float
    height: int


@dataclass(frozen=True, slots=True)
class RunChart:
    """What was counted in some runs, the oldest first; `highest` is the highest count."""

    bars: tuple[RunBar, ...]
    highest: int
    floor: int = FULL_HEIGHT


def run_chart(runs: Sequence[RunRow], count: Callable[[RunRow], int]) -> RunChart:
    """The bars of runs, which come with the newest first."""
    counts = [count(run) for run in runs]
    highest = max(counts, default=0)
    slot = 100 / max(len(runs), FEWEST_SLOTS)
    bars = tuple(
        RunBar(run, number, round(place * slot, 3), round(slot * 0.8, 3), _height(number, highest))
        for place, (run, number) in enumerate(zip(reversed(runs), reversed(counts), strict=True))
    )
    return RunChart(bars, highest)


def new_items(run: RunRow) -> int:
    """The articles and entries that a run found."""
    return int(run.counts.get("new", 0))


def troubles(run: RunRow) -> int:
    """The pages that a run could not fetch or read."""
    return int(run.counts.get("failed", 0)) + int(run.counts.get("errors", 0))


def _height(count: int, highest: int) -> int:
    return max(2, round(FULL_HEIGHT * count / highest)) if count else 0
