"""Documents that very many articles mention are written anew once, not with each batch of these.

To count what twenty thousand articles say of a law takes as long as to resolve a hundred of them.
"""

from collections.abc import Collection

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import DocumentRow, MentionRow, PostponedDocumentRow, core

#: So many articles mention a document that is postponed, as far as was known last.
OFTEN = 1000

#: Documents that are written anew between two commits.
AT_A_TIME = 50

_POSTPONED = core(PostponedDocumentRow)
_ADD = inserts_unless_there(_POSTPONED)


def postpone(session: Session, keys: Collection[str]) -> set[str]:
    """Postpone those of these documents that are mentioned very often, and still are; returns them.

    What is mentioned no more is not postponed: that its key leads elsewhere is seen at once.
    """
    postponed: set[str] = set()
    for chunk in chunks(sorted(keys)):
        rows = session.execute(
            select(DocumentRow.key, DocumentRow.evidence).where(
                DocumentRow.key.in_(chunk),
                exists().where(MentionRow.document_key == DocumentRow.key),
            )
        )
        postponed |= {
            key
            for key, evidence in rows
            if any(
                item.get("articles", 0) >= OFTEN for item in evidence if item["kind"] == "mentions"
            )
        }
    if postponed:
        session.execute(in_dialect(session, _ADD), [{"key": key} for key in sorted(postponed)])
    return postponed


def take_postponed(session: Session) -> set[str]:
    """Some of the documents that were postponed, which are so no longer."""
    keys = set(session.scalars(select(_POSTPONED.c.key).order_by("key").limit(AT_A_TIME)))
    if keys:
        session.execute(delete(_POSTPONED).where(_POSTPONED.c.key.in_(keys)))
    return keys
