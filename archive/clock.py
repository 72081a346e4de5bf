"""Moments as the archive writes them: ISO 8601 in UTC, to the second, so that they sort as text."""

from datetime import UTC, datetime


def now() -> str:
    """This moment, as `2026-11-23T02:00:00Z`."""
    return moment(datetime.now(UTC))


def moment(at: datetime) -> str:
    """A point in time, in any time zone, as the archive writes it.

    Raises:
        ValueError: if `at` does not say its time zone.
    """
    if at.tzinfo is None:
        msg = f"{at.isoformat()} does not say its time zone"
        raise ValueError(msg)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_moment(text: str) -> datetime:
    """The point in time that the archive wrote as `text`.

    Raises:
        ValueError: if `text` is no ISO 8601 moment with a time zone.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        msg = f"{text!r} does not say its time zone"
        raise ValueError(msg)
    return at
