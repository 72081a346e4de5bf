"""The change log tells its readers everything, whichever transaction commits first."""

from threading import Thread

import pytest
from sqlalchemy import delete

from archive.catalogue import Catalogue
from archive.catalogue.changes import (
    added_since,
    change_moment,
    last_changes,
    latest_change,
    read_changes,
    record_change,
    record_changes,
)
from archive.catalogue.tables import ChangeRow


def test_changes_are_read_in_order_from_where_a_reader_was(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_changes(session, ["a", "b", "c"], "recorded")
    with catalogue.begin() as session:
        record_change(session, "a", "resolved")
    with catalogue.session() as session:
        first = read_changes(session, limit=3)
        rest = read_changes(session, after=first[-1].sequence)
        assert [(change.item_id, change.kind) for change in first] == [
            ("a", "recorded"),
            ("b", "recorded"),
            ("c", "recorded"),
        ]
        assert [(change.item_id, change.kind) for change in rest] == [("a", "resolved")]
        assert latest_change(session) == rest[-1].sequence
        assert read_changes(session, after=latest_change(session)) == []


def test_of_changes_that_are_looked_at_together_the_last_of_each_item(catalogue: Catalogue) -> None:
    for name, kind in (("a", "added"), ("b", "added"), ("a", "resolved"), ("c", "added")):
        with catalogue.begin() as session:
            record_change(session, name, kind)  # type: ignore[arg-type]  # a table of words
    with catalogue.begin() as session:
        record_change(session, "b", "recorded", "Legislation")
    with catalogue.session() as session:
        first = last_changes(session, 0, 3)
        rest = last_changes(session, first[-1].sequence, 100)
        assert [(change.item_id, change.kind) for change in first] == [
            ("b", "added"),
            ("a", "resolved"),
        ]
        assert [change.item_id for change in rest] == ["c", "b"]
        assert len(last_changes(session, 0, 100)) == 4
        assert last_changes(session, latest_change(session), 100) == []


def test_what_was_added_since_a_change(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_changes(session, ["old", "again"], "added")
    with catalogue.begin() as session:
        record_changes(session, ["old"], "recorded")
        record_changes(session, ["new"], "added")
        record_changes(session, ["new"], "added", "Legislation")
        record_changes(session, ["again"], "deleted")
    with catalogue.begin() as session:
        record_changes(session, ["again"], "added")
    ids = ["old", "new", "again", "never"]
    with catalogue.session() as session:
        assert added_since(session, "NewsArticle", ids, 2) == {"new", "again"}
        assert added_since(session, "NewsArticle", ["old"], 0) == {"old"}
        assert added_since(session, "Legislation", ids, 2) == {"new"}
        assert added_since(session, "NewsArticle", ids, latest_change(session)) == set()
        assert change_moment(session, 2) == read_changes(session)[1].at
        assert change_moment(session, 0) < change_moment(session, 1)


def test_empty_log(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        assert latest_change(session) == 0
        assert read_changes(session) == []


def test_one_transaction_logs_a_change_once(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_changes(session, ["a", "a"], "recorded")
        record_change(session, "a", "recorded")
        record_change(session, "a", "deleted")
    with catalogue.session() as session:
        assert [change.kind for change in read_changes(session)] == ["recorded", "deleted"]


def test_transaction_that_failed_logs_nothing(catalogue: Catalogue) -> None:
    def fail() -> None:
        with catalogue.begin() as session:
            record_change(session, "a", "recorded")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with catalogue.begin() as session:
        record_change(session, "b", "recorded")
    with catalogue.session() as session:
        assert [change.item_id for change in read_changes(session)] == ["b"]


def test_savepoint_does_not_log_early(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        with session.begin_nested():
            record_change(session, "a", "recorded")
        assert read_changes(session) == []
    with catalogue.session() as session:
        assert [change.item_id for change in read_changes(session)] == ["a"]


def test_a_number_is_never_given_twice(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_change(session, "a", "recorded")
    with catalogue.begin() as session:
        last = latest_change(session)
        session.execute(delete(ChangeRow))
    with catalogue.begin() as session:
        record_change(session, "b", "recorded")
    with catalogue.session() as session:
        assert latest_change(session) > last


@pytest.mark.server
def test_transaction_that_began_first_and_commits_last_is_not_missed(
    postgres_catalogue: Catalogue,
) -> None:
    """A sequence gives the slow transaction the lower number; a reader must not pass it by."""
    with postgres_catalogue.begin() as slow:
        record_change(slow, "slow", "recorded")
        slow.flush()
        with postgres_catalogue.begin() as quick:
            record_change(quick, "quick", "recorded")
        with postgres_catalogue.session() as reader:
            place = latest_change(reader)
    with postgres_catalogue.session() as reader:
        assert [change.item_id for change in read_changes(reader, after=place)] == ["slow"]


@pytest.mark.server
def test_commits_wait_for_the_one_that_has_its_numbers(postgres_catalogue: Catalogue) -> None:
    """Between getting a number and committing it, no other transaction gets one."""
    committed: list[str] = []

    def commit_quickly() -> None:
        with postgres_catalogue.begin() as session:
            record_change(session, "quick", "recorded")
        committed.append("quick")

    with postgres_catalogue.begin() as slow:
        record_change(slow, "slow", "recorded")
        slow.dispatch.before_commit(slow)  # the log is written; the commit itself still to come
        thread = Thread(target=commit_quickly)
        thread.start()
        thread.join(0.3)
        assert committed == []
        with postgres_catalogue.session() as reader:
            assert read_changes(reader) == []
    thread.join(20)
    with postgres_catalogue.session() as reader:
        assert [change.item_id for change in read_changes(reader)] == ["slow", "quick"]


@pytest.mark.server
def test_reader_beside_many_writers_misses_nothing(postgres_catalogue: Catalogue) -> None:
    writers, rounds = 4, 25

    def write(writer: int) -> None:
        for number in range(rounds):
            with postgres_catalogue.begin() as session:
                record_changes(
                    session, [f"{writer}-{number}-a", f"{writer}-{number}-b"], "recorded"
                )

    threads = [Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    seen: list[str] = []
    place = 0
    while len(seen) < writers * rounds * 2:
        finished = not any(thread.is_alive() for thread in threads)
        with postgres_catalogue.session() as session:
            changes = read_changes(session, after=place)
        seen += [change.item_id for change in changes]
        place = changes[-1].sequence if changes else place
        if finished and not changes:
            break
    for thread in threads:
        thread.join()
    assert len(seen) == len(set(seen)) == writers * rounds * 2
