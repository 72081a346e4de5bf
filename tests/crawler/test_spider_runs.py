"""What a crawl concludes from its tally."""

import pytest

from crawler.runs import Outcome, RunTally, conclude


def tally(*, listed: int = 0, due: int = 0, **counts: int) -> RunTally:
    made = RunTally(listed=listed, due=due)
    for name, number in counts.items():
        made.add(name, number)
    return made


@pytest.mark.parametrize(
    ("made", "closed_because", "outcome", "word"),
    [
        # a first crawl, one page of which failed
        (tally(listed=3, due=3, new=2, failed=1), "finished", "finished", ""),
        # nothing is new
        (tally(listed=3, skipped=3), "finished", "finished", ""),
        # the listings changed their looks
        (tally(pages=2), "finished", "empty", "no articles"),
        # the articles changed their looks
        (tally(listed=3, due=3, failed=3), "finished", "empty", "none of 3"),
        # Ctrl-C
        (tally(listed=3, due=3, new=2), "shutdown", "interrupted", "stopped"),
        # something closed the spider
        (tally(listed=3, due=3, new=2), "memusage_exceeded", "failed", "memusage_exceeded"),
    ],
)
def test_conclusions(made: RunTally, closed_because: str, outcome: Outcome, word: str) -> None:
    concluded, reason = conclude(made, closed_because)
    assert concluded == outcome
    assert word in (reason or "")


def test_problems_make_a_failure_whatever_else_went_well() -> None:
    made = tally(listed=3, due=3, new=3)
    made.problems.append("http://stp.example.vn/b: connection refused")
    assert conclude(made, "finished") == ("failed", "http://stp.example.vn/b: connection refused")
