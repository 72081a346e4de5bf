"""The facets of a search as its page lists them: in which order, and how many values at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.search import FacetValue
from indexer.searching import FACET_SIZE
from search_ui.labels import FACET_LABELS

#: So many values that are not chosen are shown at once; one or two more are not hidden for that.
SHOWN = 7
NOT_WORTH_HIDING = 2


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet with its values; those behind the first `shown` are folded away.

    `unfolded` where one of these is chosen. `may_have_more`: an answer lists no more values.
    """

    name: str
    label: str
    values: Sequence[FacetValue]
    shown: int
    unfolded: bool
    may_have_more: bool

    @property
    def folded(self) -> int:
        """How many values are folded away."""
        return len(self.values) - self.shown


def facet_lists(facets: Mapping[str, Sequence[FacetValue]]) -> list[FacetList]:
    """The facets that have something to choose; where everything is of one type there is nothing.

    Years come as in a calendar, the newest first; of all else what was chosen, then what most
    articles have.
    """
    listed = []
    for name, label in FACET_LABELS.items():
        facet = facets.get(name, ())
        if not facet or (name == "type" and len(facet) == 1):
            continue
        chosen = sum(value.selected for value in facet)
        if name == "year":
            values = sorted(facet, key=lambda value: value.value, reverse=True)
        else:
            values = sorted(facet, key=lambda value: not value.selected)
        shown = chosen + SHOWN
        if len(values) <= shown + NOT_WORTH_HIDING:
            shown = len(values)
        listed.append(
            FacetList(
                name,
                label,
                values,
                shown,
                unfolded=any(value.selected for value in values[shown:]),
                may_have_more=len(values) >= FACET_SIZE,
            )
        )
    return listed
