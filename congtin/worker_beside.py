"""The worker in a process of its own, beside the server: all that one machine needs."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from congtin.settings import Settings
from operations.scheduling.processes import PATIENCE

#: Seconds before a worker that ended is started again: it may end at once each time.
_PAUSE = 5.0


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """`congtin schedule run` for as long as the context lasts; one that dies is started again."""
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(_command(settings), done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _command(settings: Settings) -> list[str]:
    return [sys.executable, "-m", "congtin", "--home", str(settings.home), "schedule", "run"]


def _keep(command: list[str], done: threading.Event) -> None:
    while not done.is_set():
        worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603 # our own command
        while worker.poll() is None and not done.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(PATIENCE + 10)  # it waits for its jobs as long
            except subprocess.TimeoutExpired:
                worker.kill()
        done.wait(_PAUSE)
