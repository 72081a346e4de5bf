"""Exact counts of the most frequent values, from engines that count by halves.

An index is in segments and shards. Asked for the most frequent values, an engine asks each of them
for its most frequent, so a value's count may miss what it has where it is rare; the engine says by
how much at most. `FacetCounter` asks on until the counts, and which values are the most frequent,
are beyond doubt. Mostly the first answer is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engines.questions import FacetQuestion

#: More values than this are not asked for; what Elasticsearch lets through by default.
MOST_VALUES = 60_000


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the engine about one facet's field.

    For the `size` most frequent values with `size` or more of each part looked at; or, where
    `include` is given, for the counts of these values.
    """

    facet: str
    field: str
    size: int
    include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The engine's answer: values with counts, and how much a count may lack at most."""

    counts: tuple[tuple[str, int], ...]
    error: int


class FacetCounter:
    """Counts several facets: answer `asks` until there are none, then take `counts`."""

    def __init__(self, facets: Sequence[FacetQuestion]) -> None:
        self._facets = {facet.field: facet for facet in facets}
        self._guesses: dict[str, Counted] = {}
        self._chosen: dict[str, tuple[tuple[str, int], ...]] = {}
        self._done: dict[str, tuple[tuple[str, int], ...]] = {}
        self.asks = [Ask(f.field, f.field, _first_size(f)) for f in facets]
        self.asks += [
            Ask(f"{f.field}, chosen", f.field, len(f.chosen), f.chosen) for f in facets if f.chosen
        ]

    def take(self, answers: Sequence[Counted]) -> None:
        """Take the answers to `asks`, in their order, and ask what is still in doubt."""
        asked, self.asks = self.asks, []
        for ask, answer in zip(asked, answers, strict=True):
            if ask.facet != ask.field:
                self._chosen[ask.field] = answer.counts
            elif ask.include:
                self._take_exact(ask, answer)
            else:
                self._take_guess(ask, answer)

    def counts(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Values with counts by field: the most frequent, then what else was chosen."""
        return {field: self._counts(facet) for field, facet in self._facets.items()}

    def _take_guess(self, ask: Ask, answer: Counted) -> None:
        if answer.error and answer.counts:
            self._guesses[ask.field] = answer
            values = tuple(value for value, _ in answer.counts)
            self.asks.append(Ask(ask.field, ask.field, len(values), values))
            return
        complete = len(answer.counts) < ask.size
        least = 0 if complete else min(count for _, count in answer.counts)
        self._settle(ask, answer.counts, at_most_elsewhere=least)

    def _take_exact(self, ask: Ask, answer: Counted) -> None:
        guess = self._guesses.pop(ask.field)
        elsewhere = min(count for _, count in guess.counts) + guess.error
        self._settle(ask, answer.counts, at_most_elsewhere=elsewhere)

    def _settle(self, ask: Ask, counts: Sequence[tuple[str, int]], at_most_elsewhere: int) -> None:
        """Take these counts if no value that is not among them can be as frequent as the last."""
        size = self._facets[ask.field].size
        ordered = sorted(counts, key=lambda item: (-item[1], item[0]))
        last = ordered[size - 1][1] if size is not None and size <= len(ordered) else 0
        if last > at_most_elsewhere or at_most_elsewhere == 0 or ask.size >= MOST_VALUES:
            self._done[ask.field] = tuple(ordered if size is None else ordered[:size])
        else:
            self.asks.append(Ask(ask.field, ask.field, min(ask.size * 8, MOST_VALUES)))

    def _counts(self, facet: FacetQuestion) -> tuple[tuple[str, int], ...]:
        counts = self._done[facet.field]
        listed = {value for value, _ in counts}
        known = dict(self._chosen.get(facet.field, ()))
        return (*counts, *((v, known.get(v, 0)) for v in facet.chosen if v not in listed))


def _first_size(facet: FacetQuestion) -> int:
    return 2 * facet.size + 20 if facet.size is not None else 1_000
