"""Messages get through once, are tried again when they do not, and are given up aloud."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from archive.catalogue.alerts import ABANDONED, claim, next_due
from archive.catalogue.saved_searches import confirm, resume
from archive.clock import moment, parse_moment
from indexer.engines import open_engine
from indexer.matching import indexed_to
from operations.alerts.running import CONFIRM_WITHIN, run_alerts
from operations.alerts.sending import WAITS
from tests.operations.world import READER, World

pytestmark = pytest.mark.slow

FIRE = "Diễn tập phòng cháy rừng ở thôn"


def found_one(world: World) -> None:
    """A search that has a match to be told."""
    world.follow()
    world.publish("a", FIRE)
    world.index()


def test_server_down_then_back(world: World) -> None:
    found_one(world)
    world.server.stop()
    report = world.run()
    assert (report.sent, report.failed) == (0, 1)
    assert "Connection refused" in report.problems[0]
    (waiting,) = world.alerts()
    assert (waiting.state, waiting.attempts) == ("pending", 0)  # our own server: it does not count
    world.server.start()
    assert world.run().sent == 0  # not yet
    with time_machine.travel(parse_moment(waiting.next_attempt_at)):
        assert world.run().sent == 1
        assert world.run().sent == 0
    (envelope,) = world.server.received
    assert (envelope.mail_from, envelope.rcpt_tos) == ("tin@example.vn", [READER])
    assert world.alerts()[0].state == "sent"


def test_a_server_that_is_away_is_asked_once_a_round(small_world: World) -> None:
    world = small_world
    for number in range(3):
        world.follow(address=f"nguoi-{number}@example.vn")
    world.publish("a", FIRE)
    world.index()
    world.server.stop()
    assert world.run().failed == 3


def test_waits_grow_then_it_is_given_up_and_paused(small_world: World) -> None:
    world = small_world
    start = datetime(2026, 11, 21, 1, tzinfo=UTC)
    waits = []
    with time_machine.travel(start, tick=False) as clock:
        found_one(world)
        world.server.answers = ["451 greylisted"] * 99
        while True:
            report = world.run()
            (alert,) = world.alerts()
            if alert.state != "pending":
                break
            assert (report.failed, report.given_up) == (1, 0)
            assert "451 greylisted" in (alert.last_error or "")
            due = parse_moment(alert.next_attempt_at)
            waits.append(due - datetime.now(UTC))
            clock.move_to(due - timedelta(seconds=1))
            assert world.run().failed == 0
            clock.move_to(due)
        assert tuple(waits) == WAITS
        assert timedelta(days=1) < datetime.now(UTC) - start < timedelta(days=3)
        assert (alert.state, report.given_up) == ("given_up", 1)
        (search,) = world.searches()
        assert search.paused_at is not None
        assert "451 greylisted" in (search.pause_reason or "")
        world.publish("b", FIRE)
        world.index()
        assert world.run().looked == 0
        # somebody looks after it
        world.server.answers = []
        with world.catalogue.begin() as session:
            resume(session, search.id)
        report = world.run()
        assert (report.sent, report.found) == (2, 1)
    assert len(world.server.received) == 2


# What the server says to an address, and whether it is tried again.
@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ("550 5.1.1 no such user", "given_up"),
        ("551 moved", "given_up"),
        ("450 4.2.1 mailbox busy", "pending"),
        ("452 4.2.2 mailbox full", "pending"),
        ("550 5.7.1 relaying denied", "pending"),  # this may be how our server is set up
    ],
)
def test_an_address_that_is_refused(small_world: World, reply: str, state: str) -> None:
    world = small_world
    world.server.refused[READER] = reply
    found_one(world)
    world.follow(address="khac@example.vn")
    world.publish("b", FIRE)
    world.index()
    report = world.run()
    assert (report.sent, report.failed + report.given_up) == (1, 1)
    assert [alert.state for alert in world.alerts()] == [state, "sent"]
    assert (world.searches()[0].paused_at is not None) == (state == "given_up")


def test_without_a_mail_server_it_waits_and_says_so(small_world: World) -> None:
    world = small_world
    found_one(world)
    report = world.run(mail=None)
    assert (report.found, report.failed) == (1, 1)
    assert "CONGTIN_SMTP_URL" in report.problems[0]


def test_without_the_search_engine_what_is_due_is_sent(
    small_world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world = small_world
    world.ask()
    with open_engine("http://127.0.0.1:9/none") as engine:
        report = run_alerts(world.catalogue, engine, world.outgoing)
    assert report.sent == 1
    assert "127.0.0.1:9" in report.problems[0]
    with open_engine(f"tantivy://{tmp_path_factory.mktemp('none')}") as engine:
        assert run_alerts(world.catalogue, engine, world.outgoing).problems == ()


def test_only_who_confirms_is_told(world: World) -> None:
    search = world.ask()
    world.publish("a", FIRE)
    world.index()
    report = world.run()
    assert (report.looked, report.sent) == (0, 1)
    (asked,) = world.server.messages
    assert "xác nhận" in asked["Subject"]
    with world.catalogue.begin() as session:
        found = session.merge(search)
        confirm(session, found, indexed_to(world.catalogue, world.engine))
    assert world.run().found == 0  # that was before
    world.publish("b", FIRE)
    world.index()
    assert world.run().found == 1


def test_who_does_not_confirm_is_forgotten(world: World) -> None:
    world.ask()
    kept = world.follow(address="khac@example.vn")
    world.run()
    with time_machine.travel(datetime.now(UTC) + CONFIRM_WITHIN + timedelta(minutes=1)):
        assert world.run().forgotten == 1
    assert [search.id for search in world.searches()] == [kept.id]
    assert world.alerts() == []


def test_two_processes_never_send_the_same(world: World) -> None:
    for number in range(4):
        world.follow(address=f"nguoi-{number}@example.vn")
    world.publish("a", FIRE)
    world.index()
    reports = []
    threads = [threading.Thread(target=lambda: reports.append(world.run())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p for report in reports for p in report.problems] == []
    assert sum(report.sent for report in reports) == 4
    addresses = [envelope.rcpt_tos[0] for envelope in world.server.received]
    assert sorted(addresses) == [f"nguoi-{number}@example.vn" for number in range(4)]


def test_who_claims_and_says_no_more_is_taken_for_dead(world: World) -> None:
    found_one(world)
    world.server.answers = ["451 later"]
    world.run()
    (alert,) = world.alerts()
    with time_machine.travel(parse_moment(alert.next_attempt_at)):
        with world.catalogue.session() as session:
            due = next_due(session, ())
        assert due is not None
        with world.catalogue.begin() as session:
            assert claim(session, due)
        with world.catalogue.begin() as session:
            assert not claim(session, due)  # another, who saw the same
        assert world.run().sent == 0
    with time_machine.travel(parse_moment(alert.next_attempt_at) + ABANDONED):
        assert world.run().sent == 1


@pytest.mark.slow
@pytest.mark.parametrize("at", ["before", "after"])
def test_killed_in_the_middle(small_world: World, at: str) -> None:
    """Killed before the server has it, or right after: told at least once, by the same name."""
    world = small_world
    found_one(world)
    program = f"""
        import os, signal
        from operations.alerts import mailing
        from operations.alerts.mailing import Mailer
        send = Mailer.send
        def killed(self, recipient, message):
            if {at == "after"}:
                send(self, recipient, message)
            os.kill(os.getpid(), signal.SIGKILL)
        Mailer.send = killed
        from archive.catalogue import Catalogue
        from indexer.engines import open_engine
        from operations.alerts import Outgoing, read_mail
        from operations.alerts.running import run_alerts
        mail = read_mail("smtp://127.0.0.1:{world.server.port}", "Cổng Tin <tin@example.vn>")
        run_alerts(
            Catalogue({world.catalogue.url!r}),
            open_engine("tantivy://{world.engine.store.address}"),
            Outgoing(mail, "https://tin.example.vn", "test"),
        )
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=os.getcwd(), timeout=120, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert len(world.server.received) == (at == "after")
    assert world.run().sent == 0  # somebody may be at it
    with time_machine.travel(moment(datetime.now(UTC) + ABANDONED + timedelta(seconds=1))):
        assert world.run().sent == 1
        assert world.run().sent == 0
    names = {message["Message-ID"] for message in world.server.messages}
    assert len(names) == 1
    assert len({envelope.content for envelope in world.server.received}) == 1
