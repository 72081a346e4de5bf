"""`congtin portals new`."""

import json
from pathlib import Path

import click

from congtin.cli.output import fail, note
from congtin.cli.page import in_words
from congtin.cli.portal_check import fetch
from congtin.settings import load_settings
from crawler.extraction import extract
from crawler.portals.guessing import PortalGuess, guess_portal

#: Kinds of page that tell of no portal; nor do their titles.
_TELLS_NOTHING = frozenset(("blocked", "empty", "error", "login"))


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
    if reading.kind in _TELLS_NOTHING:
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


def portal_file(guess: PortalGuess) -> str:
    """The text of a portal file; what was guessed says so."""
    platform, reason = guess.platforms[0]
    guessed = "  # guessed from the host name"
    department = _toml(guess.department) + guessed if guess.department else '"unknown"'
    province = _toml(guess.province) + guessed if guess.province else '"unknown"  # as "kon-tum"'
    lines = [
        f"name = {_toml(guess.name)}",
        f"title = {_toml(guess.title)}",
        'publisher = "unknown"',
        f"province = {province}",
        f"department = {department}",
        f"platform = {_toml(platform)}  # {' '.join(reason.split())}",
        "verified = false",
    ]
    if guess.feeds:
        lines.append(f"feeds = [{', '.join(map(_toml, guess.feeds))}]")
    for address, section in guess.starts:
        lines += ["", "[[start]]", f"url = {_toml(address)}"]
        lines.append(f"section = {_toml(section or 'unknown')}")
    if guess.others:
        lines += ["", "# Links of its menus that were taken for no listings:"]
        lines += (f"# {address}  {' '.join(text.split())}" for address, text in guess.others)
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    """A TOML basic string (TOML 1.0: the same escapes as JSON)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
