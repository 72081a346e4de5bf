"""`congtin page`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from archive.items import VERSIONED_LEGISLATION_FIELDS, Article, Legislation
from archive.mentions import find_mentions
from congtin.cli.output import fail, write_json
from congtin.cli.portal_choice import usable_portals
from congtin.settings import load_settings
from crawler.extraction import LISTINGS, Card, Extraction, extract_file
from crawler.registers.pages import RegisterRow


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="The address the page was saved from.")
@click.option("--portal", help="The portal it belongs to (default: the one with that host).")
@click.option("--listing", is_flag=True, help="Print the cards of a listing instead.")
@click.pass_obj
def page(
    overrides: dict[str, str], file: Path, url: str, portal: str | None, listing: bool
) -> None:
    """Extract one saved page: the item as a JSON object.

    FILE is HTML, or the plain text of a page as a browser shows it. The item is an article
    ("type": "NewsArticle") or the entry of a document register ("type": "Legislation"). A page that
    is neither (a login page, an error page with status 200, a listing, an empty page) ends with
    exit code 1 and the reason. With --listing: a JSON object for each card of a listing, or each
    entry that a page of a register lists, then {"next": address or null}.
    """
    settings = load_settings(**overrides)
    registry = usable_portals(settings)
    chosen = registry.find(portal) if portal else None
    extraction = extract_file(file, url, chosen, registry)
    if listing:
        if extraction.kind not in LISTINGS:
            fail(f"{file}: not a listing: {in_words(extraction)}")
        write_listing(extraction)
        return
    item = item_of(extraction)
    if item is None:
        hint = " (--listing prints what it lists)" if extraction.kind in LISTINGS else ""
        fail(f"{file}: no article: {in_words(extraction)}{hint}")
    write_json(item.to_json())


def in_words(extraction: Extraction) -> str:
    """What a page turned out to be."""
    names = {
        "article": "an article",
        "legislation": "the entry of a document register",
        "listing": f"a listing with {len(extraction.cards)} cards",
        "register": f"a document register with {len(extraction.rows)} entries",
        "login": "a login page",
        "error": "an error page",
        "empty": "an empty page",
        "blocked": "a page that blocks us",
        "other": "neither article nor listing",
        "failed": "an item that could not be read",
    }
    return names[extraction.kind] + (f": {extraction.reason}" if extraction.reason else "")


def item_of(extraction: Extraction) -> Article | Legislation | None:
    """The item on a page; an article with the references that recording it would find."""
    article = extraction.article
    if article is None:
        return extraction.legislation
    mentions = find_mentions(article.headline, article.lead, article.body)
    return replace(article, references=mentions)


def write_listing(extraction: Extraction) -> None:
    """The cards of a listing, or the entries that a page of a register lists, and what follows."""
    for card in extraction.cards:
        write_json(_card(card))
    for row in extraction.rows:
        write_json(_card(_card_of(row)) | _stated(row.entry))
    write_json({"next": extraction.next.url if extraction.next else None})


def _card(card: Card) -> dict[str, Any]:
    return {"url": card.url, "headline": card.headline, "date_published": card.date_published}


def _stated(entry: Legislation) -> dict[str, Any]:
    """What a register's row states, by the names that an entry has for it."""
    said = entry.to_json()
    return {name: said[name] for name in VERSIONED_LEGISLATION_FIELDS if said[name]}


def _card_of(row: RegisterRow) -> Card:
    """A register's row as a card: what it is about stands for a headline, its day for a date."""
    entry = row.entry
    return Card(entry.url, entry.title or entry.identifier or "", entry.issued_on)
