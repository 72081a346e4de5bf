"""Values by number, in arrays that grow."""

from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]
_Scalar = TypeVar("_Scalar", bound=np.generic)


class Column(Generic[_Scalar]):
    """Values, or rows of them; in `values` places are left behind them."""

    def __init__(self, kind: type[_Scalar], *width: int) -> None:
        self.values: NDArray[_Scalar] = np.zeros((1 << 10, *width), kind)
        self.count = 0

    def append(self, value: Any) -> int:
        """Put a value behind the others; its number."""
        if self.count == len(self.values):
            self.values = np.concatenate([self.values, np.zeros_like(self.values)])
        self.values[self.count] = value
        self.count += 1
        return self.count - 1
