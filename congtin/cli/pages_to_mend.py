"""Which archived pages of a portal are to be looked at, by the numbers that commands take."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import click
from sqlalchemy.orm import Session

from archive.catalogue.lacking import crawls_to_look_at, lacking_articles
from archive.catalogue.run_captures import failed_pages
from archive.health import field_words
from congtin.cli.output import say

#: So many are named; administration's pages list all.
_PAGES = 12


def pages_to_look_at(session: Session, portal: str) -> list[dict[str, Any]]:
    """The first pages that its crawls since the last that was well read badly, or not at all.

    Each with the number of its `run` and of its `snapshot`, its `url`, and which of the usual
    fields it `lacks`, or the `failure` in words.
    """
    return list(islice(_pages(session, portal), _PAGES))


def say_pages(pages: Sequence[dict[str, Any]]) -> None:
    """Such pages in words, and what to do with them."""
    for page in pages:
        fields = " and no ".join(field_words(name, "en") for name in page["lacks"])
        what = f"has no {fields}" if fields else f"could not be read ({page['failure']})"
        say(f"  run {page['run']}, snapshot {page['snapshot']} {what}: {page['url']}")
    if len(pages) == _PAGES:
        click.echo(f"  … there may be more: /admin/runs/{pages[-1]['run']} lists all")
    if pages:
        first = pages[0]["snapshot"]
        click.echo(f"  congtin extract --snapshot {first} --dry-run: what today's rules change")
        click.echo(f"  congtin portals case {first} --to PATH: the page, and what is read of it")


def _pages(session: Session, portal: str) -> Iterator[dict[str, Any]]:
    for run in crawls_to_look_at(session, portal):
        for page in failed_pages(session, run, _PAGES):
            told = {"run": run.id, "snapshot": page.id, "url": page.url}
            yield {**told, "lacks": [], "failure": page.failure}
        for one in lacking_articles(session, run, _PAGES):
            told = {"run": run.id, "snapshot": one.snapshot, "url": one.url}
            yield {**told, "lacks": list(one.lacks), "failure": None}
