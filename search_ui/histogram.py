"""The bars of the histogram: how high, how labelled, and where each leads."""

from calendar import monthrange
from dataclasses import dataclass, replace

from indexer.search import Bucket, Histogram, SearchRequest

#: More months than this are shown as years: their bars would be too thin to point at.
MOST_MONTHS = 96

#: Across, the drawing is measured in per cent of the width there is; down, in pixels.
FULL_HEIGHT = 56
LABEL_HEIGHT = 20

#: Fewer bars than this leave the rest of the width empty instead of growing into blocks.
FEWEST_SLOTS = 24

#: More labels than this run into each other on a phone.
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One month (`2023-05`) or year (`2023`).

    `x`, `slot` and `width` are per cent of the drawing's width, `height` pixels.
    """

    start: str
    count: int
    x: float
    slot: float
    width: float
    height: int
    label: str | None
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class Chart:
    """The histogram as drawn; `floor` is where the bars stand, in pixels from the top."""

    bars: tuple[Bar, ...]
    undated: int
    floor: int = FULL_HEIGHT
    height: int = FULL_HEIGHT + LABEL_HEIGHT


def chart(histogram: Histogram, request: SearchRequest) -> Chart:
    """The bars for `histogram`, without gaps in time, each leading to its range of `request`."""
    buckets = _filled(histogram.buckets)
    if len(buckets) > MOST_MONTHS:
        buckets = _by_year(buckets)
    highest = max((bucket.count for bucket in buckets), default=0)
    slot = 100 / max(len(buckets), FEWEST_SLOTS)
    labels = _labels([bucket.start for bucket in buckets])
    return Chart(
        tuple(
            Bar(
                start=bucket.start,
                count=bucket.count,
                x=round(place * slot, 3),
                slot=round(slot, 3),
                width=round(slot * 0.8, 3),
                height=_height(bucket.count, highest),
                label=labels.get(place),
                request=_narrowed(request, bucket.start),
            )
            for place, bucket in enumerate(buckets)
        ),
        histogram.undated,
    )


def _labels(starts: list[str]) -> dict[int, str]:
    """The years written below the bars, by the place of the bar that each stands at."""
    years: dict[str, int] = {}
    for place, start in enumerate(starts):
        years.setdefault(start[:4], place)
    # A year of which only the last months are shown has no room for its number.
    shown = [y for y, place in years.items() if place or starts[0][5:] <= "07" or len(years) == 1]
    step = -(-len(shown) // MOST_LABELS)
    return {years[year]: year for year in shown[:: step or 1]}


def _height(count: int, highest: int) -> int:
    return max(2, round(FULL_HEIGHT * count / highest)) if count else 0


def _narrowed(request: SearchRequest, start: str) -> SearchRequest:
    first, last = _days(start)
    return replace(request, date_from=first, date_to=last, page=1)


def _days(start: str) -> tuple[str, str]:
    if len(start) == 4:
        return f"{start}-01-01", f"{start}-12-31"
    year, month = map(int, start.split("-"))
    return f"{start}-01", f"{start}-{monthrange(year, month)[1]:02}"


def _filled(buckets: tuple[Bucket, ...]) -> list[Bucket]:
    """The buckets with the months or years between them that have no article."""
    if not buckets:
        return []
    counts = {bucket.start: bucket.count for bucket in buckets}
    first, last = min(counts), max(counts)
    if len(first) == 4:
        every = [f"{year:04}" for year in range(int(first), int(last) + 1)]
    else:
        ordinals = range(_ordinal(first), _ordinal(last) + 1)
        every = [f"{ordinal // 12:04}-{ordinal % 12 + 1:02}" for ordinal in ordinals]
    return [Bucket(start, counts.get(start, 0)) for start in every]


def _ordinal(month: str) -> int:
    year, of_year = map(int, month.split("-"))
    return year * 12 + of_year - 1


def _by_year(buckets: list[Bucket]) -> list[Bucket]:
    counts: dict[str, int] = {}
    for bucket in buckets:
        counts[bucket.start[:4]] = counts.get(bucket.start[:4], 0) + bucket.count
    return [Bucket(year, count) for year, count in counts.items()]
