"""When a portal is due: what its timetable says, a little spread, and within its hours."""

import hashlib
from datetime import datetime, timedelta

from archive.hours import closes_at, opens_at
from archive.timetables import parse_timetable

#: Portals of one timetable begin within so long of each other, or within a tenth of the time to the
#: next, rather than all at once.
SPREAD = timedelta(minutes=10)


def next_due(portal: str, timetable: str, hours: str | None, now: datetime) -> datetime:
    """When a portal is crawled next after `now`, by a timetable.

    A little later than the timetable says, each portal by a span of its own, which stays the same;
    and within the hours (`22:00-05:00`) in which it may be asked, if there are any.

    Raises:
        archive.timetables.TimetableError: it is none.
    """
    parsed = parse_timetable(timetable)
    due = parsed.next_after(now)
    spread = min(SPREAD, (parsed.next_after(due) - due) / 10)
    digest = hashlib.sha256(portal.encode()).digest()
    due += spread * (int.from_bytes(digest[:4], "big") / 2**32)
    if hours is not None and closes_at(hours, due) is None:
        return opens_at(hours, due)
    return due
