"""Better rules for references reach the articles that are archived already.

Mentions are found when an article is recorded. When the rules have changed since
(`vietnamese.references.FINDER_VERSION`), they are found anew in every article, a batch at a time:
killed, it goes on where the last finished batch ended.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from archive.catalogue.changes import record_change
from archive.catalogue.connecting import Catalogue
from archive.catalogue.mentions import read_mentions, replace_mentions
from archive.catalogue.tables import ArticleRow, CatalogueInfo
from archive.catalogue.turns import write_alone
from archive.items import READING_ORDER, Mention
from archive.mentions import find_mentions

#: Articles whose mentions are found between two commits.
BATCH = 200

_TEXTS = (
    ArticleRow.id,
    ArticleRow.headline,
    ArticleRow.lead,
    ArticleRow.body,
    ArticleRow.content_digest,
)


def refresh_mentions(
    catalogue: Catalogue, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Find the mentions of every article anew if older rules than today's found them.

    Rules that are older than those that found them (on a machine that is still to be brought up to
    date) find nothing anew. Returns how many articles have other mentions now; the change log names
    them. `on_progress` is told how many articles of how many are done. Where several processes do
    so at once, each goes on where the others are.
    """
    from vietnamese.references import FINDER_VERSION

    with catalogue.session() as session:
        place = _place(session, FINDER_VERSION)
        if place is None:
            return 0
        done, total = _count(session, place), _count(session)
    changed = 0
    while place is not None:
        with catalogue.session() as session:
            rows = session.execute(
                select(*_TEXTS).where(ArticleRow.id > place).order_by(ArticleRow.id).limit(BATCH)
            ).all()
            known = read_mentions(session, [row.id for row in rows])
        found = [(row, _found(row)) for row in rows]
        with catalogue.begin() as session:
            write_alone(session)
            reached = _place(session, FINDER_VERSION)
            if reached != place:  # another process was here meanwhile
                place = reached
                continue
            for row, mentions in found:
                if mentions != known.get(row.id, []):
                    changed += _replace(session, row, mentions)
            if rows:
                place = rows[-1].id
                _remember(session, refresh_version=FINDER_VERSION, refresh_place=place)
            else:
                place = None
                _remember(session, finder_version=FINDER_VERSION, refresh_version=None)
        if rows:
            done += len(rows)
            on_progress(min(done, total), total)
    return changed


def _place(session: Session, version: int) -> str | None:
    """The last article that these rules have reached; None if there is nothing for them to do."""
    info = session.scalars(select(CatalogueInfo).execution_options(populate_existing=True)).one()
    if max(info.finder_version, (info.refresh_version or 0) - 1) >= version:
        return None
    return (info.refresh_place or "") if info.refresh_version == version else ""


def _count(session: Session, up_to: str | None = None) -> int:
    count = select(func.count()).select_from(ArticleRow)
    return session.scalar(count if up_to is None else count.where(ArticleRow.id <= up_to)) or 0


def _found(row: Row[Any]) -> list[Mention]:
    """The mentions in an article's text, in the order in which they are read back."""
    return sorted(
        find_mentions(row.headline, row.lead, row.body),
        key=lambda mention: (READING_ORDER[mention.field], mention.reference.start),
    )


def _replace(session: Session, row: Row[Any], mentions: list[Mention]) -> bool:
    """Let an article have these mentions; not if it was recorded anew since it was read."""
    same = select(ArticleRow.id).where(
        ArticleRow.id == row.id, ArticleRow.content_digest == row.content_digest
    )
    if session.scalar(same) is None:
        return False
    replace_mentions(session, row.id, mentions)
    record_change(session, row.id, "recorded")
    return True


def _remember(session: Session, **values: str | int | None) -> None:
    session.execute(update(CatalogueInfo).values(values))
