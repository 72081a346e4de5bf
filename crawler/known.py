"""What the catalogue knows already of addresses that a crawl comes upon."""

from collections.abc import Sequence
from http import HTTPStatus

from sqlalchemy import func, select

from archive.catalogue import Catalogue
from archive.catalogue.attachments import is_due_again
from archive.catalogue.tables import ArticleAliasRow, ArticleRow, LegislationRow, SnapshotRow

#: So often a server's error is hoped to pass: until then crawls walk on through all listings.
_HOPES = 3


def known_items(catalogue: Catalogue, ids: Sequence[str]) -> set[str]:
    """Which of these ids an article has, as its own or as an alias, or a register's entry."""
    with catalogue.session() as session:
        return {
            known
            for column in (ArticleRow.id, ArticleAliasRow.alias_id, LegislationRow.id)
            for known in session.scalars(select(column).where(column.in_(ids)))
        }


def known_pages(catalogue: Catalogue, ids: Sequence[str]) -> set[str]:
    """Which of these ids have entries of registers whose own pages were read."""
    with catalogue.session() as session:
        own = SnapshotRow.legislation_id
        return {id_ for id_ in session.scalars(select(own).where(own.in_(ids))) if id_}


def tried_before(catalogue: Catalogue, urls: Sequence[str]) -> set[str]:
    """Which of these addresses were fetched at some time, whatever came of it."""
    with catalogue.session() as session:
        wanted = select(SnapshotRow.url).where(SnapshotRow.url.in_(urls)).distinct()
        return set(session.scalars(wanted))


def archived_assets(catalogue: Catalogue, urls: Sequence[str]) -> set[str]:
    """Which of these addresses are archived as assets already, or lead to where one was sought."""
    with catalogue.session() as session:
        wanted = SnapshotRow.url.in_(urls), SnapshotRow.kind.in_(("asset", "redirect"))
        return set(session.scalars(select(SnapshotRow.url).where(*wanted)))


def put_off(
    catalogue: Catalogue, urls: Sequence[str], interrupted: Sequence[int], at: str
) -> dict[str, bool]:
    """Which of these addresses that showed no item are not to be asked for at `at`.

    The next crawl asks again, for the fault may be ours, or be mended; what failed in two crawls is
    put off for a day, then for two, four, … as attachments are. Crawls that were `interrupted` do
    not count, nor does being refused. True: the server had an error, and it may still pass.
    """
    crawls = func.count(SnapshotRow.run_id.distinct())
    last = func.max(SnapshotRow.fetched_at)
    statement = (
        select(SnapshotRow.url, crawls, last, func.min(SnapshotRow.status))
        .where(
            SnapshotRow.url.in_(urls),
            SnapshotRow.run_id.not_in(interrupted),
            SnapshotRow.kind != "blocked",
            SnapshotRow.source.is_(None),
        )
        .group_by(SnapshotRow.url)
    )
    with catalogue.session() as session:
        return {
            url: status >= HTTPStatus.INTERNAL_SERVER_ERROR and failures <= _HOPES
            for url, failures, tried_at, status in session.execute(statement)
            if failures > 1 and not is_due_again(tried_at, failures - 1, at)
        }
