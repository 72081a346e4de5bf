"""When a portal is due: what its timetable says, a little spread, and within its hours."""

import hashlib
from datetime import datetime, timedelta

from archive.hours import closes_at, opens_at
from archive.timetables import parse_timetable

#: Portals of one timetable begin within so long of each other rather than all at once, where nobody
#: says another span.
SPREAD = timedelta(minutes=10)

#: But they do within such a part of the time to the next turn.
_PART = 4


def next_due(
    portal: str, timetable: str, hours: str | None, now: datetime, spread: timedelta = SPREAD
) -> datetime:
    """When a portal is crawled next after `now`, by a timetable.

    Later than the timetable says by up to `spread`, or a quarter of the time to the next turn; each
    portal by a part of that which is its own and stays the same. And within the hours
    (`22:00-05:00`) in which it may be asked, if there are any.

    Raises:
        archive.timetables.TimetableError: it is none.
    """
    parsed = parse_timetable(timetable)
    due = parsed.next_after(now)
    spread = min(spread, (parsed.next_after(due) - due) / _PART)
    digest = hashlib.sha256(portal.encode()).digest()
    due += spread * (int.from_bytes(digest[:4], "big") / 2**32)
    if hours is not None and closes_at(hours, due) is None:
        return opens_at(hours, due)
    return due
