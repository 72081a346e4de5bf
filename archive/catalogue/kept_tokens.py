"""What the analyzer made of items' texts, kept so that an index is built anew without it.

Nothing else depends on it: no change is logged, and what is lost is made again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from archive.catalogue.inserting import in_dialect
from archive.catalogue.tables import KeptTokensRow, core
from archive.items import ItemType


@dataclass(frozen=True, slots=True)
class KeptTokens:
    """The tokens of an item: packed, with the digest of its texts."""

    item_id: str
    text_digest: str
    tokens: bytes


_ITEM = KeptTokensRow.item_type, KeptTokensRow.item_id
_VALUES = "text_digest", "analyzer_version", "tokens"
_INSERTS = {
    name: insert.on_conflict_do_update(
        index_elements=_ITEM, set_={value: insert.excluded[value] for value in _VALUES}
    )
    for name, insert in (
        ("sqlite", sqlite.insert(core(KeptTokensRow))),
        ("postgresql", postgresql.insert(core(KeptTokensRow))),
    )
}


def kept_tokens(
    session: Session, item_type: ItemType, ids: Collection[str], analyzer_version: str
) -> Mapping[str, KeptTokens]:
    """What is kept of these items, by id, as far as this version of the analyzer made it."""
    rows = session.execute(
        select(KeptTokensRow.item_id, KeptTokensRow.text_digest, KeptTokensRow.tokens).where(
            KeptTokensRow.item_type == item_type,
            KeptTokensRow.item_id.in_(ids),
            KeptTokensRow.analyzer_version == analyzer_version,
        )
    )
    return {row.item_id: KeptTokens(*row) for row in rows}


def keep_tokens(
    session: Session, item_type: ItemType, kept: Iterable[KeptTokens], analyzer_version: str
) -> None:
    """Keep the tokens of items, in place of those kept before."""
    version = {"item_type": item_type, "analyzer_version": analyzer_version}
    rows = [{**version, **asdict(tokens)} for tokens in kept]
    if rows:
        session.execute(in_dialect(session, _INSERTS), rows)


def forget_tokens(session: Session, item_type: ItemType, ids: Collection[str]) -> None:
    """Forget the tokens of items that are no more."""
    session.execute(
        delete(KeptTokensRow).where(
            KeptTokensRow.item_type == item_type, KeptTokensRow.item_id.in_(ids)
        ),
        execution_options={"synchronize_session": False},
    )
