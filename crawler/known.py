"""What the catalogue knows already of addresses that a crawl comes upon."""

from collections.abc import Sequence

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import ArticleAliasRow, ArticleRow, LegislationRow, SnapshotRow


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
