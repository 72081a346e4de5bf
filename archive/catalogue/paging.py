"""Reading all items of a type, some at a time: memory does not grow with the catalogue."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, LegislationRow

ItemRow = TypeVar("ItemRow", ArticleRow, LegislationRow)


def pages_by_id(
    session: Session,
    table: type[ItemRow],
    portal: str | None,
    province: str | None,
    size: int,
) -> Iterator[Sequence[ItemRow]]:
    """The rows of a table (of a portal, of a province) by their ids, `size` at a time.

    They stay in the session until the caller expunges them.
    """
    statement = select(table).order_by(table.id).limit(size)
    if portal is not None:
        statement = statement.where(table.portal == portal)
    if province is not None:
        statement = statement.where(table.province == province)
    after = ""
    while rows := session.scalars(
        statement.where(table.id > after).execution_options(populate_existing=True)
    ).all():
        after = rows[-1].id
        yield rows
