"""A worker with real processes, and a worker that is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue import jobs as queue
from archive.catalogue.jobs import NewJob
from archive.catalogue.tables import JobRow, PortalHealthRow, PortalRow
from crawler.portals import Portal, PortalFileError, StartAddress
from operations.scheduling import Limits, Worker, processes, starter

pytestmark = pytest.mark.slow


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


#: What jobs of each portal do.
COMMANDS = {
    "well": python("print('12 new')"),
    "badly": python("import sys; print('refused: robots.txt'); sys.exit(1)"),
    "greedy": python("x = bytearray(300_000_000); import time; time.sleep(60)"),
    # as a kernel does that is out of memory; the line has nothing to do with it
    "killed": python(
        "import os, signal; print('a warning', flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    ),
    "crashing": python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"),
    "slow": python("import time; time.sleep(60)"),
    "deaf": python(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    ),
}


USUAL = Limits(seconds=30, memory=200_000_000)


def command(job: JobRow) -> list[str]:
    return COMMANDS.get(job.subject, python("print('indexed')"))


def worker(
    catalogue: Catalogue,
    folder: Path,
    limits: Limits = USUAL,
    run: Callable[[JobRow], list[str]] = command,
) -> Worker:
    return Worker(catalogue, dict, starter(run, folder / "jobs", limits), slots=4)


def ask(catalogue: Catalogue, *portals: str) -> None:
    with catalogue.begin() as session:
        for name in portals:
            queue.ask(session, NewJob("crawl", name, f"crawl {name}", "test"), datetime.now(UTC))


def ended(catalogue: Catalogue) -> dict[str, tuple[str, str | None]]:
    with catalogue.session() as session:
        rows = session.scalars(select(JobRow).order_by(JobRow.id)).all()
    return {job.subject or job.kind: (job.state, job.outcome) for job in rows}


#: What a job ends with that could not reach the database.
OUT_OF_REACH = python("import sys; print('congtin: cannot be opened'); sys.exit(75)")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 1.0)


def test_jobs_end_as_their_processes_do_and_what_follows_is_done(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ask(catalogue, "well", "badly")
    worker(catalogue, tmp_path).run_once(threading.Event())
    assert ended(catalogue) == {
        "well": ("done", "12 new"),
        "badly": ("failed", "refused: robots.txt"),
        "index": ("done", "indexed"),
        "health": ("done", "indexed"),
        "alerts": ("done", "indexed"),
    }
    assert {path.read_text() for path in (tmp_path / "jobs").iterdir()} == {
        "12 new\n",
        "refused: robots.txt\n",
        "indexed\n",
    }


# What takes too much, the limits, and what is said of it.
TOO_MUCH = [
    # memory
    ("greedy", Limits(seconds=30, memory=100_000_000), "MB of memory"),
    # time
    ("slow", Limits(seconds=1), "stopped after 1 seconds"),
    # time, and it does not listen
    ("deaf", Limits(seconds=1), "stopped after 1 seconds"),
]


@pytest.mark.parametrize(("name", "limits", "said"), TOO_MUCH)
def test_what_takes_too_much_is_stopped(
    sqlite_catalogue: Catalogue, tmp_path: Path, name: str, limits: Limits, said: str
) -> None:
    ask(sqlite_catalogue, name)
    began = time.monotonic()
    worker(sqlite_catalogue, tmp_path, limits).run_once(threading.Event())
    assert time.monotonic() - began < 40
    state, outcome = ended(sqlite_catalogue)[name]
    assert (state, said in (outcome or "")) == ("failed", True), outcome


def test_a_worker_that_is_told_to_stop_leaves_its_job_to_others(
    sqlite_catalogue: Catalogue, tmp_path: Path
) -> None:
    ask(sqlite_catalogue, "slow")
    stop = threading.Event()
    one = worker(sqlite_catalogue, tmp_path)
    thread = threading.Thread(target=one.run, args=(stop,))
    thread.start()
    wait_for(lambda: ended(sqlite_catalogue)["slow"][0] == "running")
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
    assert ended(sqlite_catalogue) == {"slow": ("waiting", None)}
    assert children() == []


def test_a_job_whose_worker_was_killed_is_done_by_the_next(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ask(catalogue, "well")
    script = tmp_path / "worker.py"
    script.write_text(
        f"""
import sys, threading
sys.path.insert(0, {str(Path.cwd())!r})
from archive.catalogue import Catalogue
from operations.scheduling import Limits, Worker, starter
from pathlib import Path

Worker(
    Catalogue({catalogue._url.render_as_string(hide_password=False)!r}),
    lambda: {{}},
    starter(
        lambda job: [sys.executable, "-c", "import time; time.sleep(5)"],
        Path({str(tmp_path)!r}) / "first",
        Limits(),
    ),
    4,
).run(threading.Event())
"""
    )
    first = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
    wait_for(lambda: ended(catalogue)["well"][0] == "running")
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    worker(catalogue, tmp_path).run_once(threading.Event())
    assert ended(catalogue)["well"] == ("done", "12 new")


@pytest.mark.server
def test_two_workers_of_one_postgresql_do_everything_once(
    postgres_catalogue: Catalogue, tmp_path: Path
) -> None:
    names = [f"p{n}" for n in range(12)]
    ask(postgres_catalogue, *names)
    did = tmp_path / "did"

    def note(job: JobRow) -> list[str]:
        return python(f"open({str(did)!r}, 'a').write('{job.kind} {job.subject}\\n')")

    workers = [worker(postgres_catalogue, tmp_path, run=note) for _ in range(2)]
    threads = [threading.Thread(target=w.run_once, args=(threading.Event(),)) for w in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    crawls = [line for line in did.read_text().splitlines() if line.startswith("crawl")]
    assert sorted(crawls) == sorted(f"crawl {name}" for name in names)


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children() -> list[str]:
    """The sleeping Pythons that this process began and that are still there."""
    return [
        " ".join(each.cmdline())
        for each in psutil.Process().children(recursive=True)
        if "time.sleep(60)" in " ".join(each.cmdline())
    ]


def test_a_job_that_was_taken_and_never_begun_is_done(
    sqlite_catalogue: Catalogue, tmp_path: Path
) -> None:
    """The connection was lost as the catalogue said that the job is ours; or the disk was full."""
    ask(sqlite_catalogue, "well")
    own = worker(sqlite_catalogue, tmp_path)
    with sqlite_catalogue.begin() as session:
        queue.claim(session, own.name, datetime.now(UTC))
    own.run_once(threading.Event())
    assert ended(sqlite_catalogue)["well"] == ("done", "12 new")


def test_what_somebody_stops_ends_cleanly(sqlite_catalogue: Catalogue, tmp_path: Path) -> None:
    ask(sqlite_catalogue, "slow")
    own = worker(sqlite_catalogue, tmp_path)
    own.turn(datetime.now(UTC))
    with sqlite_catalogue.begin() as session:
        assert queue.ask_to_stop(session, 1, "lan", datetime.now(UTC))
    own.run_once(threading.Event())
    assert ended(sqlite_catalogue)["slow"] == ("stopped", "stopped by lan")


def test_what_a_job_writes_can_be_read_by_others(
    sqlite_catalogue: Catalogue, tmp_path: Path
) -> None:
    ask(sqlite_catalogue, "talkative")
    lines = python("print('\\n'.join(f'line {n} \\0' for n in range(1000)))")
    worker(sqlite_catalogue, tmp_path, run=lambda job: lines).run_once(threading.Event())
    with sqlite_catalogue.session() as session:
        log = session.get_one(JobRow, 1).log or ""
    assert log.splitlines()[-1] == "line 999 "
    assert 3_000 < len(log) < 4_000
    assert all(line.startswith("line ") for line in log.splitlines())


def test_portals_are_known_to_pages_before_they_are_crawled(
    sqlite_catalogue: Catalogue, tmp_path: Path
) -> None:
    start = (StartAddress(url="https://stp.example.vn/"),)
    portal = Portal(name="stp", title="Sở Tư pháp", platform="generic", start=start)
    begin = starter(command, tmp_path, USUAL)
    own = Worker(sqlite_catalogue, lambda: {"stp": portal}, begin, 1)
    own.turn(datetime.now(UTC))
    with sqlite_catalogue.session() as session:
        assert session.get_one(PortalRow, "stp").title == "Sở Tư pháp"


# What is killed, and what is said of it.
KILLED = [
    ("killed", "killed by signal 9, perhaps for lack of memory"),
    ("crashing", "killed by signal 11"),
]


@pytest.mark.parametrize(("name", "said"), KILLED)
def test_a_job_whose_process_is_killed_says_so_and_is_taken_up_once(
    sqlite_catalogue: Catalogue, tmp_path: Path, name: str, said: str
) -> None:
    ask(sqlite_catalogue, name)
    own = worker(sqlite_catalogue, tmp_path)
    own.run_once(threading.Event())
    with sqlite_catalogue.session() as session:
        crawls = select(JobRow).where(JobRow.kind == "crawl").order_by(JobRow.id)
        first, again = session.scalars(crawls)
    assert (first.state, again.state, again.reason) == ("failed", "waiting", "again after job 1")
    assert (first.outcome or "").startswith(f"{said}; again at ")
    # it is killed again: that is the end of it
    own.turn(datetime.now(UTC) + timedelta(minutes=2))
    own.run_once(threading.Event())
    with sqlite_catalogue.session() as session:
        assert [job.state for job in session.scalars(crawls)] == ["failed", "failed"]
    assert ended(sqlite_catalogue)[name] == ("failed", said)


def test_who_is_to_know_is_told_at_once_of_a_file_that_is_refused(
    sqlite_catalogue: Catalogue, tmp_path: Path
) -> None:
    error = PortalFileError(tmp_path / "stp.toml", [":1: platform: no"], "stp")
    begin = starter(command, tmp_path, USUAL)
    own = Worker(sqlite_catalogue, dict, begin, 1, refused=lambda: {"stp": error})
    own.run_once(threading.Event())
    with sqlite_catalogue.session() as session:
        assert session.get_one(PortalHealthRow, "stp").state == "refused"
    assert ended(sqlite_catalogue) == {"health": ("done", "indexed")}


def test_a_job_that_could_not_reach_the_database_is_tried_again_by_itself(
    sqlite_catalogue: Catalogue, tmp_path: Path
) -> None:
    ask(sqlite_catalogue, "well")
    worker(sqlite_catalogue, tmp_path, run=lambda job: OUT_OF_REACH).run_once(threading.Event())
    with sqlite_catalogue.session() as session:
        crawls = select(JobRow).where(JobRow.kind == "crawl").order_by(JobRow.id)
        first, again = session.scalars(crawls)
    assert (first.state, again.state, again.reason) == ("failed", "waiting", "again after job 1")
    assert first.outcome
    assert first.outcome.startswith("congtin: cannot be opened; again at ")
    later = datetime.now(UTC) + timedelta(minutes=2)
    own = worker(sqlite_catalogue, tmp_path)
    own.turn(later)
    own.run_once(threading.Event())
    assert ended(sqlite_catalogue)["well"] == ("done", "12 new")
