"""Every table of the catalogue, on SQLite and on PostgreSQL alike.

Moments are text in ISO 8601, UTC, to the second (`2026-11-23T02:00:00Z`), so that they sort as
text and read the same on both databases. Days and the pages' own dates are text as items have them.
"""

from archive.catalogue.tables.alerts import (
    AlertMatchRow,
    AlertRow,
    SavedSearchRow,
)
from archive.catalogue.tables.attachments import (
    AttachmentRow,
    AttachmentUseRow,
)
from archive.catalogue.tables.base import (
    Table,
    core,
)
from archive.catalogue.tables.crawls import (
    CatalogueInfo,
    PortalHealthRow,
    PortalRow,
    RunRow,
    SnapshotRow,
)
from archive.catalogue.tables.documents import (
    ChangeRow,
    ConsumerRow,
    DocumentDepartureRow,
    DocumentRedirectRow,
    DocumentRow,
    KeptTokensRow,
    PostponedDocumentRow,
    StaleDocumentRow,
)
from archive.catalogue.tables.items import (
    ArticleAliasRow,
    ArticleRow,
    ArticleVersionRow,
    LegislationRow,
    LegislationVersionRow,
    MentionRow,
)
from archive.catalogue.tables.jobs import (
    GroupScheduleRow,
    JobRow,
    ScheduleRow,
)
from archive.catalogue.tables.portal_files import PortalFileRow
from archive.catalogue.tables.silent_changes import SilentChangeRow
from archive.catalogue.tables.users import (
    AuditRow,
    SessionRow,
    SignInAttemptRow,
    UserRow,
)
from archive.catalogue.tables.withholding import WithheldRow

__all__ = [
    "AlertMatchRow",
    "AlertRow",
    "ArticleAliasRow",
    "ArticleRow",
    "ArticleVersionRow",
    "AttachmentRow",
    "AttachmentUseRow",
    "AuditRow",
    "CatalogueInfo",
    "ChangeRow",
    "ConsumerRow",
    "DocumentDepartureRow",
    "DocumentRedirectRow",
    "DocumentRow",
    "GroupScheduleRow",
    "JobRow",
    "KeptTokensRow",
    "LegislationRow",
    "LegislationVersionRow",
    "MentionRow",
    "PortalFileRow",
    "PortalHealthRow",
    "PortalRow",
    "PostponedDocumentRow",
    "RunRow",
    "SavedSearchRow",
    "ScheduleRow",
    "SessionRow",
    "SignInAttemptRow",
    "SilentChangeRow",
    "SnapshotRow",
    "StaleDocumentRow",
    "Table",
    "UserRow",
    "WithheldRow",
    "core",
]
