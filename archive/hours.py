"""The hours of the day in which a portal may be asked (`22:00-05:00`, in Viet Nam's time)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY = timedelta(days=1)


def closes_at(hours: str, now: datetime) -> datetime | None:
    """When the window that is open now closes; None: none is open.

    Args:
        hours: from when to when, as portal files say it; one whose ends are the same
            is open all day.
        now: this moment, in any time zone.
    """
    closes = _latest_opening(hours, now) + _length(hours)
    return closes if now < closes else None


def opens_at(hours: str, now: datetime) -> datetime:
    """When the next window opens, after now."""
    return _latest_opening(hours, now) + _DAY


def _latest_opening(hours: str, now: datetime) -> datetime:
    local = now.astimezone(ZONE)
    opens = datetime.combine(local.date(), _ends(hours)[0], ZONE)
    return opens if opens <= local else opens - _DAY


def _length(hours: str) -> timedelta:
    first, last = (timedelta(hours=end.hour, minutes=end.minute) for end in _ends(hours))
    return (last - first) % _DAY or _DAY


def _ends(hours: str) -> tuple[time, time]:
    first, _, last = hours.partition("-")
    return time.fromisoformat(first), time.fromisoformat(last)
