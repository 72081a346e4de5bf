"""`congtin backfill`."""

from typing import Any

import click

from congtin.cli.days import DAY
from congtin.cli.output import SHOWN, note, note_some, progress, write_json
from congtin.portals import open_registry
from congtin.settings import Settings, load_settings
from congtin.stores import open_catalogue
from crawler.backfilling import (
    Backfill,
    BackfillOptions,
    BackfillSummary,
    Politeness,
    WebArchive,
    find_files,
)
from crawler.re_extraction import Places


@click.command()
@click.argument("name", metavar="PORTAL")
@click.option(
    "--from",
    "sources",
    multiple=True,
    required=True,
    metavar="FILE_OR_URL",
    help="WARC or WACZ file, folder, pattern, or web archive; several times for several.",
)
@click.option("--since", type=DAY, metavar="DAY", help="Only captures from this day on (UTC).")
@click.option("--until", type=DAY, metavar="DAY", help="Only captures up to this day (UTC).")
@click.option(
    "--pages",
    "pages_only",
    is_flag=True,
    help="No images, styles and scripts from web archives.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 600),
    metavar="SECONDS",
    help="Between two requests to a web archive (CONGTIN_DOWNLOAD_DELAY).",
)
@click.option("--dry-run", is_flag=True, help="Only count what there is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def backfill(
    overrides: dict[str, str],
    name: str,
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    pages_only: bool,
    delay: float | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in captures of a portal that others made, and the articles that they show.

    From WARC and WACZ files of any crawler, and from web archives: an address of a CDX server
    (https://web.archive.org/cdx/search/cdx) or of a pywb collection (http://…/collection). They
    become snapshots like our own, with the moment of capture and where they came from; articles
    get versions in the order of capture. What was not there in two captures, a day apart, and in
    none since, is marked as gone. Captures of other sites are counted and left alone. What is here
    already is not fetched again: a back-fill that was stopped goes on with the next one.

    Exit code 1 if captures are broken or cannot be had (the others are taken), or there are none.
    Then run `congtin index`.
    """
    settings = load_settings(**overrides)
    registry = open_registry(settings)
    portal = registry.find(name)
    urls = [source for source in sources if source.startswith(("http://", "https://"))]
    work = Backfill(
        portal,
        list(registry),
        find_files([source for source in sources if source not in urls]),
        [WebArchive.at(url) for url in urls],
        BackfillOptions(_politeness(settings, delay), since, until, pages_only),
    )
    if urls and not settings.contact:
        note("CONGTIN_CONTACT is not set: those who run the archive cannot tell whom to ask")
    catalogue = open_catalogue(settings)
    places = Places(settings.database_url, settings.archive_url)
    with progress("Back-filling") as report:

        def tell(what: str, done: int, total: int | None) -> None:
            report(done, total, what)

        if dry_run:
            summary = work.count(catalogue, tell)
        else:
            summary = work.run(catalogue, places, settings.warc_max_bytes, tell)
    _tell(summary)
    if as_json:
        write_json(_as_json(portal.name, summary))
    else:
        click.echo(f"{portal.name}: {_in_words(summary)}")
    if summary.outcome != "finished":
        raise SystemExit(1)


def _politeness(settings: Settings, delay: float | None) -> Politeness:
    return Politeness(settings.user_agent, settings.download_delay if delay is None else delay)


def _tell(summary: BackfillSummary) -> None:
    for other, number in sorted(summary.elsewhere.items()):
        note(f"{number} captures of another portal, {other}: left alone")
    for site, number in summary.unknown.most_common(SHOWN):
        note(f"{number} captures of {site or 'no site'}, which is of no portal known: left alone")
    note_some(summary.problems)


def _in_words(summary: BackfillSummary) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in summary.counts.items() if number)
    reason = f" ({summary.reason})" if summary.reason else ""
    return f"{summary.outcome}{reason}: {counts or 'no captures'}"


def _as_json(portal: str, summary: BackfillSummary) -> dict[str, Any]:
    return {
        "portal": portal,
        "run": summary.run_id,
        "outcome": summary.outcome,
        "reason": summary.reason,
        "counts": {name: number for name, number in summary.counts.items() if number},
        "other_portals": summary.elsewhere,
        "unknown_sites": summary.unknown,
        "problems": summary.problems,
    }
