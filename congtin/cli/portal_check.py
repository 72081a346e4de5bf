"""`congtin portals check`."""

from itertools import pairwise

import click

from archive.catalogue import CatalogueError
from archive.catalogue.portals import mark_verified
from archive.items import Article, Legislation
from archive.urls import site_of
from congtin.cli.output import note, say, write_json
from congtin.cli.page import in_words, item_of, write_listing
from congtin.cli.portal_choice import usable_portals
from congtin.scrapy_settings import scrapy_settings
from congtin.settings import Settings, load_settings
from congtin.stores import open_catalogue
from crawler.extraction import LISTINGS, extract
from crawler.fetching import fetch_page
from crawler.pages import Page
from crawler.platforms import detect
from crawler.portals import Portal
from crawler.portals.rows import enter_portal

#: What is shown otherwise, or not at all.
_NOT_SHOWN = ("type", "provenance", "references")


@click.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="The item as JSON.")
@click.pass_obj
def check(overrides: dict[str, str], url: str, as_json: bool) -> None:
    """Try one page: fetch it and show what would be extracted.

    Every field is shown with the rule that produced it. Nothing is archived; but where the page is
    an item of a portal known, and reads well, it is recorded that the portal's file is verified
    (`congtin portals` shows it).
    """
    settings = load_settings(**overrides)
    registry = usable_portals(settings)
    page = fetch(settings, url, registry.of_url(url))
    portal = registry.of_url(page.url)
    extraction = extract(page, portal)
    item = item_of(extraction)
    if portal is not None and item is not None and _reads_well(item):
        _record_verified(settings, portal)
    if as_json and item is not None:
        write_json(item.to_json())
        return
    note(f"portal: {portal.name if portal else 'none known with this host'}")
    for platform, reason in detect(page):
        note(f"platform: {platform.name}: {reason}")
    note(f"this is {in_words(extraction)}")
    if item is not None:
        _show(item)
    elif extraction.kind in LISTINGS:
        write_listing(extraction)
    else:
        raise SystemExit(1)


def fetch(settings: Settings, url: str, portal: Portal | None = None) -> Page:
    """The page at an address that a person gave, as the file of its portal asks if it is known.

    Where the address leads is told.

    Raises:
        click.BadParameter: it is no address.
        crawler.fetching.PageUnreachableError: it cannot be fetched.
    """
    if not site_of(url):
        raise click.BadParameter(f"{url!r} is no address of a page (http://… or https://…)")
    fetched = fetch_page(url, {**scrapy_settings(settings), "LOG_ENABLED": False}, portal)
    addresses = (*fetched.redirects, fetched.page.url)
    for address, following in pairwise(addresses):
        note(f"{address} redirects to {following}")
    return fetched.page


def _reads_well(item: Article | Legislation) -> bool:
    """Whether what matters was found: of an article its day and text, of an entry its number."""
    if isinstance(item, Article):
        return bool(item.date_published and item.body)
    return bool(item.identifier and item.issued_on)


def _record_verified(settings: Settings, portal: Portal) -> None:
    try:
        catalogue = open_catalogue(settings)
    except CatalogueError as error:
        note(f"{portal.name}: that it is verified cannot be recorded: {error}")
        return
    with catalogue.begin() as session:
        enter_portal(session, portal)
        at = mark_verified(session, portal.name)
    note(f"{portal.name}: verified on {at[:10]}")


def _show(item: Article | Legislation) -> None:
    for name, value in item.to_json().items():
        if name in _NOT_SHOWN or value in (None, [], ""):
            continue
        rule = item.provenance.get(name)
        click.echo(click.style(name, bold=True) + (f"  ({rule})" if rule else ""))
        for line in value if isinstance(value, list) else [value]:
            say(f"  {line}")
    if isinstance(item, Article):
        click.echo(click.style("references", bold=True))
        for mention in item.references:
            found = mention.reference
            say(f"  {found.identifier or found.text}: {found.type}, {found.issued_on}")
