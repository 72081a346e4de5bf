"""What a message tells: the saved search, and the items that came to match it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.alerts import told_items
from archive.catalogue.chunks import chunks
from archive.catalogue.portals import list_portals
from archive.catalogue.tables import AlertRow, ArticleRow, LegislationRow, SavedSearchRow
from archive.items import ItemType


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item as a message tells of it.

    `date` is in ISO 8601; `office` is who published it, as far as that is known, and `publisher`
    what its portal is called.
    """

    type: ItemType
    id: str
    url: str
    headline: str
    date: str | None
    office: str | None
    portal: str | None
    publisher: str | None
    province: str | None
    first_seen: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be sent; `key` is the same however often it is tried."""

    key: str
    kind: str
    created_at: str
    search_id: int
    name: str
    query: str
    channel: str
    address: str
    token: str
    secret: str | None
    items: tuple[ToldItem, ...]


def message_of(session: Session, alert: AlertRow) -> Message | None:
    """The message of an alert, the newest of its items first; None if its search is no more.

    Items that have been taken out of the catalogue since are left out.
    """
    search = session.get(SavedSearchRow, alert.saved_search_id)
    if search is None:
        return None
    items = _items(session, told_items(session, alert.id))
    return Message(
        key=alert.key,
        kind=alert.kind,
        created_at=alert.created_at,
        search_id=search.id,
        name=search.name,
        query=search.query,
        channel=search.channel,
        address=search.address,
        token=search.token,
        secret=search.secret,
        items=tuple(sorted(items, key=lambda item: item.date or "", reverse=True)),
    )


def _items(session: Session, ids: Mapping[str, list[str]]) -> Iterable[ToldItem]:
    titles = {row.name: row.title for row in list_portals(session)}
    for some in chunks(ids.get("NewsArticle", [])):
        yield from _articles(session, some, titles)
    for some in chunks(ids.get("Legislation", [])):
        yield from _entries(session, some, titles)


def _articles(
    session: Session, ids: Collection[str], titles: Mapping[str, str]
) -> Iterable[ToldItem]:
    row = ArticleRow
    columns = (
        *(row.id, row.url, row.headline, row.date_published),
        *(row.department, row.portal, row.province, row.first_seen),
    )
    for article in session.execute(select(*columns).where(row.id.in_(ids))):
        yield ToldItem(
            type="NewsArticle",
            id=article.id,
            url=article.url,
            headline=article.headline,
            date=article.date_published,
            office=article.department,
            portal=article.portal,
            publisher=titles.get(article.portal or "", article.portal),
            province=article.province,
            first_seen=article.first_seen,
        )


def _entries(
    session: Session, ids: Collection[str], titles: Mapping[str, str]
) -> Iterable[ToldItem]:
    row = LegislationRow
    for entry in session.scalars(select(row).where(row.id.in_(ids))):
        yield ToldItem(
            type="Legislation",
            id=entry.id,
            url=entry.url,
            headline=" – ".join(filter(None, (entry.identifier, entry.title))) or entry.url,
            date=entry.issued_on,
            office=entry.issuer,
            portal=entry.portal,
            publisher=titles.get(entry.portal or "", entry.portal),
            province=entry.province,
            first_seen=entry.first_seen,
        )
