"""In what order articles come: numbers that sort alike in every engine."""

import hashlib
from datetime import datetime

from vietnamese.dates import VIETNAM

#: The offset of Vietnam, which has no summer time; a moment in another zone is told in this one.

_TIE_BITS = 36
_EPOCH = datetime(1900, 1, 1, tzinfo=VIETNAM)
_LAST_MINUTE = (1 << 27) - 1  # in the year 2155


def tie_of(key: str) -> int:
    """A number of 62 bits that stands for the key: orders items that are equal otherwise."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) >> 2


def published_at(date_published: str | None) -> datetime | None:
    """The moment of an article's date as items have it; None where it is missing or none."""
    if not date_published:
        return None
    try:
        moment = datetime.fromisoformat(date_published)
    except ValueError:
        return None
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)


def date_order(moment: datetime | None, tie: int) -> tuple[int, int]:
    """What to sort by, downwards for newest first and upwards for oldest first.

    Undated articles come last in both; ties are in the order of `tie` in both.
    """
    low_bits = tie >> (62 - _TIE_BITS)
    if moment is None:
        return (1 << _TIE_BITS) - 1 - low_bits, (_LAST_MINUTE << _TIE_BITS) | low_bits
    minute = int((moment - _EPOCH).total_seconds() // 60)
    high_bits = min(max(minute, 1), _LAST_MINUTE - 1) << _TIE_BITS
    return high_bits | ((1 << _TIE_BITS) - 1 - low_bits), high_bits | low_bits
