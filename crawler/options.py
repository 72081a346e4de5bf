"""What one crawl is asked to do, whoever asks: `congtin crawl`, a schedule, `scrapy crawl -a`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: The spider arguments, for people who run `scrapy crawl PORTAL -a full=1`.
SPIDER_ARGUMENTS = ("full", "since", "limit", "any_time")


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How far a crawl goes.

    Attributes:
        full: walk every listing to its end and fetch articles that are known already, too.
        since: the first day (ISO 8601) of interest; what a listing dates earlier is left alone.
        limit: at most so many article pages for each portal.
        any_time: crawl also outside of the hours that a portal file names.
    """

    full: bool = False
    since: str | None = None
    limit: int | None = None
    any_time: bool = False

    @property
    def bounded(self) -> bool:
        """Whether articles may be left out on purpose: no later crawl can rely on this one."""
        return self.since is not None or self.limit is not None

    def to_spider_arguments(self) -> dict[str, str]:
        """The options as Scrapy passes them to a spider: as text, those that are set."""
        values = {
            "full": "1" if self.full else None,
            "since": self.since,
            "limit": self.limit,
            "any_time": "1" if self.any_time else None,
        }
        return {name: str(value) for name, value in values.items() if value is not None}


def parse_options(arguments: Mapping[str, str | None]) -> CrawlOptions:
    """Read the options from spider arguments.

    Raises:
        ValueError: an argument cannot be read; the message names it and what it may be.
    """
    unknown = set(arguments) - set(SPIDER_ARGUMENTS)
    if unknown:
        raise ValueError(
            f"unknown spider arguments: {', '.join(sorted(unknown))}"
            f" (there are {', '.join(SPIDER_ARGUMENTS)})"
        )
    return CrawlOptions(
        full=_read_switch("full", arguments.get("full")),
        since=_read_day(arguments.get("since")),
        limit=_read_limit(arguments.get("limit")),
        any_time=_read_switch("any_time", arguments.get("any_time")),
    )


def _read_switch(name: str, value: str | None) -> bool:
    text = (value or "0").strip().lower()
    if text in {"1", "true", "yes"}:
        return True
    if text in {"0", "false", "no"}:
        return False
    raise ValueError(f"{name}={value}: say 1 or 0")


def _read_day(value: str | None) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f"since={value}: say a day as YYYY-MM-DD") from None


def _read_limit(value: str | None) -> int | None:
    if not value:
        return None
    if not value.isascii() or not value.isdecimal() or int(value) == 0:
        raise ValueError(f"limit={value}: say a number of articles, 1 or more")
    return int(value)
