"""How portals are, as `congtin status` shows them: those in trouble first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.counting import PortalCounts, count_by_portal
from archive.catalogue.health import portal_healths
from archive.catalogue.runs import is_interrupted, latest_crawls, run_to_json
from archive.catalogue.schedules import list_schedules
from archive.catalogue.tables import PortalHealthRow, RunRow
from archive.health import HEALTHY, proposal_words, reasons_of
from congtin.cli.output import say
from congtin.cli.pages_to_mend import say_pages
from crawler.runs import COMPLETE

#: Among how others are shown.
_TROUBLE, _WELL, _NEVER = range(3)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the catalogue has of portals, by their names."""

    counts: Mapping[str | None, PortalCounts]
    runs: Mapping[str, RunRow]
    healths: Mapping[str, PortalHealthRow]
    due: Mapping[str, str | None]


def portal_states(catalogue: Catalogue, known_by_file: Collection[str]) -> list[dict[str, Any]]:
    """Every portal that is known by its file or by what the catalogue has of it, by name."""
    with catalogue.session() as session:
        known = _Known(
            counts=count_by_portal(session),
            runs=latest_crawls(session),
            healths=portal_healths(session),
            due={row.portal: row.due_at for row in list_schedules(session)},
        )
    names = {*known_by_file, *known.runs, *known.healths, *filter(None, known.counts)}
    return [_portal(name, known) for name in sorted(names)]


def say_states(portals: Sequence[dict[str, Any]]) -> None:
    """Some portals in words: those in trouble first, those never crawled last."""
    for portal in sorted(portals, key=_rank):
        _say_state(portal)


def say_crawled(portals: Sequence[dict[str, Any]]) -> None:
    """As `say_states`, with all that were never crawled told in a line."""
    crawled = [portal for portal in portals if _rank(portal) != _NEVER]
    say_states(crawled)
    if never := len(portals) - len(crawled):
        click.echo(f"{never} portals were never crawled: congtin status --all lists them")
    if not all(portal["healthy"] for portal in crawled):
        click.echo("congtin status PORTAL names the pages to look at of one in trouble")


def _rank(portal: dict[str, Any]) -> int:
    if not portal["healthy"]:
        return _TROUBLE
    has_items = portal["articles"] or portal["legislation"]
    return _NEVER if portal["state"] == "never" and not has_items else _WELL


def _say_state(portal: dict[str, Any]) -> None:
    reasons = f" ({'; '.join(portal['reasons'])})" if portal["reasons"] else ""
    say(f"{portal['name']}: {portal['state']}{reasons}")
    newest, run = portal["newest"] or "none", portal["last_run"]
    last = f"; last run {run['started_at']}: {_in_words(run['counts'])}" if run else ""
    entries = f", {portal['legislation']} register entries" if portal["legislation"] else ""
    say(f"  {portal['articles']} articles, newest {newest}{entries}{last}")
    for line in (portal["proposal"] or "").splitlines():
        say(f"  | {line}")
    say_pages(portal.get("to_look_at", []))


def _portal(name: str, known: _Known) -> dict[str, Any]:
    counts = known.counts.get(name, PortalCounts())
    run, health = known.runs.get(name), known.healths.get(name)
    proposal = health.proposal if health else None
    return {
        "name": name,
        "state": _state(run, health),
        "healthy": health is None or health.state in HEALTHY,
        "reasons": [reason.words("en") for reason in reasons_of(health.reasons)] if health else [],
        "proposal": proposal_words(proposal, "en") if proposal else None,
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
