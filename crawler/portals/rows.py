"""Portals of the files as rows of the catalogue."""

from sqlalchemy.orm import Session

from archive.catalogue.portals import record_portal
from crawler.portals import Portal


def enter_portal(session: Session, portal: Portal) -> None:
    """Enter a portal into the catalogue, or bring its row up to date with its file."""
    record_portal(
        session,
        portal.name,
        title=portal.title,
        province=portal.province,
        department=portal.department,
        platform=portal.platform,
        definition=portal.model_dump(mode="json", exclude_none=True),
    )
