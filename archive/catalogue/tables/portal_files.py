"""The table of the portal files that are kept in the catalogue itself."""

from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class PortalFileRow(Table):
    """A portal file that was saved on the pages of administration, or taken in.

    Whatever machine a worker or a server runs on, it is known there; it goes before a file of the
    same name in a machine's own folder.
    """

    __tablename__ = "portal_files"
    name: Mapped[str] = mapped_column(primary_key=True)  # of the portal
    text: Mapped[str]  # TOML, as it was written
    saved_at: Mapped[str]
    saved_by: Mapped[str]
