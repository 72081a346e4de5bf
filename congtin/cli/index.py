"""`congtin index`."""

from collections.abc import Callable

import click

from archive.catalogue.refreshing import refresh_mentions
from congtin.cli.output import note, progress
from congtin.settings import Settings, load_settings, without_password
from congtin.stores import existing_catalogue, open_search
from documents.resolving import resolve_changes
from indexer.updating import IndexReport, rebuild_index, update_index


@click.command()
@click.option("--rebuild", is_flag=True, help="Build a new index beside the old one and swap.")
@click.pass_obj
def index(overrides: dict[str, str], rebuild: bool) -> None:
    """Bring the index up to date with the catalogue.

    Only what changed is indexed. Interrupted, the next run goes on. With --rebuild everything is
    indexed anew while the old index keeps answering; texts that this version of the analyzer has
    taken apart before are not taken apart again.
    """
    settings = load_settings(**overrides)
    if rebuild:
        build_anew(settings)
    else:
        bring_up_to_date(settings)


def bring_up_to_date(settings: Settings) -> None:
    """Resolve the documents that changed articles mention, then index what changed."""
    _run(settings, update_index)


def build_anew(settings: Settings) -> None:
    """The same, into a new index that takes the old one's place."""
    _run(settings, rebuild_index)


def _run(settings: Settings, work: Callable[..., IndexReport]) -> None:
    catalogue = existing_catalogue(settings)
    with progress("Finding references anew") as report:
        refresh_mentions(catalogue, report)
    with progress("Resolving documents") as report:
        resolve_changes(catalogue, report)
    with open_search(settings, catalogue, note) as engine, progress("Indexing") as report:
        done = work(catalogue, engine, report)
        size = engine.size()
    how = "a new index" if done.rebuilt else "the index"
    note(
        f"{how} at {without_password(settings.search_url)}: {done.indexed} items indexed "
        f"({done.reused} with tokens kept from before), {done.deleted} removed "
        f"in {done.seconds:.1f} s; {size} in all"
    )
