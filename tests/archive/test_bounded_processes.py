"""Processes that read files: they do as told, die of a bad file, and are replaced."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.bounded_processes import Bounds, Worker, WorkerDiedError, open_workers

MB = 1024**2
BOUNDS = Bounds(seconds=20, memory=512 * MB)


def do(task: str) -> str:
    """What a worker does in these tests. Runs in its process."""
    match task.split():
        case ["pid"]:
            return str(os.getpid())
        case ["crash"]:
            os.kill(os.getpid(), signal.SIGSEGV)
        case ["exit"]:
            os._exit(3)
        case ["sleep"]:
            time.sleep(60)
        case ["memory"]:
            try:
                return str(len(bytearray(1024 * MB)))
            except MemoryError:
                return "too much"
    return task


@pytest.mark.slow
def test_a_worker_outlives_what_kills_its_process() -> None:
    worker = Worker(do, BOUNDS)
    try:
        first = worker.run("pid")
        assert worker.run("pid") == first != str(os.getpid())
        assert worker.run("memory") == "too much"
        with pytest.raises(WorkerDiedError, match=r"ended the process .* \(SIGSEGV\)"):
            worker.run("crash")
        with pytest.raises(WorkerDiedError, match=r"ended the process .* \(exit code 3\)"):
            worker.run("exit")
        assert worker.run("pid") not in (first, str(os.getpid()))
    finally:
        worker.close()


@pytest.mark.slow
def test_a_worker_that_does_not_come_to_an_end_is_ended() -> None:
    worker = Worker(do, Bounds(seconds=0.5, memory=512 * MB))
    try:
        with pytest.raises(WorkerDiedError, match="longer than 0 seconds"):
            worker.run("sleep")
    finally:
        worker.close()


@pytest.mark.slow
def test_several_at_a_time() -> None:
    with ThreadPoolExecutor(2) as threads, open_workers(do, 2, BOUNDS) as run:
        tasks = [str(number) for number in range(20)]
        assert list(threads.map(run, tasks)) == tasks
