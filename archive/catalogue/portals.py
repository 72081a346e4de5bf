"""Portals as rows: what the portal files say, where the rest of the house can read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from archive.catalogue.tables import PortalRow
from archive.clock import now


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
    if row is None:
        session.execute(insert(PortalRow).values(name=name, updated_at=now(), **values))
        return True
    if all(getattr(row, field) == value for field, value in values.items()):
        return False
    session.execute(
        update(PortalRow).where(PortalRow.name == name).values(updated_at=now(), **values)
    )
    return True


def list_portals(session: Session) -> Sequence[PortalRow]:
    """Every portal, by name."""
    return session.scalars(select(PortalRow).order_by(PortalRow.name)).all()
