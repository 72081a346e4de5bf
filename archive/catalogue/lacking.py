"""Articles that lack what their portal's articles usually have: it may have changed its design."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import Session

from archive.catalogue.health import concluded_crawls, is_habit, observed_of
from archive.catalogue.run_captures import articles_as_captured
from archive.catalogue.tables import (
    ArticleVersionRow,
    PortalHealthRow,
    PortalRow,
    RunRow,
    SnapshotRow,
)
from archive.health import HABITUAL_ARTICLES, HEALTH_FIELDS, HealthField, reasons_of

#: What such a share of a portal's articles has, they usually have.
_USUAL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class LackingArticle:
    """A capture of an article, and which of the usual fields were not read of it."""

    snapshot: int
    url: str
    lacks: tuple[HealthField, ...]


def usual_fields(session: Session, run: RunRow) -> tuple[HealthField, ...]:
    """What articles of a run's portal usually have.

    The portal's other crawls that were well tell; before there are enough, its file does. And what
    its health misses now.
    """
    health = session.get(PortalHealthRow, run.portal)
    usual = {
        reason.values["field"]
        for reason in (reasons_of(health.reasons) if health else ())
        if reason.kind == "without"
    }
    others = [one for one in concluded_crawls(session, run.portal) if one.id != run.id]
    habit = [met for one in others if is_habit(one) and (met := observed_of(one)) is not None]
    articles = sum(met.articles for met in habit)
    if articles >= HABITUAL_ARTICLES:
        usual |= {
            name
            for name in HEALTH_FIELDS
            if sum(met.having[name] for met in habit) >= _USUAL_SHARE * articles
        }
    elif (portal := session.get(PortalRow, run.portal)) is not None:
        usual |= set(portal.definition.get("expectations", {}).get("fields", ()))
    return tuple(name for name in HEALTH_FIELDS if name in usual)


def lacking_articles(
    session: Session, run: RunRow, limit: int, after: int = 0
) -> Sequence[LackingArticle]:
    """The first articles of a run, from behind the snapshot `after` on, that lack something usual.

    Each as this run's capture of it is read now.
    """
    usual = usual_fields(session, run)
    if not usual:
        return ()
    found = session.execute(
        articles_as_captured(run, SnapshotRow.id, SnapshotRow.url, ArticleVersionRow.content)
        .where(SnapshotRow.id > after, or_(*map(_lacks, usual)))
        .order_by(SnapshotRow.id)
        .limit(limit)
    )
    return [
        LackingArticle(number, url, tuple(name for name in usual if not content.get(name)))
        for number, url, content in found
    ]


def crawls_to_look_at(session: Session, portal: str) -> Sequence[RunRow]:
    """The crawls of a portal since it was last well, or the last one; the newest first."""
    crawls = concluded_crawls(session, portal)
    return list(takewhile(lambda run: not is_habit(run), crawls)) or crawls[:1]


def _lacks(name: HealthField) -> ColumnElement[bool]:
    return func.coalesce(ArticleVersionRow.content[name].as_string(), "").in_(("", "[]"))
