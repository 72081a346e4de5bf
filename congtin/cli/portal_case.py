"""`congtin portals case`."""

import json
from pathlib import Path
from typing import Any

import click

from archive.catalogue.tables import SnapshotRow
from congtin.cli.output import fail, note
from congtin.cli.page import in_words
from congtin.cli.portal_check import fetch
from congtin.cli.portal_choice import usable_portals
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from crawler.extraction import extract
from crawler.page_cases import held
from crawler.pages import Page
from crawler.replaying import page_of_snapshot


@click.command()
@click.argument("source")
@click.option(
    "--to",
    "stem",
    type=click.Path(path_type=Path),
    required=True,
    help="Where to write: …/pages/PLATFORM/NAME, without suffix.",
)
@click.pass_obj
def case(overrides: dict[str, str], source: str, stem: Path) -> None:
    """Make a test case of a page: the page saved, and beside it what is extracted of it.

    SOURCE is the address of a page, which is fetched, or the number of a snapshot in the archive
    (an article's page in the UI shows them). NAME.html and NAME.json are written; put right in the
    JSON what was read wrong: every field in it becomes a test of its own
    (tests/crawler/test_page_cases.py), which fails until the portal's file, or else the platform's
    rules, read it so. Of a portal that is known the JSON names it, and the file is the one that
    `congtin portals` says it has.
    """
    settings = load_settings(**overrides)
    registry = usable_portals(settings)
    if source.isdecimal():
        page, name = _archived(settings, int(source))
        portal = registry.find(name) if registry.is_taken(name) else registry.of_url(page.url)
    else:
        page = fetch(settings, source, registry.of_url(source))
        portal = registry.of_url(page.url)
    extraction = extract(page, portal)
    expected: dict[str, Any] = {"url": page.url}
    if portal is not None:
        expected["portal"] = portal.name
    if page.fetched_at:
        expected["fetched_at"] = page.fetched_at
    if page.content_type:
        expected["content_type"] = page.content_type
    expected |= held(extraction)
    saved = stem.with_name(f"{stem.name}.{'html' if page.is_html else 'txt'}")
    beside = stem.with_name(f"{stem.name}.json")
    for path in (saved, beside):
        if path.exists():
            fail(f"{path} is there already; name another with --to")
    stem.parent.mkdir(parents=True, exist_ok=True)
    saved.write_bytes(page.body)
    beside.write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", "utf-8")
    click.echo(saved)
    click.echo(beside)
    of = f" of {portal.name}" if portal is not None else ""
    note(f"this is {in_words(extraction)}{of}; read by {extraction.platform or 'no platform'}")


def _archived(settings: Settings, snapshot_id: int) -> tuple[Page, str]:
    """The page of a snapshot, and the name of the portal that it was captured of."""
    catalogue = existing_catalogue(settings)
    with catalogue.session() as session:
        snapshot = session.get(SnapshotRow, snapshot_id)
    if snapshot is None:
        fail(f"no snapshot has the number {snapshot_id}")
    return page_of_snapshot(catalogue, settings.archive_url, snapshot), snapshot.portal
