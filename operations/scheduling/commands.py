"""What does a job of each kind, as somebody would type it behind `congtin`."""

from collections.abc import Callable, Mapping

from archive.catalogue.jobs import JobKind
from archive.catalogue.tables import JobRow

Words = tuple[str, ...]

#: The subject of a job that judges the health of all portals; else what was judged is only told.
ALL = "all"


def _extract(job: JobRow) -> Words:
    """The subject is `run 12`, `snapshot 55` or `portal kontum-stp`."""
    what, which = job.subject.split()
    chosen = ("--", which) if what == "portal" else (f"--{what}", which)
    return "extract", "--yes", *chosen


def _health(job: JobRow) -> Words:
    return ("status", "--tell") if job.subject == ALL else ("status", "--turns")


def _preview(job: JobRow) -> Words:
    return "portals", "preview", "--job", str(job.id), "--", job.subject


def _portal(job: JobRow) -> Words:
    return "portals", "save", str(job.id)


_COMMANDS: Mapping[JobKind, Callable[[JobRow], Words]] = {
    "crawl": lambda job: ("crawl", "--", job.subject),
    "index": lambda job: ("index",),
    "alerts": lambda job: ("alerts", "run"),
    "health": _health,
    "extract": _extract,
    "rebuild": lambda job: ("index", "--rebuild"),
    "backup": lambda job: ("archive", "backup"),
    "tidy": lambda job: ("archive", "tidy"),
    "preview": _preview,
    "portal": _portal,
}


def words_of(job: JobRow) -> Words:
    """The words of a job's command."""
    kind: JobKind = job.kind  # type: ignore[assignment]  # a column of text
    return _COMMANDS[kind](job)
