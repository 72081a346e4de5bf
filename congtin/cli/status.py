"""`congtin status`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.audit import Deed
from archive.catalogue.counting import PortalCounts, count_all, count_by_portal, count_legislation
from archive.catalogue.health import accept, portal_healths
from archive.catalogue.runs import is_interrupted, latest_crawls, run_to_json
from archive.catalogue.schedules import list_schedules
from archive.catalogue.tables import PortalHealthRow, RunRow
from archive.health import HEALTHY, reasons_of
from congtin.cli.doings import note_deed
from congtin.cli.output import fail, note, note_some, write_json
from congtin.outgoing import outgoing_of, recipients_of
from congtin.portals import find_portals, open_registry
from congtin.settings import Settings, load_settings, without_password
from congtin.stores import existing_catalogue, nothing_here, open_search
from crawler.records import COMPLETE
from indexer.search import SearchUnavailableError
from operations.health import check_interrupted, check_portals, tell_turns
from operations.scheduling import follow_files


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--check", is_flag=True, help="Exit with 1 if a portal is not healthy.")
@click.option("--tell", is_flag=True, help="Tell health_mail and health_webhook of what turned.")
@click.option(
    "--turns",
    is_flag=True,
    help="The same of what crawls have judged, and nothing else: show no portal, judge none.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="PORTAL",
    help="Take what its last crawls were like for its habit from now on. May be repeated.",
)
@click.pass_obj
def status(
    overrides: dict[str, str],
    as_json: bool,
    check: bool,
    tell: bool,
    turns: bool,
    accepted: tuple[str, ...],
) -> None:
    """Show the portals, how healthy they are, and how much is kept and indexed.

    The state of a portal is `never` (not crawled yet), `running`, `ok`, `interrupted`, or what is
    wrong with it, with the reasons: `overdue` (its timetable had its turn, and no crawl began: is a
    worker running?), `moved`, `blocked`, `failed`, `empty` (it yields nothing), `fewer` (much less
    than usual), `unreadable` (of many pages no item could be read), `incomplete` (items without
    dates, authors or bodies, as they usually have), `stale` (no news for longer than usual). What
    is usual is told by the crawls before that were well; before there are enough, by the
    expectations of the portal's file.

    \b
    congtin status --check              for scripts: 1 if a portal is not healthy
    congtin status --tell               mail and post what turned since the last time
    congtin status --accept kontum-stp  its new design has no authors: that is well
    """
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    if turns:
        check_interrupted(catalogue, lambda names: find_portals(settings, names))
        _tell(settings, catalogue)
        return
    portals = {portal.name: portal for portal in open_registry(settings)}
    if unknown := sorted(set(accepted) - portals.keys()):
        fail(f"no portal is named {', '.join(unknown)}")
    now = datetime.now(UTC)
    with catalogue.begin() as session:
        # also where no worker ever ran, which is then to be seen
        follow_files(session, portals.values(), now)
        for name in accepted:
            accept(session, name)
            note_deed(session, Deed("habit_accepted", name), now)
    check_portals(catalogue, portals.values())
    shown = _shown_portals(catalogue, set(portals))
    _show(settings, catalogue, shown, as_json)
    unhealthy = [portal["name"] for portal in shown if not portal["healthy"]]
    if tell:
        _tell(settings, catalogue)
    if check and unhealthy:
        raise SystemExit(1)


def _tell(settings: Settings, catalogue: Catalogue) -> None:
    problems = tell_turns(catalogue, recipients_of(settings), outgoing_of(settings)).problems
    note_some(problems)
    if problems:
        raise SystemExit(1)


def _show(
    settings: Settings, catalogue: Catalogue, shown: list[dict[str, Any]], as_json: bool
) -> None:
    with catalogue.session() as session:
        totals = count_all(session)
        legislation = count_legislation(session)
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
        for line in (portal["proposal"] or "").splitlines():
            click.echo(f"  | {line}")
    click.echo(
        f"{totals.articles} articles, {legislation} register entries, "
        f"{totals.documents} documents, {totals.snapshots} snapshots"
    )
    click.echo(f"index {index['url']}: {index.get('problem') or index['items']}")
    if not (totals.articles or legislation):
        note(nothing_here(settings))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the catalogue has of portals, by their names."""

    counts: Mapping[str | None, PortalCounts]
    runs: Mapping[str, RunRow]
    healths: Mapping[str, PortalHealthRow]
    due: Mapping[str, str | None]


def _shown_portals(catalogue: Catalogue, names: set[str]) -> list[dict[str, Any]]:
    with catalogue.session() as session:
        known = _Known(
            counts=count_by_portal(session),
            runs=latest_crawls(session),
            healths=portal_healths(session),
            due={row.portal: row.due_at for row in list_schedules(session)},
        )
    names |= set(known.runs) | {name for name in known.counts if name is not None}
    return [_portal(name, known) for name in sorted(names)]


def _portal(name: str, known: _Known) -> dict[str, Any]:
    counts = known.counts.get(name, PortalCounts())
    run, health = known.runs.get(name), known.healths.get(name)
    return {
        "name": name,
        "state": _state(run, health),
        "healthy": health is None or health.state in HEALTHY,
        "reasons": [reason.words("en") for reason in reasons_of(health.reasons)] if health else [],
        "proposal": health.proposal if health else None,
        "since": health.since if health else None,
        "articles": counts.articles,
        "newest": counts.newest,
        "legislation": counts.entries,
        "last_run": run_to_json(run) if run else None,
        "next_run": known.due.get(name),
    }


def _state(run: RunRow | None, health: PortalHealthRow | None) -> str:
    """What is wrong goes before what goes on: a crawl that runs has not made anything well yet."""
    state = health.state if health else "never"
    if state in HEALTHY and run is not None and run.finished_at is None:
        return "interrupted" if is_interrupted(run) else "running"
    return state


def _in_words(counts: Mapping[str, int]) -> str:
    shown = {name: number for name, number in counts.items() if number and name != COMPLETE}
    return ", ".join(f"{number} {name}" for name, number in shown.items()) or "nothing"
