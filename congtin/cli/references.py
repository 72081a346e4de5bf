"""`congtin references`."""

from typing import BinaryIO

import click

from congtin.cli.output import note, write_json
from vietnamese.references.lines import read_jsonl, read_text


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--jsonl", is_flag=True, help='Read JSON Lines of {"id", "text"}.')
def references(file: BinaryIO, jsonl: bool) -> None:
    """Find the references to official documents in a text.

    FILE (default: standard input) is plain text in UTF-8: one JSON object a reference comes out.
    With --jsonl each line is {"id", "text"}, and a line {"id", "references"} comes out for it.
    Offsets count characters of the text as given. A line that cannot be read is named by its number
    on standard error, the rest is processed, and the exit code is 1.
    """
    if not jsonl:
        try:
            found = read_text(file.read())
        except ValueError as error:
            note(f"{file.name}: {error}")
            raise SystemExit(1) from error
        for reference in found:
            write_json(reference)
        return
    bad = False
    for line in read_jsonl(file):
        if line.error is not None:
            bad = True
            note(f"line {line.number}: {line.error}")
        else:
            write_json(line.output)
    if bad:
        raise SystemExit(1)
