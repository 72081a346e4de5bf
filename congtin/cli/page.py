"""`congtin page`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from archive.items import Article
from archive.mentions import find_mentions
from congtin.cli.output import fail, write_json
from congtin.portals import choose_portals, open_registry
from congtin.settings import load_settings
from crawler.extraction import Card, Extraction, extract_file


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

    FILE is HTML, or the plain text of a page as a browser shows it. A page that is no article (a
    login page, an error page with status 200, a listing, an empty page) ends with exit code 1 and
    the reason. With --listing: a JSON object for each card, then {"next": address or null}.
    """
    settings = load_settings(**overrides)
    registry = open_registry(settings)
    chosen = choose_portals(settings, [portal])[0] if portal else None
    extraction = extract_file(file, url, chosen, registry)
    if listing:
        if extraction.kind != "listing":
            fail(f"{file}: not a listing: {in_words(extraction)}")
        for card in extraction.cards:
            write_json(card_as_json(card))
        write_json({"next": extraction.next.url if extraction.next else None})
        return
    if extraction.article is None:
        fail(f"{file}: no article: {in_words(extraction)}")
    write_json(with_references(extraction.article).to_json())


def in_words(extraction: Extraction) -> str:
    """What a page turned out to be."""
    names = {
        "article": "an article",
        "listing": f"a listing with {len(extraction.cards)} cards (see --listing)",
        "login": "a login page",
        "error": "an error page",
        "empty": "an empty page",
        "blocked": "a page that blocks us",
        "other": "neither article nor listing",
        "failed": "an article that could not be read",
    }
    return names[extraction.kind] + (f": {extraction.reason}" if extraction.reason else "")


def with_references(article: Article) -> Article:
    """An article just read, with the references that recording it would find."""
    return replace(article, references=find_mentions(article.headline, article.lead, article.body))


def card_as_json(card: Card) -> dict[str, Any]:
    """A card of a listing as scripts read it."""
    return {
        "url": card.url,
        "headline": card.headline,
        "date_published": card.date_published,
    }
