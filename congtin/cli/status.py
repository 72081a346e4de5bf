"""`congtin status`."""

from collections.abc import Mapping
from typing import Any

import click

from archive.catalogue.counting import PortalCounts, count_all, count_by_portal, count_legislation
from archive.catalogue.runs import is_interrupted, latest_crawls, run_to_json
from archive.catalogue.tables import RunRow
from congtin.cli.output import note, write_json
from congtin.portals import open_registry
from congtin.settings import load_settings, without_password
from congtin.stores import existing_catalogue, nothing_here, open_search
from crawler.records import COMPLETE
from indexer.search import SearchUnavailableError


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def status(overrides: dict[str, str], as_json: bool) -> None:
    """Show the portals, their last runs, and how much is kept and indexed.

    The state of a portal is `never` (not crawled yet), `running`, `ok`, or how its last run went
    wrong: `empty`, `blocked`, `failed`, `interrupted`.
    """
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    with catalogue.session() as session:
        totals = count_all(session)
        legislation = count_legislation(session)
        counts = count_by_portal(session)
        runs = latest_crawls(session)
    names = {portal.name for portal in open_registry(settings)} | set(runs)
    names |= {name for name in counts if name is not None}
    shown = [_portal(name, counts, runs.get(name)) for name in sorted(names)]
    index: dict[str, Any] = {"url": without_password(settings.search_url)}
    try:
        index["items"] = open_search(settings, catalogue).size()
    except SearchUnavailableError as error:
        index["problem"] = str(error)
    if as_json:
        write_json(
            {
                "portals": shown,
                "articles": totals.articles,
                "legislation": legislation,
                "documents": totals.documents,
                "snapshots": totals.snapshots,
                "index": index,
            }
        )
        return
    for portal in shown:
        reasons = f" ({'; '.join(portal['reasons'])})" if portal["reasons"] else ""
        click.echo(f"{portal['name']}: {portal['state']}{reasons}")
        newest, run = portal["newest"] or "none", portal["last_run"]
        last = f"; last run {run['started_at']}: {_in_words(run['counts'])}" if run else ""
        entries = f", {portal['legislation']} register entries" if portal["legislation"] else ""
        click.echo(f"  {portal['articles']} articles, newest {newest}{entries}{last}")
    click.echo(
        f"{totals.articles} articles, {legislation} register entries, "
        f"{totals.documents} documents, {totals.snapshots} snapshots"
    )
    click.echo(f"index {index['url']}: {index.get('problem') or index['items']}")
    if not (totals.articles or legislation):
        note(nothing_here(settings))


def _portal(
    name: str, counts: Mapping[str | None, PortalCounts], run: RunRow | None
) -> dict[str, Any]:
    known = counts.get(name, PortalCounts())
    return {
        "name": name,
        "state": _state(run),
        "reasons": [run.reason] if run and run.reason else [],
        "articles": known.articles,
        "newest": known.newest,
        "legislation": known.entries,
        "last_run": run_to_json(run) if run else None,
        "next_run": None,
    }


def _state(run: RunRow | None) -> str:
    if run is None:
        return "never"
    if is_interrupted(run):
        return "interrupted"
    if run.finished_at is None:
        return "running"
    return "ok" if run.outcome == "finished" else run.outcome or "failed"


def _in_words(counts: Mapping[str, int]) -> str:
    shown = {name: number for name, number in counts.items() if number and name != COMPLETE}
    return ", ".join(f"{number} {name}" for name, number in shown.items()) or "nothing"
