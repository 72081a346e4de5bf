"""The rows of articles and aliases, in statements made once: a crawl runs them for every page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select, update
from sqlalchemy.orm import Session

from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import ArticleAliasRow, ArticleRow, core
from archive.urls import article_id as id_of_url

#: What readers see of an article beside its content. What a page does not tell stays as it was.
SHOWN_FIELDS = ("portal", "province", "department", "language")

_ARTICLES = core(ArticleRow)
_ALIASES = core(ArticleAliasRow)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_KNOWN = select(
    *(
        _ARTICLES.c[name]
        for name in (
            *("id", "url", *SHOWN_FIELDS, "first_seen", "last_seen", "gone_since"),
            *("content_digest", "version", "snapshot_id"),
        )
    )
).with_for_update()
_KNOWN_BY_ID = _KNOWN.where(_ARTICLES.c.id.in_(_IDS))
_KNOWN_BY_ALIAS = _KNOWN.where(
    _ARTICLES.c.id.in_(select(_ALIASES.c.article_id).where(_ALIASES.c.alias_id.in_(_IDS)))
)
_UPDATE = update(_ARTICLES).where(_ARTICLES.c.id == bindparam("known_id"))
_INSERT = inserts_unless_there(_ARTICLES, _ARTICLES.c.id)
_INSERT_ALIAS = inserts_unless_there(_ALIASES)


def find_known(session: Session, ids: Sequence[str]) -> Row[Any] | None:
    """The article known by the first of these ids that any is known by, locked; None if none is.

    It has what deciding about a capture takes: no content, but its digest.
    """
    for known_by in (_KNOWN_BY_ID, _KNOWN_BY_ALIAS):
        rows = session.execute(known_by, {"ids": ids}).all()
        if rows:
            return min(rows, key=lambda row: ids.index(row.id) if row.id in ids else len(ids))
    return None


def insert_unless_there(session: Session, values: Mapping[str, Any]) -> bool:
    """Enter an article; False if another transaction has entered it meanwhile."""
    return session.scalar(in_dialect(session, _INSERT), values) is not None


def update_article(session: Session, article_id: str, values: Mapping[str, Any]) -> None:
    """Let an article have these values."""
    session.execute(_UPDATE, {"known_id": article_id, **values})


def add_aliases(session: Session, urls: Iterable[str], article_id: str) -> None:
    """Let an article be found at these addresses, too; one that has an article keeps it."""
    addresses = {id_of_url(url): url for url in urls if url}
    addresses.pop(article_id, None)
    if addresses:
        rows = [
            {"alias_id": alias_id, "url": url, "article_id": article_id}
            for alias_id, url in addresses.items()
        ]
        session.execute(in_dialect(session, _INSERT_ALIAS), rows)
