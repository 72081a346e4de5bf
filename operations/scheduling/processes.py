"""A command in a process of its own, with what it writes in a file, and limits that are kept to."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil

from archive.catalogue.tables import JobRow

#: So long a process has to end cleanly, in seconds, before it is ended.
PATIENCE = 60.0

#: So much of the end of what it wrote is looked at for how it ended, in bytes.
_TAIL = 4_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may take: seconds, and bytes of memory of all its processes together."""

    seconds: float = 6 * 3600
    memory: int = 2_000_000_000


def killed_by(code: int | None) -> str | None:
    """What is said of a process that a signal ended; None of one that ended by itself.

    Its last line is of something else: it could say nothing any more.
    """
    if code is None or code >= 0:
        return None
    perhaps = ", perhaps for lack of memory" if -code == signal.SIGKILL else ""
    return f"killed by signal {-code}{perhaps}"


class JobProcess(Protocol):
    """What a worker has to do with the process of a job. `Process` says what each is for."""

    reason: str | None

    @property
    def code(self) -> int | None: ...  # noqa: D102

    def stop(self, reason: str) -> None: ...  # noqa: D102

    def keep_limits(self) -> None: ...  # noqa: D102

    def last_line(self) -> str: ...  # noqa: D102

    def tail(self) -> str: ...  # noqa: D102


class Process:
    """A running command. Its output goes to `log`; nothing is read from it."""

    def __init__(
        self, command: Sequence[str], log: Path, limits: Limits, environment: Mapping[str, str]
    ) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log = log
        self._limits = limits
        self._began = time.monotonic()
        self._stopped_at: float | None = None
        self.reason: str | None = None  # why it was stopped, if it was
        with log.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 # the command is our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                start_new_session=True,  # a Ctrl-C at the worker is the worker's to pass on
            )

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.poll()

    def stop(self, reason: str) -> None:
        """Ask it to end cleanly; `keep_limits` ends it if it does not."""
        if self._stopped_at is None:
            self._stopped_at, self.reason = time.monotonic(), reason
            self._signal(signal.SIGTERM)

    def keep_limits(self) -> None:
        """Stop it if it takes more than it may. To be called every second or so."""
        if self.code is not None:
            return
        if self._stopped_at is not None:
            if time.monotonic() - self._stopped_at > PATIENCE:
                self._signal(signal.SIGKILL)
        elif time.monotonic() - self._began > self._limits.seconds:
            self.stop(f"stopped after {self._limits.seconds:.0f} seconds")
        elif (memory := self._memory()) > self._limits.memory:
            self.stop(f"stopped at {memory // 1_000_000} MB of memory")

    def last_line(self) -> str:
        """The last line that it wrote; empty if it wrote nothing."""
        lines = self.tail().split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def tail(self) -> str:
        """The end of what it has written, in whole lines, without U+0000: no database takes it."""
        with self._log.open("rb") as file:
            start = max(0, file.seek(0, os.SEEK_END) - _TAIL)
            file.seek(start)
            text = file.read().decode("utf-8", "replace").replace("\0", "")
        return text.partition("\n")[2] if start else text

    def _memory(self) -> int:
        """What it and its children have of memory, in bytes; 0 if it is just ending."""
        try:
            own = psutil.Process(self._process.pid)
            return sum(each.memory_info().rss for each in (own, *own.children(recursive=True)))
        except psutil.Error:
            return 0

    def _signal(self, number: int) -> None:
        """SIGTERM goes to the command alone, which ends its children; SIGKILL to all of them."""
        try:
            if number == signal.SIGKILL:
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)
        except ProcessLookupError:
            pass


def starter(
    command: Callable[[JobRow], Sequence[str]], logs: Path, limits: Limits
) -> Callable[[JobRow], JobProcess]:
    """Starts the process of a job: what its command writes goes to `logs`, a file a job."""

    def start(job: JobRow) -> Process:
        return Process(command(job), logs / f"{job.id}.log", limits, os.environ)

    return start
