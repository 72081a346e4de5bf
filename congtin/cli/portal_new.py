"""`congtin portals new`."""

from pathlib import Path

import click

from congtin.cli.output import fail, note
from congtin.cli.page import in_words
from congtin.cli.portal_check import fetch
from congtin.settings import load_settings
from crawler.extraction import extract
from crawler.portals.guessing import guess_portal
from crawler.previewing import TELLS_NOTHING, portal_file


@click.command()
@click.argument("url")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File to write (default: your portals folder).",
)
@click.pass_obj
def new(overrides: dict[str, str], url: str, output: Path | None) -> None:
    """Write a first portal file for the site at URL, guessing the platform.

    Why the page is taken to be of a platform is said on standard error, and for the others that it
    may be of. What cannot be guessed is `unknown`: open the file and fill it in, then try it with
    `congtin portals check` and `congtin crawl NAME --limit 5`.
    """
    settings = load_settings(**overrides)
    page = fetch(settings, url)
    reading = extract(page)
    if reading.kind in TELLS_NOTHING:
        fail(f"{page.url} is {in_words(reading)}; no file was written")
    guess = guess_portal(page)
    path = output or settings.portals_folder / f"{guess.name}.toml"
    if path.exists():
        fail(f"{path} is there already; name another with --output")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(portal_file(guess), "utf-8")
    click.echo(path)
    first, *others = guess.platforms
    note(f"platform: {first[0]}: {first[1]}")
    for platform, reason in others:
        note(f"or else: {platform}: {reason}")
