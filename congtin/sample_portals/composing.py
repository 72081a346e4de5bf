"""Composes the articles of a series: news that comes back each season, in other words each time.

A series has a stock of hand-written openings, passages and closings; each of its articles adds a
headline and a paragraph of its own, and names (district, plan, …) that the stock leaves open.
Where the stock does not fit, an article has an opening, passages or a closing of its own.
"""

from collections.abc import Mapping
from typing import Any

PASSAGES_EACH = 2


def compose_series(series: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The articles of a series as tables like those of hand-written ones, the same every time."""
    shared = {"section": series["section"], **series.get("names", {})}
    composed = []
    for turn, own in enumerate(series["articles"]):
        passages = own.get("passages") or _passages(series["passages"], turn)
        parts = [
            own.get("opening") or series["openings"][turn % len(series["openings"])],
            passages[0],
            own["detail"],
            *passages[1:],
            own.get("closing")
            or series["closings"][(turn * 2 + turn // 3) % len(series["closings"])],
        ]
        composed.append({**shared, **own, "body": "\n\n".join(part.strip() for part in parts)})
    return composed


def _passages(stock: list[str], turn: int) -> list[str]:
    """The next passages of the stock; a step more after each round, so that pairs change."""
    first = turn * PASSAGES_EACH + turn // len(stock)
    return [stock[(first + step) % len(stock)] for step in range(PASSAGES_EACH)]
