"""Counts are exact however an index is cut into parts that each report only their most frequent."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.counting import Ask, Counted, FacetCounter
from indexer.engines.questions import FacetQuestion

Parts = list[Counter[str]]


def answer(parts: Parts, ask: Ask) -> Counted:
    """What an engine says whose parts report `ask.size` values each, as tantivy's segments do."""
    counts: Counter[str] = Counter()
    error = 0
    for part in parts:
        asked = Counter({v: part[v] for v in ask.include if v in part}) if ask.include else part
        reported = sorted(asked.items(), key=lambda item: (-item[1], item[0]))
        counts.update(dict(reported[: ask.size]))
        if len(reported) > ask.size:
            error += reported[ask.size - 1][1]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Counted(tuple(ordered[: ask.size]), error)


def count(parts: Parts, facet: FacetQuestion) -> tuple[tuple[str, int], ...]:
    counter = FacetCounter([facet])
    while counter.asks:
        counter.take([answer(parts, ask) for ask in counter.asks])
    return counter.counts()[facet.field]


def exact(parts: Parts, size: int | None) -> tuple[tuple[str, int], ...]:
    total = sum(parts, Counter[str]())
    return tuple(sorted(total.items(), key=lambda item: (-item[1], item[0]))[:size])


VALUES = st.integers(0, 400).map(lambda n: f"v{n:03}")


@given(
    st.lists(st.lists(VALUES, max_size=300).map(Counter), min_size=1, max_size=5),
    st.one_of(st.none(), st.integers(1, 12)),
)
def test_the_most_frequent_are_exact(parts: Parts, size: int | None) -> None:
    assert count(parts, FacetQuestion("author", size=size)) == exact(parts, size)


def test_a_value_that_is_rare_in_every_part_and_frequent_in_all() -> None:
    parts = [
        Counter({f"only-{part}-{n:02}": 12 for n in range(60)} | {"everywhere": 11})
        for part in range(6)
    ]
    assert count(parts, FacetQuestion("author", size=1)) == (("everywhere", 66),)


def test_chosen_values_are_counted_in_any_case() -> None:
    parts = [Counter({f"v{n:03}": 1_000 - n for n in range(500)})]
    counts = count(parts, FacetQuestion("author", ("v499", "none", "v000"), size=2))
    assert counts == (("v000", 1_000), ("v001", 999), ("v499", 501), ("none", 0))


@pytest.mark.parametrize("size", [1, 30])
def test_usually_one_question_is_enough(size: int) -> None:
    parts = [Counter({f"v{n:03}": 1_000 - n for n in range(900)})]
    counter = FacetCounter([FacetQuestion("author", size=size)])
    counter.take([Counted(answer(parts, counter.asks[0]).counts, 0)])
    assert not counter.asks
