"""Portals as rows: what the portal files say, where the rest of the house can read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.catalogue.changes import record_changes
from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import LegislationRow, PortalRow, core
from archive.clock import now

#: Two workers that begin at the same moment enter the same portals.
_INSERT = inserts_unless_there(core(PortalRow))


def record_portal(
    session: Session,
    name: str,
    *,
    title: str,
    province: str | None,
    department: str | None,
    platform: str,
    definition: Mapping[str, Any],
) -> bool:
    """Enter a portal, or bring its row up to date; whether that changed anything.

    `definition` is the whole portal file as JSON values.
    """
    values = {
        "title": title,
        "province": province,
        "department": department,
        "platform": platform,
        "definition": dict(definition),
    }
    row = session.get(PortalRow, name)
    if province != (row.province if row else None):
        _let_be_resolved_again(session, name)
    if row is None:
        session.execute(in_dialect(session, _INSERT), {"name": name, "updated_at": now(), **values})
        return True
    if all(getattr(row, field) == value for field, value in values.items()):
        return False
    session.execute(
        update(PortalRow).where(PortalRow.name == name).values(updated_at=now(), **values)
    )
    return True


def portal_titles(session: Session) -> dict[str, str]:
    """What each portal is called, by its name."""
    return dict(session.execute(select(PortalRow.name, PortalRow.title)).all())


def mark_verified(session: Session, name: str) -> str:
    """Note that a page of a portal, which is entered, was read well just now; the moment."""
    at = now()
    session.execute(update(PortalRow).where(PortalRow.name == name).values(verified_at=at))
    return at


def _let_be_resolved_again(session: Session, name: str) -> None:
    """Note the entries of a portal's register that are of its province because they state none."""
    entries = select(LegislationRow.id).where(
        LegislationRow.portal == name, LegislationRow.province.is_(None)
    )
    record_changes(session, session.scalars(entries).all(), "recorded", "Legislation")


def list_portals(session: Session) -> Sequence[PortalRow]:
    """Every portal, by name."""
    return session.scalars(select(PortalRow).order_by(PortalRow.name)).all()
