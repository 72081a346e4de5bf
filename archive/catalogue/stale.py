"""Documents that lost what they had of an item: who resolves the item next gathers them anew."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.orm import Session

from archive.catalogue.tables import StaleDocumentRow, core
from archive.items import ItemType

_INSERT = insert(core(StaleDocumentRow))


def mark_stale(
    session: Session,
    item_type: ItemType,
    item_id: str,
    keys: Iterable[tuple[str | None, str | None]],
) -> None:
    """Note what an item told of documents no longer: their keys, and as the item stated them.

    What is null was not resolved yet, so that no document knows of it.
    """
    rows = [
        {"key": key, "stated_key": stated, "item_type": item_type, "item_id": item_id}
        for key, stated in sorted((k, s) for k, s in keys if k is not None and s is not None)
    ]
    if rows:
        session.execute(_INSERT, rows)
