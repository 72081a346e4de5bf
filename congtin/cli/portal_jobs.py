"""What workers do to portals for who asks on a page: `congtin portals preview` and `save`."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.jobs import keep_result
from archive.catalogue.portal_files import keep_portal_file
from archive.catalogue.tables import JobRow
from archive.urls import site_of
from congtin.cli.output import fail, say, write_json
from congtin.portals import open_registry, trusted_hosts
from congtin.scrapy_settings import scrapy_settings
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from crawler.fetching import PageUnreachableError, fetch_page
from crawler.middlewares.public_only import PUBLIC_ONLY
from crawler.portals.rows import enter_portal
from crawler.portals.saving import NotSavedError, check_portal_file
from crawler.previewing import preview as preview_page
from operations.scheduling import follow_files


@click.command()
@click.argument("url")
@click.option("--job", type=int, help="Keep what was found with this job.")
@click.pass_obj
def preview(overrides: dict[str, str], url: str, job: int | None) -> None:
    """Show as JSON what would become of the site at URL.

    The page is fetched as a crawl would, but only from public addresses, and from the hosts of
    CONGTIN_PORTAL_HOSTS: URL may have been typed by somebody who does not know this network. What
    it holds is shown, and the portal file that it could begin with. Workers run this for the
    administration pages.
    """
    settings = load_settings(**overrides)
    try:
        shown = _preview(settings, url)
    except (PageUnreachableError, ValueError) as error:
        if job is not None:
            _keep(existing_catalogue(settings), job, {"problem": str(error)})
        fail(str(error))
    if job is None:
        write_json(shown)
    else:
        _keep(existing_catalogue(settings), job, shown)
        say(f"{shown['url']}: {shown['kind']}")


@click.command()
@click.argument("job", type=int)
@click.pass_obj
def save(overrides: dict[str, str], job: int) -> None:
    """Check the portal file of a job, and keep it in the catalogue.

    Somebody has written it on the administration pages; workers run this. What is wrong in it is
    kept with the job, for whoever wrote it, by line and field; the other portals go on.
    """
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    with catalogue.session() as session:
        row = session.get(JobRow, job)
    if row is None or row.kind != "portal":
        raise click.BadParameter(f"job {job} is none of a portal file")
    try:
        if not row.arguments["known"] and open_registry(settings).is_taken(row.subject):
            raise NotSavedError([f"name: there is a portal named {row.subject!r} already"])
        text: str = row.arguments["file"]
        portal = check_portal_file(text, row.subject, trusted_hosts(settings))
    except NotSavedError as error:
        _keep(catalogue, job, {"problems": error.problems})
        fail(str(error))
    now = datetime.now(UTC)
    with catalogue.begin() as session:
        keep_portal_file(session, portal.name, text, row.reason, now)
        enter_portal(session, portal)
    known = list(open_registry(settings))
    with catalogue.begin() as session:
        follow_files(session, known, now, settings.spread)
    fields = tomllib.loads(text)
    unknown = [name for name in sorted(fields) if fields[name] == "unknown"]
    _keep(catalogue, job, {"problems": [], "unknown": unknown})
    say(f"{portal.name}: saved")


def _preview(settings: Settings, url: str) -> dict[str, Any]:
    if not site_of(url):
        raise ValueError(f"{url!r} is no address of a page (http://… or https://…)")
    scrapy = scrapy_settings(settings)
    careful = {
        **scrapy,
        "LOG_ENABLED": False,
        "CONGTIN_PORTAL_HOSTS": trusted_hosts(settings),
        "DOWNLOADER_MIDDLEWARES": {**scrapy["DOWNLOADER_MIDDLEWARES"], **PUBLIC_ONLY},
    }
    registry = open_registry(settings)
    fetched = fetch_page(url, careful, registry.of_url(url))
    found = preview_page(fetched.page, registry.of_url(fetched.page.url))
    return {**found, "redirects": list(fetched.redirects)}


def _keep(catalogue: Catalogue, job: int, result: Mapping[str, Any]) -> None:
    with catalogue.begin() as session:
        keep_result(session, job, result)
