"""What was found, as the answer shows it."""

from collections import Counter
from collections.abc import Mapping

from indexer.engines.questions import Found, Row
from indexer.highlighting import Marker
from indexer.labels import Labels
from indexer.planning import Plan
from indexer.search import FACETS, Bucket, FacetValue, Highlight, Histogram, Hit, SearchRequest


def hits(found: Found, plan: Plan, request: SearchRequest) -> tuple[Hit, ...]:
    """The items found, with their highlights."""
    marker = Marker(plan.marked, plan.folded)
    return tuple(
        hit(row, marker.highlights(row.shown) if request.with_highlights else ())
        for row in found.rows
    )


def hit(row: Row, highlights: tuple[Highlight, ...] = ()) -> Hit:
    """An item found, with these passages of it."""
    return Hit(
        type=row.shown["type"],
        id=row.shown["id"],
        url=row.shown["url"],
        headline=row.shown["headline"],
        date_published=row.shown["date_published"],
        portal=row.shown["portal"],
        province=row.shown["province"],
        department=row.shown["department"],
        section=row.shown["section"],
        author=row.shown["author"],
        identifier=row.shown["identifier"],
        document_type=row.shown["document_type"],
        score=row.score,
        highlights=highlights,
    )


def facets(
    found: Found, request: SearchRequest, labels: Labels
) -> Mapping[str, tuple[FacetValue, ...]]:
    """The values of each facet as a reader sees them."""
    shown = {}
    for name in FACETS:
        if name in found.facets:
            counts = found.facets[name]
            label = labels(name, [value for value, _ in counts])
            chosen = request.filters.get(name, ())
            shown[name] = tuple(
                FacetValue(value, label.get(value, value), count, value in chosen)
                for value, count in counts
            )
    return shown


def histogram(found: Found, request: SearchRequest) -> Histogram:
    """When the articles found were published."""
    if not request.with_facets:
        return Histogram(request.interval, (), 0)
    length = len("2023-05" if request.interval == "month" else "2023")
    counts: Counter[str] = Counter()
    for month, count in found.facets["month"]:
        counts[month[:length]] += count
    buckets = tuple(Bucket(start, counts[start]) for start in sorted(counts))
    return Histogram(request.interval, buckets, found.total - counts.total())
