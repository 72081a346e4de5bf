"""A home with the files of a plan's portals, and the commands of jobs, really done in it."""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from archive.catalogue.tables import JobRow
from benchmarks.country.plan import Planned
from congtin.cli import cli
from congtin.demo import write_portal_files
from congtin.settings import Settings, load_settings
from crawler.portals import Portal
from crawler.portals.registry import PortalRegistry, RememberedFiles
from operations.scheduling import words_of


def make_home(folder: Path, database_url: str | None, planned: Iterable[Planned]) -> Settings:
    """A home with the files of portals, by the settings of which this process goes from now on."""
    variables = {"HOME": str(folder), "BACKUP_URL": str(folder / "backups")}
    if database_url is not None:
        variables["DATABASE_URL"] = database_url
    os.environ.update({f"CONGTIN_{name}": value for name, value in variables.items()})
    settings = load_settings()
    write_portal_files(settings, [each.portal for each in planned])
    return settings


#: A command that takes a second of a processor is really done only so many simulated seconds later.
_SPENT_ON_ONE = 200


class Commands:
    """Does the commands of jobs in this process, each kind so often as `every` says at most.

    What takes long is done less often yet, so that a day of it can be waited for. What comes sooner
    takes as long as such commands took in the middle, and leaves what there is to do to the next.
    Seconds are the processor's: others may work on the machine.
    """

    def __init__(self, settings: Settings, every: timedelta) -> None:
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        self.asked: Counter[str] = Counter()
        self._settings = settings
        self._every = every
        self._again_at: dict[tuple[str, str], datetime] = {}

    def do(self, job: JobRow) -> tuple[int, float]:
        """Do a job, or say that it was; what a command writes that failed is shown."""
        now, kind = datetime.now(UTC), _name(job)
        self.asked[kind] += 1
        if now < self._again_at.get((job.kind, job.subject), now):
            return 0, sorted(self.took[kind])[len(self.took[kind]) // 2]
        began, words = time.process_time(), words_of(job)
        done = CliRunner().invoke(cli, ["--home", str(self._settings.home), *words])
        self.took[kind].append(took := time.process_time() - began)
        pause = max(self._every, _SPENT_ON_ONE * timedelta(seconds=took))
        self._again_at[job.kind, job.subject] = now + pause
        if done.output.endswith("Aborted!\n"):  # what click makes of Ctrl-C
            raise KeyboardInterrupt
        if done.exit_code:
            print(f"congtin {' '.join(words)}: {done.output[-500:]} {done.exception!r}")
        return done.exit_code, took


def _name(job: JobRow) -> str:
    return f"{job.kind} {job.subject}".strip()


def reader(settings: Settings) -> Callable[[], dict[str, Portal]]:
    """Reads the portals known, as the worker does."""
    files = RememberedFiles()

    def read() -> dict[str, Portal]:
        registry = PortalRegistry(settings.portals_folder, load=files.load)
        return {portal.name: portal for portal in registry}

    return read
