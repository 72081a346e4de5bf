"""What is usual, and whether something is much less: robust statistics of few numbers.

spidermon (1.27, BSD) was looked at: its monitors compare one crawl with fixed bounds of settings,
or with earlier jobs on its maker's cloud; its own history is a pickle on the machine that crawls.
Our runs are in the catalogue already, whichever machine they ran on, so what is below is less code
than handing them to it would be.
"""

from collections.abc import Sequence
from math import ceil, comb
from statistics import median

#: From the median absolute deviation to a standard deviation, if values are distributed normally.
_TO_SIGMA = 1.4826

_SIGMAS = 3

#: What happens less often than this by chance is taken for no chance.
_CHANCE = 0.01


def least_usual(values: Sequence[float], share: float) -> float:
    """What is still usual among earlier values, at least this share below their median.

    The median and the median absolute deviation, so that one strange value changes nothing.
    """
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    return middle - max(_SIGMAS * _TO_SIGMA * deviation, share * middle)


def is_far_below(part: int, whole: int, usual: float) -> bool:
    """Whether `part` of `whole` is too little by chance, where the usual share is `usual`."""
    at_most = sum(comb(whole, k) * usual**k * (1 - usual) ** (whole - k) for k in range(part + 1))
    return at_most < _CHANCE


def usual_share(parts: Sequence[int], wholes: Sequence[int]) -> float:
    """The share in all, never quite none and never quite all: few numbers prove neither."""
    return (sum(parts) + 1) / (sum(wholes) + 2)


def usual_silence(gaps: Sequence[int], least: int) -> int:
    """How long a silence is usual: twice what one in twenty earlier ones exceeds."""
    ordered = sorted(gaps)
    return max(least, 2 * ordered[ceil(0.95 * len(ordered)) - 1])
