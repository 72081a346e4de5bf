import socket
import subprocess
import sys

import pytest
import time_machine

from archive.catalogue import Catalogue
from archive.catalogue.runs import (
    begin_run,
    finish_run,
    is_interrupted,
    latest_crawls,
    latest_run,
    mark_interrupted,
    update_run,
)
from archive.catalogue.tables import RunRow


def test_run_from_beginning_to_end(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        run = begin_run(session, "kontum-stp", "crawl")
    with catalogue.begin() as session:
        update_run(session, run, {"pages": 10})
    with catalogue.session() as session:
        row = session.get_one(RunRow, run)
        assert (row.outcome, row.finished_at, row.counts) == (None, None, {"pages": 10})
        assert not is_interrupted(row)
    with catalogue.begin() as session:
        finish_run(session, run, "empty", {"pages": 20}, "the listings show no articles")
    with catalogue.session() as session:
        row = session.get_one(RunRow, run)
        assert (row.outcome, row.counts) == ("empty", {"pages": 20})
        assert row.reason == "the listings show no articles"
        assert row.finished_at is not None
        assert not is_interrupted(row)


def test_latest_runs(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        first = begin_run(session, "a", "crawl")
        second = begin_run(session, "a", "extract")
        other = begin_run(session, "b", "crawl")
    with catalogue.session() as session:
        runs = [
            latest_run(session, "a"),
            latest_run(session, "a", "crawl"),
            latest_run(session, "b", "extract"),
        ]
        assert [run.id if run else None for run in runs] == [second, first, None]
        crawls = latest_crawls(session)
        assert {name: run.id for name, run in crawls.items()} == {"a": first, "b": other}


def test_run_of_a_process_that_is_gone_was_interrupted(catalogue: Catalogue) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    with catalogue.begin() as session:
        cut_short = begin_run(session, "a", "crawl")
        session.get_one(RunRow, cut_short).pid = dead.pid
        going_on = begin_run(session, "b", "crawl")
        done = begin_run(session, "c", "crawl")
        finish_run(session, done, "finished", {})
        session.get_one(RunRow, done).pid = dead.pid
    with catalogue.begin() as session:
        assert mark_interrupted(session) == [cut_short]
    with catalogue.session() as session:
        outcomes = [session.get_one(RunRow, run).outcome for run in (cut_short, going_on, done)]
        assert outcomes == ["interrupted", None, "finished"]
        assert session.get_one(RunRow, cut_short).finished_at is not None
    with catalogue.begin() as session:
        assert mark_interrupted(session) == []


@pytest.mark.parametrize("host", [socket.gethostname(), "may-khac"])
@pytest.mark.parametrize(("minutes", "interrupted"), [(1, False), (3, True)])
def test_run_is_known_by_its_silence(
    sqlite_catalogue: Catalogue, host: str, minutes: int, interrupted: bool
) -> None:
    # on this machine too: its number may have gone to another process, as in a restarted container
    with sqlite_catalogue.begin() as session:
        run = begin_run(session, "a", "crawl")
        session.get_one(RunRow, run).host = host
    with sqlite_catalogue.session() as session:
        row = session.get_one(RunRow, run)
        with time_machine.travel(row.updated_at, tick=False) as traveller:
            traveller.shift(minutes * 60)
            assert is_interrupted(row) is interrupted
