"""Documents follow what is withheld, and seen again, at once: before the log has its turn."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.tables import LegislationRow, MentionRow, PostponedDocumentRow, WithheldRow
from archive.catalogue.turns import write_alone
from archive.catalogue.withholding import KINDS, items_of
from archive.items import ItemKey
from documents.document_rows import refresh
from documents.resolving import note_resolved, resolve_items


def follow_withholding(catalogue: Catalogue, rows: Iterable[WithheldRow]) -> None:
    """Let documents tell nothing that only what was just withheld tells; or tell it again.

    A withheld document is hidden as it is. Who calls this has the index brought up to date.
    """
    with catalogue.begin() as session:
        write_alone(session)
        for row in rows:
            kind = next(known for known in KINDS if known == row.kind)
            if kind != "document":
                _follow(session, items_of(session, kind, row.item_id))


def _follow(session: Session, items: Sequence[ItemKey]) -> None:
    resolve_items(session, items)
    told = union(
        select(MentionRow.document_key).where(MentionRow.article_id.in_([id_ for _, id_ in items])),
        select(LegislationRow.document_key).where(LegislationRow.id.in_([id_ for _, id_ in items])),
    )
    # what very many articles mention would be written anew later
    postponed = select(PostponedDocumentRow.key).where(PostponedDocumentRow.key.in_(told))
    note_resolved(session, refresh(session, set(session.scalars(postponed)), {}))
