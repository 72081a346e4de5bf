"""`congtin portals`, `congtin portals check` and `congtin portals new`."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.catalogue import CatalogueError
from archive.catalogue.counting import PortalCounts, count_by_portal
from archive.urls import site_of
from congtin.cli.output import fail, note, say, write_json
from congtin.cli.page import card_as_json, in_words, with_references
from congtin.portals import open_registry
from congtin.scrapy_settings import scrapy_settings
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from crawler.extraction import Extraction, extract
from crawler.fetching import fetch_page
from crawler.pages import Page
from crawler.platforms import detect
from vietnamese.folding import fold


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a portal.")
@click.pass_context
def portals(ctx: click.Context, as_json: bool) -> None:
    """List the portals known, try one page, or write a new portal file.

    Portals are short TOML files: those that come with Cổng Tin, and your own in the folder
    `portals` of the home (CONGTIN_PORTALS_FOLDER). A file of yours replaces a shipped one of the
    same name.
    """
    if ctx.invoked_subcommand is not None:
        return
    settings = load_settings(**ctx.obj)
    registry = open_registry(settings)
    counts = _counts(settings)
    for portal in registry:
        known = counts.get(portal.name, PortalCounts(0, None))
        if as_json:
            definition = portal.model_dump(mode="json")
            write_json({**definition, "articles": known.articles, "newest": known.newest})
        else:
            verified = "" if portal.verified else ", not verified"
            click.echo(f"{click.style(portal.name, bold=True)}: {portal.title}")
            click.echo(f"  {portal.platform}{verified}; {portal.start[0].url}")
            click.echo(f"  {known.articles} articles, newest {known.newest or 'none'}")
    for refused in registry.refused:
        note(f"refused: {refused}")
    if registry.refused:
        raise SystemExit(1)


def _counts(settings: Settings) -> dict[str | None, PortalCounts]:
    try:
        with existing_catalogue(settings).session() as session:
            return count_by_portal(session)
    except CatalogueError:
        return {}


@portals.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="The item as JSON.")
@click.pass_obj
def check(overrides: dict[str, str], url: str, as_json: bool) -> None:
    """Try one page: fetch it and show what would be extracted.

    Every field is shown with the rule that produced it. Nothing is archived.
    """
    settings = load_settings(**overrides)
    page = _fetch(settings, url)
    portal = open_registry(settings).of_url(page.url)
    extraction = extract(page, portal)
    if as_json and extraction.article is not None:
        write_json(with_references(extraction.article).to_json())
        return
    note(f"portal: {portal.name if portal else 'none known with this host'}")
    for platform, reason in detect(page):
        note(f"platform: {platform.name}: {reason}")
    note(f"this is {in_words(extraction)}")
    _show(extraction)
    if extraction.kind not in ("article", "listing"):
        raise SystemExit(1)


def _fetch(settings: Settings, url: str) -> Page:
    if not site_of(url):
        raise click.BadParameter(f"{url!r} is no address of a page (http://… or https://…)")
    return fetch_page(url, {**scrapy_settings(settings), "LOG_ENABLED": False})


def _show(extraction: Extraction) -> None:
    if extraction.article is not None:
        article = with_references(extraction.article)
        fields = article.to_json()
        for name, value in fields.items():
            if name in ("type", "provenance", "references") or value in (None, [], ""):
                continue
            rule = article.provenance.get(name)
            click.echo(click.style(name, bold=True) + (f"  ({rule})" if rule else ""))
            for line in value if isinstance(value, list) else [value]:
                say(f"  {line}")
        click.echo(click.style("references", bold=True))
        for mention in article.references:
            found = mention.reference
            say(f"  {found.identifier or found.text}: {found.type}, {found.issued_on}")
    for card in extraction.cards:
        write_json(card_as_json(card))
    if extraction.kind == "listing":
        write_json({"next": extraction.next.url if extraction.next else None})


@portals.command()
@click.argument("url")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File to write (default: your portals folder).",
)
@click.pass_obj
def new(overrides: dict[str, str], url: str, output: Path | None) -> None:
    """Write a first portal file for the site at URL, guessing the platform.

    What cannot be guessed is `unknown`: open the file and fill it in, then try it with
    `congtin portals check` and `congtin crawl NAME --limit 5`.
    """
    settings = load_settings(**overrides)
    page = _fetch(settings, url)
    host = urlsplit(page.url).hostname or "portal"
    name = "-".join(part for part in fold(host).split(".") if part not in ("www", "gov", "vn"))
    path = output or settings.portals_folder / f"{name}.toml"
    if path.exists():
        fail(f"{path} is there already; name another with --output")
    platform, reason = next(((p.name, why) for p, why in detect(page)), ("generic", "no marks"))
    title = (page.selector.css("title::text").get() or host).strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_portal_file(name, title, platform, reason, page.url, extract(page)), "utf-8")
    click.echo(path)
    note(f"platform {platform}: {reason}")


def _portal_file(
    name: str, title: str, platform: str, reason: str, url: str, extraction: Extraction
) -> str:
    """The text of a portal file; sections that the page links to are offered as start addresses."""
    starts = [(url, "unknown")]
    if extraction.sections:
        starts = list(extraction.sections)
    lines = [
        f"name = {_toml(name)}",
        f"title = {_toml(title)}",
        'publisher = "unknown"',
        'province = "unknown"  # a slug, such as "kon-tum"',
        'department = "unknown"',
        f"platform = {_toml(platform)}  # {' '.join(reason.split())}",
        "verified = false",
        "",
    ]
    for address, section in starts:
        lines += ["[[start]]", f"url = {_toml(address)}", f"section = {_toml(section)}", ""]
    return "\n".join(lines)


def _toml(text: str) -> str:
    """A TOML basic string (TOML 1.0: the same escapes as JSON)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
