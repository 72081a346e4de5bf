"""Composes the articles of a series: news that comes back each season, in other words each time.

A series has a stock of hand-written openings, passages and closings; each of its articles adds a
headline and a paragraph of its own, and names (district, plan, …) that the stock leaves open.
"""

from collections.abc import Mapping
from typing import Any

PASSAGES_EACH = 2


def compose_series(series: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The articles of a series as tables like those of hand-written ones, the same every time."""
    composed = []
    for turn, table in enumerate(series["articles"]):
        passages = series["passages"]
        # Steps of an odd length walk the whole stock before a pair of passages comes back.
        first = turn * PASSAGES_EACH + turn // len(passages)
        chosen = [passages[(first + step) % len(passages)] for step in range(PASSAGES_EACH)]
        parts = [
            series["openings"][turn % len(series["openings"])],
            chosen[0],
            table["detail"],
            *chosen[1:],
            series["closings"][(turn * 2 + turn // 3) % len(series["closings"])],
        ]
        shared = {"section": series["section"], **series.get("names", {})}
        composed.append({**shared, **table, "body": "\n\n".join(part.strip() for part in parts)})
    return composed
