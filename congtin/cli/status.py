"""`congtin status`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.audit import Deed
from archive.catalogue.counting import count_all, count_legislation
from archive.catalogue.health import accept
from congtin.cli.doings import note_deed
from congtin.cli.output import note, note_some, write_json
from congtin.cli.pages_to_mend import pages_to_look_at
from congtin.cli.portal_states import portal_states, say_crawled, say_states
from congtin.outgoing import outgoing_of, recipients_of
from congtin.portals import find_portals, open_registry
from congtin.settings import Settings, load_settings, without_password
from congtin.stores import existing_catalogue, nothing_here, open_search
from crawler.portals.registry import PortalRegistry
from indexer.search import SearchUnavailableError
from operations.health import check_interrupted, check_portals, note_refused_files, tell_turns
from operations.scheduling import follow_files


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--all", "every", is_flag=True, help="Those that were never crawled one by one, too.")
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
    names: tuple[str, ...],
    every: bool,
    as_json: bool,
    check: bool,
    tell: bool,
    turns: bool,
    accepted: tuple[str, ...],
) -> None:
    """Show the portals, how healthy they are, and how much is kept and indexed.

    Those in trouble come first; how many were never crawled is said in a line, unless you say
    --all. Of portals that are named it shows only these, each with the archived pages to look at:
    those that its last crawls could not read, or that lack what its articles usually have, by the
    numbers that `congtin extract --snapshot` and `congtin portals case` take (with --json as
    `to_look_at`).

    The state of a portal is `never` (not crawled yet), `running`, `ok`, `interrupted`, or what is
    wrong with it, with the reasons: `refused` (its file cannot be used, so it is not crawled),
    `overdue` (its timetable had its turn, and no crawl began: is a worker running?), `moved`,
    `blocked`, `failed`, `empty` (it yields nothing), `fewer` (much less than usual), `unreadable`
    (of many pages no item could be read), `incomplete` (items without dates, authors or bodies, as
    they usually have), `stale` (no news for longer than usual). What is usual is told by the crawls
    before that were well; before there are enough, by the expectations of the portal's file.

    \b
    congtin status kontum-stp           what is wrong with it, and on which pages
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
    registry = open_registry(settings)
    for name in accepted:
        registry.find(name)
    portals = {portal.name: portal for portal in registry}
    now = datetime.now(UTC)
    with catalogue.begin() as session:
        # also where no worker ever ran, which is then to be seen
        follow_files(session, portals.values(), now, settings.spread)
        for name in accepted:
            accept(session, name)
            note_deed(session, Deed("habit_accepted", name), now)
    note_refused_files(catalogue, registry.refusals, portals, now)
    judged = [portals[name] for name in names if name in portals] if names else portals.values()
    check_portals(catalogue, judged)
    shown = portal_states(catalogue, set(portals))
    if names:
        shown = _named(shown, names, registry)
        with catalogue.session() as session:
            for portal in shown:
                portal["to_look_at"] = pages_to_look_at(session, portal["name"])
    if as_json:
        write_json({"portals": shown, **_totals(settings, catalogue)})
    elif names:
        say_states(shown)
    else:
        say_states(shown) if every else say_crawled(shown)
        _say_totals(settings, _totals(settings, catalogue))
    if tell:
        _tell(settings, catalogue)
    if check and not all(portal["healthy"] for portal in shown):
        raise SystemExit(1)


def _named(
    known: Sequence[dict[str, Any]], names: Sequence[str], registry: PortalRegistry
) -> list[dict[str, Any]]:
    """The portals of these names.

    Raises:
        crawler.portals.PortalError: one is not known, or its file cannot be used.
    """
    by_name = {portal["name"]: portal for portal in known}
    for name in names:
        if name not in by_name:
            registry.find(name)
    return [by_name[name] for name in dict.fromkeys(names)]


def _tell(settings: Settings, catalogue: Catalogue) -> None:
    problems = tell_turns(catalogue, recipients_of(settings), outgoing_of(settings)).problems
    note_some(problems)
    if problems:
        raise SystemExit(1)


def _totals(settings: Settings, catalogue: Catalogue) -> dict[str, Any]:
    """How much is kept and indexed."""
    with catalogue.session() as session:
        totals = count_all(session)
        legislation = count_legislation(session)
    index: dict[str, Any] = {"url": without_password(settings.search_url)}
    try:
        index["items"] = open_search(settings, catalogue).size()
    except SearchUnavailableError as error:
        index["problem"] = str(error)
    return {
        "articles": totals.articles,
        "legislation": legislation,
        "documents": totals.documents,
        "snapshots": totals.snapshots,
        "index": index,
    }


def _say_totals(settings: Settings, totals: Mapping[str, Any]) -> None:
    index = totals["index"]
    click.echo(
        f"{totals['articles']} articles, {totals['legislation']} register entries, "
        f"{totals['documents']} documents, {totals['snapshots']} snapshots"
    )
    click.echo(f"index {index['url']}: {index.get('problem') or index['items']}")
    if not (totals["articles"] or totals["legislation"]):
        note(nothing_here(settings))
