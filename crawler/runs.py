"""What one crawl of one portal has come to: counted as it goes, concluded at its end."""

from dataclasses import dataclass, field
from typing import Any

from archive.catalogue.runs import Outcome
from archive.health import Observed

COUNTS = (
    "pages",
    "new",
    "changed",
    "unchanged",
    "failed",
    "gone",
    "skipped",
    "errors",
    "assets",
    "attachments",
    "replayed",
    "not_modified",
    "refused",
)

#: Among the counts of a run's row: 1 if the crawl left nothing behind.
COMPLETE = "complete"

#: Why Scrapy closed the spider, where that decides the outcome.
SHUTDOWN = "shutdown"
ARCHIVING_FAILED = "archiving_failed"
ENDED = "ended"  # by `crawler.ending`, for the reason in the tally

#: What a run says that was told to stop, with all others of its process.
STOPPED = "it was stopped before its end"


@dataclass(slots=True)
class RunTally:
    """The counts and problems of a crawl while it runs.

    Attributes:
        counts: `pages` received (without assets); articles that were `new`, `changed`, `unchanged`;
            pages that `failed` to yield the article they should; known ones now `gone`; articles
            listed but `skipped` (known, forbidden by robots.txt, traps); `errors`: requests without
            a usable answer; `assets`: images and style sheets fetched; `attachments`: files
            fetched; `replayed`: pages that an interrupted crawl had fetched; `not_modified`: pages
            that the server said had not changed; `refused`: requests of any kind that were not
            sent, because of where they lead. Articles here are the entries of registers, too.
        listed: how many articles the listings showed.
        known: how many of them were known before.
        due: how many were requested.
        fresh: how many of those had never been requested before, and were not forbidden.
        put_off: how many more failed so often that this crawl did not ask for them.
        checked: how many of the articles read were known and only looked at again.
        problems: what makes the run a failure, in words.
        first_failure: why the first article page failed, as an example.
        ended: the outcome and the reason of a crawl that we ended before its end.
        unkept: whether the crawl ended because what it fetched could not be kept.
        missed: whether something was listed that could not be fetched this time but may be later.
        observed: what the portal's health is told by.
        run_id: the run's row in the catalogue, once it has one.
        previous_complete: whether the crawl before left nothing behind.
        interrupted: the crawls before that were cut short, since the last that was not.
        unfinished: the crawls before since the last that came to its end.
    """

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    listed: int = 0
    known: int = 0
    due: int = 0
    fresh: int = 0
    put_off: int = 0
    checked: int = 0
    problems: list[str] = field(default_factory=list)
    first_failure: str | None = None
    ended: tuple[Outcome, str] | None = None
    unkept: bool = False
    missed: bool = False
    observed: Observed = field(default_factory=Observed)
    run_id: int | None = None
    previous_complete: bool = False
    interrupted: tuple[int, ...] = ()
    unfinished: tuple[int, ...] = ()

    def add(self, name: str, number: int = 1) -> None:
        """Count; a name that is not in `COUNTS` is a mistake and raises KeyError."""
        self.counts[name] += number

    def fail_page(self, reason: str) -> None:
        """Count a page that did not yield its article."""
        self.add("failed")
        self.first_failure = self.first_failure or reason

    @property
    def articles(self) -> int:
        """How many articles were read of those that listings showed and that were due."""
        return self.items - self.checked

    @property
    def items(self) -> int:
        """How many were read, those that were known and only looked at again, too."""
        return self.counts["new"] + self.counts["changed"] + self.counts["unchanged"]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One crawl as it ended.

    `complete` says whether everything that the listings show is known now, so that the next crawl
    may stop at the first page without news. `observed` is an `archive.health.Observed` as JSON.
    `unkept`: it ended because the catalogue or the archive could not be reached, or was full.
    """

    portal: str
    run_id: int | None
    outcome: Outcome
    counts: dict[str, int]
    reason: str | None
    complete: bool
    observed: dict[str, Any] | None = None
    unkept: bool = False

    @property
    def succeeded(self) -> bool:
        """Whether the crawl did what was asked of it."""
        return self.outcome == "finished"


def conclude(tally: RunTally, closed_because: str) -> tuple[Outcome, str | None]:
    """The outcome of a run, and why, from its tally and Scrapy's reason for closing the spider."""
    if tally.ended is not None and closed_because == ENDED:
        return tally.ended
    if closed_because == ARCHIVING_FAILED or tally.problems:
        return "failed", "; ".join(tally.problems) or "archiving failed"
    if closed_because == SHUTDOWN:
        return "interrupted", STOPPED
    if closed_because != "finished":
        return "failed", f"Scrapy closed the spider: {closed_because}"
    if tally.listed == 0:
        return "empty", "the listings show no articles"
    # Pages that failed in every crawl so far (expired, forbidden) are no news; all new ones are.
    wanted = tally.due + tally.put_off
    if wanted and not tally.articles and (tally.fresh or not tally.known):
        example = f": {tally.first_failure}" if tally.first_failure else ""
        if not tally.due:
            example = " lately; a full crawl asks for them again"
        return "empty", f"none of {wanted} article pages could be read{example}"
    return "finished", None
