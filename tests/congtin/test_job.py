"""A worker's job ends with a worker that is killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="it is Linux that tells of it"),
]

JOB = (
    "import time; from congtin.job import end_with_worker;"
    "{begin}; print(1, flush=True); time.sleep(60)"
)
WORKER = (
    "import subprocess, sys, time;"
    "job = subprocess.Popen([sys.executable, '-c', {job!r}], stdout=subprocess.PIPE);"
    "job.stdout.readline(); print(job.pid, flush=True); time.sleep(60)"
)


@contextmanager
def _job_of_a_killed_worker(begin: str) -> Iterator[psutil.Process]:
    command = [sys.executable, "-c", WORKER.format(job=JOB.format(begin=begin))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        job = psutil.Process(int(worker.stdout.readline()))
        worker.kill()
    try:
        yield job
    finally:
        if job.is_running():
            job.kill()


def test_a_job_ends_when_its_worker_is_killed() -> None:
    with _job_of_a_killed_worker("end_with_worker()") as job:
        job.wait(20)


def test_it_would_not_by_itself() -> None:
    with _job_of_a_killed_worker("pass") as job, pytest.raises(psutil.TimeoutExpired):
        job.wait(0.5)
