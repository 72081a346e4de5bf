"""`congtin crawl`."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from archive.hours import closes_at, opens_at
from congtin.cli.attachments import in_words as what_was_read
from congtin.cli.attachments import read_with_progress
from congtin.cli.output import note, progress, write_json
from congtin.cli.portal_choice import chosen_portals
from congtin.logs import log_crawls_to
from congtin.scrapy_settings import scrapy_settings
from congtin.settings import Settings, load_settings
from congtin.stores import open_catalogue
from crawler.options import CrawlOptions, parse_options
from crawler.portals import Portal
from crawler.running import crawl as run_crawl
from crawler.runs import RunSummary
from operations.health import check_portals


class UnkeptError(Exception):
    """What portals answered could not be kept: names them."""


@click.command()
@click.argument("names", nargs=-1, metavar="PORTAL…")
@click.option("--all", "everything", is_flag=True, help="Crawl every portal known.")
@click.option(
    "--full", is_flag=True, help="Walk all listings to their end, and fetch every known item again."
)
@click.option(
    "--since", metavar="DAY", help="Leave alone what listings date before this day (2024-12-31)."
)
@click.option("--limit", type=click.IntRange(1), help="At most so many new items a portal.")
@click.option("--any-time", is_flag=True, help="Also outside of the hours of a portal's file.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a portal.")
@click.pass_obj
def crawl(
    overrides: dict[str, str],
    names: tuple[str, ...],
    everything: bool,
    full: bool,
    since: str | None,
    limit: int | None,
    any_time: bool,
    as_json: bool,
) -> None:
    """Crawl portals: everything the first time, then only what is new or due.

    Walks the listings and document registers that a portal's file names, then its feeds and
    sitemaps, and fetches the articles and register entries that are not known, with the files they
    offer. A listing is left after 30 known items in a row. Known items are looked at again 1, 2, 4,
    … days after they were first seen, up to half a year; what is not there twice, a day apart, is
    marked as gone. Servers are asked only for what changed, if they can tell. Pages that failed in
    two crawls are asked for again after 1, 2, 4, … days; --full asks at once.

    A portal is crawled in the hours that its file names, if it names any. A run that was
    interrupted goes on with the next one, which reads from the archive what the first had fetched.
    Ctrl-C stops after the requests that are on their way. Exit code 1 if a crawl failed, was
    refused or interrupted, or yielded nothing where something was due.

    \b
    congtin crawl kontum-stp              what is new or due
    congtin crawl kontum-stp --limit 20   a first try
    congtin crawl --all --full            everything, once more
    """
    if not names and not everything:
        raise click.UsageError("name the portals to crawl (congtin portals lists them), or --all")
    settings = load_settings(**overrides)
    try:
        options = parse_options(
            {
                "full": "1" if full else None,
                "since": since,
                "limit": str(limit) if limit is not None else None,
                "any_time": "1" if any_time else None,
            }
        )
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    chosen, complete = chosen_portals(settings, names)
    if not settings.contact:
        note("CONGTIN_CONTACT is not set: those who run the portals cannot tell whom to ask")
    open_now = [portal for portal in chosen if any_time or _may_be_asked(portal)]
    summaries = crawl_portals(settings, open_now, options) if open_now else []
    for summary in summaries:
        if as_json:
            write_json(_as_json(summary))
        else:
            click.echo(in_words(summary))
    if unkept := [summary.portal for summary in summaries if summary.unkept]:
        raise UnkeptError(f"what was fetched could not be kept: {', '.join(unkept)}")
    crawled = complete and len(open_now) == len(chosen)
    if not crawled or not all(summary.succeeded for summary in summaries):
        raise SystemExit(1)


def _may_be_asked(portal: Portal) -> bool:
    """Whether this is among the hours of a portal; if not, says when they begin."""
    moment = datetime.now(UTC)
    if portal.hours is None or closes_at(portal.hours, moment) is not None:
        return True
    note(
        f"{portal.name}: not crawled: its hours are {portal.hours} in Viet Nam, next from "
        f"{opens_at(portal.hours, moment):%Y-%m-%d %H:%M}; --any-time crawls it now"
    )
    return False


def crawl_portals(
    settings: Settings, portals: Sequence[Portal], options: CrawlOptions
) -> list[RunSummary]:
    """Crawl, then read the attachments that came, with progress on standard error.

    Scrapy's log goes to the home's `crawl.log`. After an interrupted crawl nothing is read: the
    next one reads what this one left.
    """
    open_catalogue(settings).close()
    log_file = settings.home / "crawl.log"
    log_file.parent.mkdir(parents=True, exist_ok=True)
    # A log that cannot be written (the disk is full) must not drown how the crawl ended.
    logging.raiseExceptions = False
    scrapy = {**scrapy_settings(settings), **log_crawls_to(log_file, settings)}
    counts: dict[str, Mapping[str, int]] = {}
    with progress("Crawling") as report:

        def on_progress(portal: str, now: Mapping[str, int]) -> None:
            counts[portal] = dict(now)
            pages, new = (sum(c[name] for c in counts.values()) for name in ("pages", "new"))
            report(pages, None, f"pages, {new} new articles ({portal})")

        summaries = run_crawl(portals, scrapy, options, on_progress)
    if not any(summary.outcome == "interrupted" for summary in summaries):
        read_attachments(settings, portals)
    catalogue = open_catalogue(settings)
    check_portals(catalogue, portals)
    catalogue.close()
    return summaries


def read_attachments(settings: Settings, portals: Sequence[Portal]) -> None:
    """Read the files that crawls of these portals archived, and say so on standard error."""
    catalogue = open_catalogue(settings)
    result = read_with_progress(settings, catalogue, [portal.name for portal in portals])
    catalogue.close()
    if result.counts["files"]:
        note(what_was_read(result))


def in_words(summary: RunSummary) -> str:
    """One line on how a crawl ended."""
    counts = ", ".join(
        f"{number} {name}" for name, number in summary.counts.items() if number or name == "new"
    )
    reason = f" ({summary.reason})" if summary.reason else ""
    return f"{summary.portal}: {summary.outcome}{reason}: {counts}"


def _as_json(summary: RunSummary) -> dict[str, Any]:
    return {
        "portal": summary.portal,
        "run": summary.run_id,
        "outcome": summary.outcome,
        "reason": summary.reason,
        **summary.counts,
    }
