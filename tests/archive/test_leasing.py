"""One holder of a lease at a time, on each database; a killed one holds nothing."""

import multiprocessing
import sqlite3
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.leasing import LeasedError


def test_a_lease_has_one_holder(catalogue: Catalogue) -> None:
    with catalogue.lease("updating a"):
        with pytest.raises(LeasedError, match="updating a"), catalogue.lease("updating a"):
            pass
        with catalogue.lease("building a"):  # another thing to do
            pass
    with catalogue.lease("updating a"):
        pass


def test_who_is_refused_does_not_hinder_who_is_not(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.db'}")
    catalogue.migrate()
    with catalogue.lease("updating a"):
        pass
    (file,) = tmp_path.glob("*.lock")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        # So far has come who is about to be refused.
        other.execute("BEGIN")
        other.execute("SELECT * FROM sqlite_master").fetchall()
        with catalogue.lease("updating a"):
            pass


def test_what_fails_holds_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError), catalogue.lease("updating a"):
        raise KeyError
    with catalogue.lease("updating a"):
        pass


def test_a_lease_does_not_hinder_who_reads_and_writes(catalogue: Catalogue) -> None:
    with catalogue.lease("updating a"), catalogue.begin(), catalogue.session():
        pass


def test_a_killed_holder_holds_nothing(catalogue: Catalogue) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_hold, args=(catalogue, there))
    process.start()
    assert here.recv() == "held"
    with pytest.raises(LeasedError), catalogue.lease("updating a"):
        pass
    process.kill()
    process.join()
    _take_soon(catalogue)


def _hold(catalogue: Catalogue, connection: Connection) -> None:
    with catalogue.lease("updating a"):
        connection.send("held")
        connection.recv()


def _take_soon(catalogue: Catalogue) -> None:
    """A database server may take a moment to see that a connection is gone."""
    for _ in range(1_000):
        try:
            with catalogue.lease("updating a"):
                return
        except LeasedError:
            time.sleep(0.01)
    pytest.fail("a killed process still holds the lease")
