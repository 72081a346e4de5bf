"""The command line. `congtin --help` lists the commands; each lives in a module of its own.

A command's module is imported only when that command is asked for, so that help is there at once.
"""

import sys
from collections.abc import Callable
from importlib import import_module

import click

from congtin import __version__
from congtin.cli.errors import exit_code, explain

#: Command → module below congtin.cli, function in it, and its line in `congtin --help`.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "demo", "Crawl, index and serve the bundled sample portals."),
    "portals": (
        "portals",
        "portals",
        "List the portals known, try one page, or write a new portal file.",
    ),
    "crawl": (
        "crawl",
        "crawl",
        "Crawl portals: everything the first time, then only what is new or due.",
    ),
    "extract": (
        "extract",
        "extract",
        "Run extraction again over the archived snapshots, without fetching anything.",
    ),
    "backfill": (
        "backfill",
        "backfill",
        "Take in captures of a portal that others made, and the articles that they show.",
    ),
    "attachments": (
        "attachments",
        "attachments",
        "Read the attachments that crawls archived: their text, and what directives say in it.",
    ),
    "page": ("page", "page", "Extract one saved page: the item as a JSON object."),
    "references": (
        "references",
        "references",
        "Find the references to official documents in a text.",
    ),
    "index": ("index", "index", "Bring the index up to date with the catalogue."),
    "search": ("search", "search", "Search articles and register entries, best matches first."),
    "alerts": (
        "alerts",
        "alerts",
        "List the saved searches, or add, remove and run them.",
    ),
    "document": ("document", "document", "Everything known of one document."),
    "import": ("transfer", "import_", "Take in articles and document registers from JSON Lines."),
    "export": (
        "transfer",
        "export",
        "Write out articles or register entries: all, those of a portal or province, or one.",
    ),
    "archive": (
        "archive",
        "archive",
        "Check what was archived and mend it, back it up and restore it.",
    ),
    "withhold": (
        "withhold",
        "withhold",
        "Take an article, register entry, document or snapshot out of sight, or list what is.",
    ),
    "schedule": (
        "schedule",
        "schedule",
        "List timetables, set them, and run what is due.",
    ),
    "users": (
        "users",
        "users",
        "Add, list, change and remove those who administer.",
    ),
    "serve": ("serve", "serve", "Serve the search UI and the JSON API."),
    "status": (
        "status",
        "status",
        "Show the portals, how healthy they are, and how much is kept and indexed.",
    ),
    "settings": (
        "settings",
        "settings",
        "Show the settings in force and where each value comes from.",
    ),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the command and return it."""
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command = getattr(import_module(f"congtin.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest names when the command is unknown."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="congtin")
@click.option(
    "--home",
    type=click.Path(file_okay=False),
    help="Folder of everything that is kept (CONGTIN_HOME; default: ./data).",
)
@click.pass_context
def cli(ctx: click.Context, home: str | None) -> None:
    """Cổng Tin: archive and search the news of Vietnam's provincial departments.

    \b
    A first look:     congtin demo
    A day's work:     congtin crawl PORTAL   congtin index   congtin serve
    Trace a number:   congtin document 4204/KH-UBND

    Exit codes: 0 done (also with no hits), 1 failed in part or whole, 2 wrong usage.
    """
    ctx.obj = {"home": home} if home else {}


def main(code_of: Callable[[BaseException], int] = exit_code) -> None:
    """The entry point of `congtin`: errors that a person can mend are told in a line.

    `code_of` says which exit code such an error ends with.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        cli(prog_name="congtin")
    except Exception as error:
        told = explain(error)
        if told is None:
            raise
        click.echo(f"congtin: {told}", err=True)
        sys.exit(code_of(error))
