"""Values by the chunk: as many as one SQL statement takes, or as fit in memory together."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

#: Values in one SQL `IN (…)`.
CHUNK = 500

Value = TypeVar("Value")


def chunks(values: Sequence[Value], size: int = CHUNK) -> Iterator[Sequence[Value]]:
    """These values in their order, `size` at a time."""
    for first in range(0, len(values), size):
        yield values[first : first + size]
