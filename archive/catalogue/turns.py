"""Who may write items on PostgreSQL: those who record side by side, who rewrites them alone.

Recording locks the rows of single items, in whatever order a crawl or a file has them. What goes
through many items at once (finding mentions anew, resolving them) would meet it in another order:
each would wait for the other. SQLite has one writer at a time anyway.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

_BESIDE_OTHERS = text("SELECT pg_advisory_xact_lock_shared('articles'::regclass::oid::bigint)")
_ALONE = text("SELECT pg_advisory_xact_lock('articles'::regclass::oid::bigint)")


def write_beside_others(session: Session) -> None:
    """Wait until nobody rewrites items, then let nobody do so as long as the transaction lasts.

    To be called before a transaction locks any row of an item.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_BESIDE_OTHERS)


def write_alone(session: Session) -> None:
    """Wait until nobody else writes items, then let nobody do so until the transaction ends.

    To be called first in a transaction; it then also sees what those wrote that it waited for.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_ALONE)
