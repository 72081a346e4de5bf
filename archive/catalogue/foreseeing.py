"""What a withholding would hide, told before anyone decides on it."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import WithheldRow
from archive.catalogue.visibility import hidden_rows
from archive.catalogue.withholding import Kind
from archive.clock import now


def foresee(session: Session, kind: Kind, item_id: str) -> Mapping[str, int]:
    """How many rows of each table would be hidden that are not yet, were this withheld too.

    It is tried, looked at and undone within the session, which has to be one that writes. What is
    withheld by itself already cannot be foreseen.
    """
    before = _hidden(session)
    with session.begin_nested() as trial:
        at = now()
        row = WithheldRow(kind=kind, item_id=item_id, reason="", withheld_at=at, withheld_by="")
        session.add(row)
        session.flush()
        after = _hidden(session)
        trial.rollback()
    return {table: after[table] - count for table, count in before.items()}


def _hidden(session: Session) -> dict[str, int]:
    return {
        table.name: session.scalars(select(func.count()).select_from(rows.subquery())).one()
        for table, rows in hidden_rows().items()
    }
