"""`congtin portals`; its sub-commands each live in a module of their own."""

import click

from archive.catalogue import CatalogueError
from archive.catalogue.counting import PortalCounts, count_by_portal
from archive.catalogue.portals import list_portals
from congtin.cli.output import note, write_json
from congtin.cli.portal_case import case
from congtin.cli.portal_check import check
from congtin.cli.portal_choice import note_refused
from congtin.cli.portal_files import file, forget, keep
from congtin.cli.portal_jobs import preview, save
from congtin.cli.portal_new import new
from congtin.portals import portals_at_hand
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from crawler.portals.registry import KEPT, SHIPPED, PortalRegistry


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a portal.")
@click.pass_context
def portals(ctx: click.Context, as_json: bool) -> None:
    """List the portals known, try one page, or write a new portal file.

    Portals are short TOML files: those that come with Cổng Tin, your own in the folder `portals` of
    the home (CONGTIN_PORTALS_FOLDER), and those that the catalogue keeps for all machines: what was
    saved on the administration pages, or taken in by `keep`. A file of yours replaces a shipped one
    of the same name, and one that the catalogue keeps replaces both, until `forget`. A file is
    verified once a page of the real portal was read well by it: its author says so in it (`verified
    = true`), or `congtin portals check` has recorded it.
    """
    if ctx.invoked_subcommand is not None:
        return
    settings = load_settings(**ctx.obj)
    registry, away = portals_at_hand(settings)
    counts, verified = _known(settings) if away is None else ({}, {})
    for portal in registry:
        known = counts.get(portal.name, PortalCounts())
        verified_at = verified.get(portal.name)
        if as_json:
            definition = portal.model_dump(mode="json")
            definition["verified"] = portal.verified or verified_at is not None
            counted = {
                "articles": known.articles if away is None else None,
                "newest": known.newest,
                "legislation": known.entries if away is None else None,
            }
            told = {"verified_at": verified_at, "file": str(registry.places[portal.name])}
            write_json({**definition, **told, **counted})
        else:
            click.echo(f"{click.style(portal.name, bold=True)}: {portal.title}")
            state = _verified(portal.verified, verified_at)
            click.echo(f"  {portal.platform}, {state}; {portal.start[0].url}")
            entries = f", {known.entries} register entries" if known.entries else ""
            if away is None:
                click.echo(f"  {known.articles} articles, newest {known.newest or 'none'}{entries}")
            if registry.places[portal.name].parent != SHIPPED:
                click.echo(f"  {_file(registry, portal.name)}")
    if away is not None:
        note(f"not shown: what was crawled, and portal files that the catalogue keeps: {away}")
    if note_refused(registry) or away is not None:
        raise SystemExit(1)


for command in (check, new, case, keep, file, forget, preview, save):
    portals.add_command(command)


def _file(registry: PortalRegistry, name: str) -> str:
    if registry.places[name].parent != KEPT:
        return f"file: {registry.places[name]}"
    unused = f"; not used: {registry.unused[name]}" if name in registry.unused else ""
    return f"file: kept in the catalogue{unused}"


def _verified(by_file: bool, at: str | None) -> str:
    if at is not None:
        return f"verified on {at[:10]}"
    return "verified" if by_file else "not verified"


def _known(settings: Settings) -> tuple[dict[str | None, PortalCounts], dict[str, str]]:
    """What the catalogue has of each portal, and when portals were verified."""
    try:
        with existing_catalogue(settings).session() as session:
            rows = list_portals(session)
            verified = {row.name: row.verified_at for row in rows if row.verified_at}
            return count_by_portal(session), verified
    except CatalogueError:
        return {}, {}
