"""How healthy portals are, as it was last judged: for the status page, badges, API and metrics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from archive.catalogue.health import portal_healths
from archive.catalogue.overdue import overdue_portal, overdue_portals, with_overdue
from archive.catalogue.portals import list_portals
from archive.catalogue.runs import latest_crawls
from archive.catalogue.tables import PortalHealthRow, PortalRow, RunRow
from archive.health import HEALTHY, Reason, reasons_of, state_words


@dataclass(frozen=True, slots=True)
class PortalHealth:
    """The health of one portal; `since` is null where it was never judged.

    `known`: it has a page. One whose file was always refused has none.
    """

    name: str
    title: str
    known: bool
    state: str
    reasons: tuple[Reason, ...]
    since: str | None
    judged_at: str | None
    last_run: RunRow | None

    @property
    def healthy(self) -> bool:
        """Whether nobody has to do anything."""
        return self.state in HEALTHY

    def words(self, language: str) -> str:
        """The state in `vi` or `en`."""
        return state_words(self.state, language)


def healths(session: Session) -> list[PortalHealth]:
    """Every portal that was crawled or should have been, those that are not well first."""
    portals = {row.name: row for row in list_portals(session)}
    runs = latest_crawls(session)
    judged = current_healths(session, runs)
    found = [
        _health(name, portals, judged.get(name), runs.get(name)) for name in runs.keys() | judged
    ]
    return sorted(found, key=lambda portal: (portal.healthy, portal.title, portal.name))


def current_healths(
    session: Session, crawls: Mapping[str, RunRow]
) -> Mapping[str, PortalHealthRow]:
    """How portals were when they were last judged, and which of them are overdue this moment."""
    now = datetime.now(UTC)
    return with_overdue(portal_healths(session), overdue_portals(session, crawls, now), now)


def health_of(session: Session, name: str) -> PortalHealth | None:
    """One portal; None where there is none of that name."""
    row = session.get(PortalRow, name)
    judged, now = session.get(PortalHealthRow, name), datetime.now(UTC)
    if (late := overdue_portal(session, name, now)) is not None:
        judged = with_overdue({name: judged} if judged else {}, {name: late}, now)[name]
    if row is None and judged is None:
        return None
    return _health(name, {name: row} if row else {}, judged, None)


def _health(
    name: str,
    portals: Mapping[str, PortalRow],
    judged: PortalHealthRow | None,
    run: RunRow | None,
) -> PortalHealth:
    row = portals.get(name)
    return PortalHealth(
        name=name,
        title=row.title if row else name,
        known=row is not None,
        state=judged.state if judged else "never",
        reasons=reasons_of(judged.reasons) if judged else (),
        since=judged.since if judged else None,
        judged_at=judged.judged_at if judged else None,
        last_run=run,
    )
