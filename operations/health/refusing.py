"""Portals whose files are refused are in trouble, whoever shows them and on whatever machine.

Only who reads the files can tell: each look of a worker, and of `congtin status`, notes in the
catalogue which are refused, and which are well again.
"""

import socket
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.health import forget_health, healths_in_state, record_judgement
from archive.catalogue.overdue import without_overdue
from archive.catalogue.tables import PortalHealthRow
from archive.clock import parse_moment
from archive.health import REFUSED, Judgement, Reason, reasons_of, refusals, stored
from crawler.portals import Portal, PortalFileError
from operations.health.checking import check_portals

#: A machine's folder has files that no other sees. What it refuses it says again after so long, and
#: others believe it until they have heard nothing for so long: then that machine is no more.
_SAID_AGAIN = timedelta(minutes=2)
_BELIEVED = timedelta(minutes=10)

#: So many problems of a file are told, and so many characters of each.
_PROBLEMS, _LONGEST = 5, 300


def note_refused_files(
    catalogue: Catalogue,
    refused: Mapping[str, PortalFileError],
    known: Mapping[str, Portal],
    now: datetime,
) -> bool:
    """Note the portals whose files this machine refuses, and judge those whose files are well.

    Args:
        catalogue: where it is noted.
        refused: what is wrong with files, by the names of their portals.
        known: the portals whose files can be used.
        now: this moment.

    Returns:
        Whether a portal turned.
    """
    refused = {_storable(name): error for name, error in refused.items()}
    with catalogue.begin() as session:
        rows = {row.portal: row for row in healths_in_state(session, REFUSED)}
        over = [name for name, row in rows.items() if name not in refused and _is_over(row, now)]
        for name in over:
            if name in known:
                rows[name].reasons = stored(_others(rows[name]))
            else:  # the file was taken away
                forget_health(session, name)
        new = refused.keys() - rows.keys()
        for name, error in sorted(refused.items()):
            _note(session, name, error, now)
    check_portals(catalogue, [known[name] for name in over if name in known], now)
    return bool(over or new)


def _is_over(row: PortalHealthRow, now: datetime) -> bool:
    """Whether a file was refused by this machine, which takes it now, or by one that is gone."""
    said = _refusals(row)
    is_ours = not said or said[0].values["machine"] == _machine()
    return is_ours or not _is_heard(row, now, _BELIEVED)


def _note(session: Session, name: str, error: PortalFileError, now: datetime) -> None:
    row = session.get(PortalHealthRow, name)
    reasons = tuple(
        Reason(REFUSED, {"what": _what(error, problem), "machine": _machine()})
        for problem in error.problems[:_PROBLEMS]
    )
    if row is not None and (said := _refusals(row)):
        is_ours = said[0].values["machine"] == _machine()
        is_said = said == reasons and _is_heard(row, now, _SAID_AGAIN)
        if is_said or (not is_ours and _is_heard(row, now, _BELIEVED)):
            return
    others, proposal = (_others(row), row.proposal) if row else ((), None)
    record_judgement(session, name, None, Judgement(REFUSED, (*reasons, *others), proposal))


def _is_heard(row: PortalHealthRow, now: datetime, within: timedelta) -> bool:
    return now - parse_moment(row.judged_at) < within


def _refusals(row: PortalHealthRow) -> tuple[Reason, ...]:
    return refusals(reasons_of(row.reasons))


def _others(row: PortalHealthRow) -> tuple[Reason, ...]:
    """What else was wrong when the portal was last judged."""
    others = without_overdue(reasons_of(row.reasons))
    return tuple(reason for reason in others if reason.kind != REFUSED)


def _what(error: PortalFileError, problem: str) -> str:
    """File and line, field, what is wrong; everybody may read it, so not where the home is."""
    told = _storable(" ".join(f"{error.path.parent.name}/{error.path.name}{problem}".split()))
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _storable(text: str) -> str:
    """Without what no database takes: files may be called anything, also what is no UTF-8."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode()


def _machine() -> str:
    """What tells this machine from others, and tells nobody its name."""
    return sha256(socket.gethostname().encode()).hexdigest()[:8]
