"""Metrics for Prometheus, for who has the token.

All is told from the catalogue as it is asked: so every server process says the same, and what a
worker on another machine did is told, too.
"""

import hmac
from collections.abc import Iterator

from flask import Blueprint, Response, abort, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy.orm import Session

from archive.catalogue.counting import count_all, count_legislation
from archive.catalogue.jobs import count_jobs
from archive.clock import parse_moment
from search_ui import portal_health, portal_records, services
from search_ui.options import options

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """404 where no token is set, 401 for who has not got it."""
    token = options().metrics_token
    if not token:
        abort(404)
    given = request.headers.get("Authorization", "").encode("latin-1", "replace")
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    with services.catalogue().session() as session:
        registry.register(_Catalogue(session))
        text = generate_latest(registry)
    return Response(text, content_type=CONTENT_TYPE_LATEST)


class _Catalogue(Collector):
    """What a catalogue tells."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing before it is asked."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each metric with its values."""
        yield from self._portals()
        yield from self._totals()

    def _portals(self) -> Iterator[GaugeMetricFamily]:
        found = portal_health.healths(self._session)
        totals = services.lately("portals", lambda: portal_records.portal_totals(self._session))
        healthy = _of_portals("healthy", "1 if a portal is well, 0 if it is not")
        began = _of_portals("last_crawl_timestamp_seconds", "when its last crawl began")
        new = _of_portals("last_crawl_new", "new items of its last crawl")
        failed = _of_portals("last_crawl_failed", "pages of its last crawl that were not read")
        articles = _of_portals("articles", "its articles that are kept")
        state = GaugeMetricFamily(
            "congtin_portal_state", "1 for the state a portal is in", labels=["portal", "state"]
        )
        for portal in found:
            healthy.add_metric([portal.name], portal.healthy)
            state.add_metric([portal.name, portal.state], 1)
            if portal.name in totals.counts:
                articles.add_metric([portal.name], totals.counts[portal.name].articles)
            if run := portal.last_run:
                began.add_metric([portal.name], parse_moment(run.started_at).timestamp())
                new.add_metric([portal.name], run.counts.get("new", 0))
                failed.add_metric([portal.name], run.counts.get("failed", 0))
        yield from (healthy, state, articles, began, new, failed)

    def _totals(self) -> Iterator[GaugeMetricFamily]:
        counts = services.lately("totals", lambda: count_all(self._session))
        entries = services.lately("legislation", lambda: count_legislation(self._session))
        yield GaugeMetricFamily("congtin_articles", "articles kept", counts.articles)
        yield GaugeMetricFamily("congtin_documents", "documents known", counts.documents)
        yield GaugeMetricFamily("congtin_snapshots", "snapshots kept", counts.snapshots)
        yield GaugeMetricFamily("congtin_legislation", "register entries kept", entries)
        jobs = GaugeMetricFamily("congtin_jobs", "jobs by state", labels=["kind", "state"])
        for (kind, state), count in count_jobs(self._session).items():
            jobs.add_metric([kind, state], count)
        yield jobs


def _of_portals(name: str, about: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"congtin_portal_{name}", about, labels=["portal"])
