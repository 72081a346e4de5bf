#!/usr/bin/env python3
"""Writes docs/commands.md from the commands' own help; a test proves that it is up to date."""

import sys
from pathlib import Path

import click

from congtin.cli import COMMANDS, cli

HEAD = """# The commands

What `congtin COMMAND --help` prints, in one place. Written by `make docs`; do not edit.
"""


def help_of(command: click.Command, name: str) -> str:
    """The help of a command, and of its own commands, as Markdown."""
    context = click.Context(command, info_name=name, terminal_width=88, max_content_width=88)
    parts = [f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group) and command is not cli:
        parts += [help_of(sub, f"{name} {key}") for key, sub in sorted(command.commands.items())]
    return "".join(parts)


def document() -> str:
    """The whole page."""
    context = click.Context(cli)
    pages = [help_of(cli, "congtin")]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        pages.append(help_of(command, f"congtin {name}"))
    return HEAD + "".join(pages)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
