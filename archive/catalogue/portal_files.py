"""Portal files that are kept in the catalogue, for every machine that shares it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import PortalFileRow
from archive.clock import moment


def list_portal_files(
    session: Session, names: Collection[str] | None = None
) -> Sequence[PortalFileRow]:
    """The files of the portals of these names, of all without any, by name."""
    statement = select(PortalFileRow).order_by(PortalFileRow.name)
    if names is not None:
        statement = statement.where(PortalFileRow.name.in_(names))
    return session.scalars(statement).all()


def keep_portal_file(session: Session, name: str, text: str, by: str, now: datetime) -> None:
    """Keep the text of a portal's file, in place of the one that is kept."""
    row = PortalFileRow(name=name, text=text, saved_at=moment(now), saved_by=by)
    session.merge(row)
    session.flush()


def forget_portal_file(session: Session, name: str) -> bool:
    """Keep a portal's file no longer; whether there was one."""
    gone = delete(PortalFileRow).where(PortalFileRow.name == name).returning(PortalFileRow.name)
    return session.scalar(gone) is not None
