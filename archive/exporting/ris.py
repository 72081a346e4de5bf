"""The form of RIS records, which reference managers read, in UTF-8."""

from collections.abc import Iterable

from archive.exporting.lines import one_line


def record(ris_type: str, tags: Iterable[tuple[str, str | None]]) -> str:
    """A record with the tags that have a value, its lines ended as the format has it."""
    told = [(tag, one_line(value)) for tag, value in tags]
    lines = [("TY", ris_type), *((tag, value) for tag, value in told if value), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def slashed(day: str | None) -> str | None:
    """A day as RIS has it: `2023/05/01`."""
    return day and day.replace("-", "/")
