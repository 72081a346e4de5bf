"""Processes that read hostile files: each may take so much time and memory, and may die of one.

A process that dies, or has to be ended, is replaced; its file is the only one that suffers.
"""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Not a fork: the parent has threads and open databases.
_CONTEXT = get_context("spawn")


class WorkerDiedError(Exception):
    """A process ended, or had to be ended, in the middle of a task; says why."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process may take for a task: seconds, and bytes of memory."""

    seconds: float
    memory: int


class Worker(Generic[Task, Result]):
    """A process that does one task after the other; started when the first one comes."""

    def __init__(self, do: Callable[[Task], Result], bounds: Bounds) -> None:
        self._do = do
        self._bounds = bounds
        self._process: Any = None
        self._connection: Connection[Any, Any] | None = None

    def run(self, task: Task) -> Result:
        """What comes of a task.

        Raises:
            WorkerDiedError: it took too long, or killed the process.
        """
        if self._process is None:
            self._start()
        assert self._connection is not None
        try:
            self._connection.send(task)
            if not self._connection.poll(self._bounds.seconds):
                raise WorkerDiedError(f"it took longer than {self._bounds.seconds:.0f} seconds")
            result: Result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerDiedError(self._last_words()) from error
        except WorkerDiedError:
            self.close()
            raise
        return result

    def close(self) -> None:
        """End the process, and whatever programs it has started."""
        if self._process is None:
            return
        process, self._process = self._process, None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()
        if self._connection is not None:
            self._connection.close()

    def _start(self) -> None:
        self._connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_serve, args=(theirs, self._do, self._bounds), daemon=True
        )
        self._process.start()
        theirs.close()

    def _last_words(self) -> str:
        process = self._process
        if process is None:
            return "it was stopped"
        process.join(5)
        code = process.exitcode
        self.close()
        if code is not None and code < 0:
            return f"it ended the process that read it ({signal.Signals(-code).name})"
        return f"it ended the process that read it (exit code {code})"


@contextmanager
def open_workers(
    do: Callable[[Task], Result], number: int, bounds: Bounds
) -> Iterator[Callable[[Task], Result]]:
    """A function that has a task done by one of so many processes; threads may call it at once."""
    workers = [Worker(do, bounds) for _ in range(number)]
    free: SimpleQueue[Worker[Task, Result]] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    stopped = Event()

    def run(task: Task) -> Result:
        if stopped.is_set():
            raise WorkerDiedError("it was stopped")
        worker = free.get()
        try:
            return worker.run(task)
        finally:
            free.put(worker)

    try:
        yield run
    finally:
        stopped.set()
        for worker in workers:
            worker.close()


def _serve(connection: "Connection[Any, Any]", do: Callable[[Any], Any], bounds: Bounds) -> None:
    """What the process does until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when it is enough
    with suppress(OSError):
        os.setpgid(0, 0)
    with suppress(OSError, ValueError):  # not every system knows this limit
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            # where the parent was killed, nobody else would end it
            signal.alarm(int(bounds.seconds) + 10)
            result = do(task)
            signal.alarm(0)
            connection.send(result)
