"""Portals whose files are refused: noted by who reads the files, read by everybody.

- test_what_looks_make_of_a_portal: refused, well again, taken away
- test_what_another_machine_refuses_is_believed_while_it_is_heard
- test_a_crawl_that_began_before_makes_it_well_no_more
- test_a_refusal_goes_before_being_overdue
- test_names_that_no_database_takes
"""

import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from archive.catalogue import Catalogue
from archive.catalogue.health import note_told, portal_healths, to_tell
from archive.catalogue.overdue import with_overdue
from archive.catalogue.runs import begin_run, finish_run
from archive.catalogue.tables import PortalHealthRow
from archive.clock import moment
from archive.health import Reason, reasons_of
from crawler.portals import Portal, PortalFileError
from crawler.portals.rows import enter_portal
from operations.health import check_portals, note_refused_files
from tests.operations.test_due_crawls import portal

STP = portal("stp", None)
WRONG = PortalFileError(Path("/home/x/portals/stp.toml"), [":6: platform: 'kontun' is none"], "stp")
WORSE = PortalFileError(Path("catalogue/stp.toml"), [":1: name: a", ":2: title: b"], "stp")

GOOD: Mapping[str, Portal] = {"stp": STP}
NONE: Mapping[str, Portal] = {}


def crawled(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        enter_portal(session, STP)
        finish_run(session, begin_run(session, "stp", "crawl"), "failed", {}, "no answer")
    check_portals(catalogue, [STP])


def look(
    catalogue: Catalogue, known: Mapping[str, Portal] = NONE, **refused: PortalFileError
) -> bool:
    return note_refused_files(catalogue, refused, known, datetime.now(UTC))


def state(catalogue: Catalogue) -> tuple[str, list[str]] | None:
    """The portal's state and the kinds of its reasons."""
    with catalogue.session() as session:
        row = portal_healths(session).get("stp")
    return (row.state, [reason.kind for reason in reasons_of(row.reasons)]) if row else None


def heard(catalogue: Catalogue, ago: timedelta) -> None:
    with catalogue.begin() as session:
        session.execute(update(PortalHealthRow).values(judged_at=moment(datetime.now(UTC) - ago)))


def test_what_looks_make_of_a_portal(catalogue: Catalogue) -> None:
    crawled(catalogue)
    assert state(catalogue) == ("failed", ["failed"])
    # it is refused: that first, then what was wrong before; twice the same is no turn
    assert look(catalogue, stp=WRONG)
    assert not look(catalogue, stp=WRONG)
    assert state(catalogue) == ("refused", ["refused", "failed"])
    # another thing is wrong with it now
    assert not look(catalogue, stp=WORSE)
    assert state(catalogue) == ("refused", ["refused", "refused", "failed"])
    # its file is well: it is what its crawls make it
    assert look(catalogue, GOOD)
    assert not look(catalogue, GOOD)
    assert state(catalogue) == ("failed", ["failed"])
    # the file is taken away: nothing is said of it any more
    look(catalogue, stp=WRONG)
    assert look(catalogue)
    assert state(catalogue) is None


def test_one_that_was_never_crawled_is_told_and_told_to_be_well(
    sqlite_catalogue: Catalogue,
) -> None:
    look(sqlite_catalogue, stp=WRONG)
    with sqlite_catalogue.begin() as session:
        (row,) = to_tell(session, "mail")
        (reason,) = reasons_of(row.reasons)
        note_told(session, "mail", [("stp", False)])
    # with file, line and field, but not where the home is
    said = "its file is refused: portals/stp.toml:6: platform: 'kontun' is none"
    assert reason.words("en").endswith(said)
    assert "bị từ chối: portals/stp.toml:6: platform" in reason.words("vi")
    assert socket.gethostname() not in str(reason.values["machine"])
    look(sqlite_catalogue, GOOD)
    assert state(sqlite_catalogue) == ("never", [])
    with sqlite_catalogue.session() as session:
        assert [row.state for row in to_tell(session, "mail")] == ["never"]


def test_what_another_machine_refuses_is_believed_while_it_is_heard(
    sqlite_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(socket, "gethostname", lambda: "another")
        look(sqlite_catalogue, stp=WRONG)
    # here its file is well, or there is none, or another is refused
    assert not look(sqlite_catalogue, GOOD)
    assert not look(sqlite_catalogue)
    assert not look(sqlite_catalogue, stp=WORSE)
    assert state(sqlite_catalogue) == ("refused", ["refused"])
    # the machine is heard no more
    heard(sqlite_catalogue, timedelta(minutes=11))
    assert look(sqlite_catalogue, GOOD)
    assert state(sqlite_catalogue) == ("never", [])


def test_who_refuses_a_file_says_so_again(sqlite_catalogue: Catalogue) -> None:
    look(sqlite_catalogue, stp=WRONG)
    heard(sqlite_catalogue, timedelta(minutes=3))
    assert not look(sqlite_catalogue, stp=WRONG)
    with sqlite_catalogue.session() as session:
        row = portal_healths(session)["stp"]
    assert row.judged_at > moment(datetime.now(UTC) - timedelta(minutes=1))


def test_a_crawl_that_began_before_makes_it_well_no_more(sqlite_catalogue: Catalogue) -> None:
    look(sqlite_catalogue, stp=WRONG)
    judged = check_portals(sqlite_catalogue, [STP])["stp"]
    assert (judged.state, judged.healthy) == ("refused", False)
    assert state(sqlite_catalogue) == ("refused", ["refused"])


def test_a_refusal_goes_before_being_overdue(sqlite_catalogue: Catalogue) -> None:
    look(sqlite_catalogue, stp=WRONG)
    now = datetime.now(UTC)
    late = {"stp": (now, Reason("unattended", {"since": "2026-11-23 02:00"}))}
    with sqlite_catalogue.session() as session:
        assert with_overdue(portal_healths(session), late, now)["stp"].state == "refused"


def test_names_that_no_database_takes(catalogue: Catalogue) -> None:
    error = PortalFileError(Path("portals/\udcff.toml"), [": \0 is no TOML"], "\udcff")
    assert note_refused_files(catalogue, {"\udcff": error}, {}, datetime.now(UTC))
    with catalogue.session() as session:
        assert list(portal_healths(session)) == ["\\udcff"]
