"""`congtin demo`."""

import os
import signal
import time
from pathlib import Path
from types import FrameType

import click

from congtin.cli.crawl import crawl_portals, in_words
from congtin.cli.index import bring_up_to_date
from congtin.cli.output import fail, note
from congtin.demo import (
    demo_settings,
    earlier_captures,
    sample_definitions,
    serve_samples,
    serve_ui,
    take_in,
    write_portal_files,
)
from congtin.ports import free_port_if_taken
from congtin.settings import Settings, load_settings
from crawler.options import CrawlOptions


@click.command()
@click.option("--serve/--no-serve", default=True, help="Serve the search UI at the end (default).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the search UI.")
@click.pass_obj
def demo(overrides: dict[str, str], serve: bool, port: int | None) -> None:
    """Crawl, index and serve the bundled sample portals.

    Serves the sample portals on loopback, takes in captures of earlier days (so that there is what
    was edited and taken away since), crawls them with the real spiders, indexes all, serves the
    search UI and prints its address. The articles are invented, and so are those days. The data
    lie in CONGTIN_HOME, or in ./data/demo, never among real ones. Run again, it crawls only what is
    new.
    """
    began = time.monotonic()
    home = overrides.get("home") or os.environ.get("CONGTIN_HOME") or Path("data") / "demo"
    settings = demo_settings(Path(home))
    with serve_samples(settings.home, note) as samples:
        portals = sample_definitions(samples)
        for portal in portals:
            note(f"[1/4] {portal.title}: {portal.start[0].url}")
        write_portal_files(settings, portals)
        earlier = earlier_captures(samples, settings.home)
        taken = take_in(settings, portals, earlier)
        note(f"      earlier captures: {taken['archived']}; articles gone since: {taken['gone']}")
        note(f"[2/4] Crawling {len(portals)} portals into {settings.home}")
        summaries = crawl_portals(settings, portals, CrawlOptions())
        for summary in summaries:
            note(f"      {in_words(summary)}")
        if not all(summary.succeeded for summary in summaries):
            fail(f"not every sample portal could be crawled; see {settings.home / 'crawl.log'}")
        note("[3/4] Indexing: words are found with underthesea")
        bring_up_to_date(settings)
        note(f"Done in {time.monotonic() - began:.0f} seconds.")
        if serve:
            _serve(settings, port)


def _serve(settings: Settings, port: int | None) -> None:
    wanted = load_settings()
    chosen = free_port_if_taken(wanted.host, wanted.port if port is None else port)
    note("[4/4] The search UI; Ctrl-C ends it")
    server = serve_ui(settings, wanted.host, chosen)

    def stop(number: int, frame: FrameType | None) -> None:
        server.send_signal(number)

    # Ctrl-C reaches the server by itself; a signal sent to this process alone is handed on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop)
    server.wait()
