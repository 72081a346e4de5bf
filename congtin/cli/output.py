"""What commands write: JSON on standard output, words and progress on standard error."""

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, Protocol

import click

#: Seconds between two lines of progress where there is no terminal.
LINE_INTERVAL = 5.0

#: Of what is wrong with many files alike (a scanner's, those of a missing WARC) so many are named.
SHOWN = 20

#: What a terminal obeys instead of showing, and what turns the direction of what it shows.
_OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

#: Of these JSON leaves some as they are.
_LEFT_BY_JSON = re.compile(r"[\x7f-\x9f]")


def write_json(value: Any) -> None:
    """One JSON object on a line of standard output."""
    text = json.dumps(value, ensure_ascii=False)
    click.echo(_LEFT_BY_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def say(text: str) -> None:
    """A line, or some, on standard output; what pages say in it cannot command the terminal."""
    click.echo(printable(text))


def note(text: str) -> None:
    """A remark for the person at the terminal."""
    click.echo(printable(text), err=True)


def note_some(remarks: Sequence[str]) -> None:
    """Remarks of one kind: where there are many, more than some tell no more."""
    for remark in remarks[:SHOWN]:
        note(remark)
    if len(remarks) > SHOWN:
        note(f"… and {len(remarks) - SHOWN} more")


def printable(text: str) -> str:
    """`text` with a blank for each character that a terminal obeys instead of showing."""
    return _OBEYED.sub(" ", text)


def fail(text: str) -> NoReturn:
    """Say why, and end with exit code 1."""
    note(f"congtin: {text}")
    sys.exit(1)


class Report(Protocol):
    """How long work tells where it is."""

    def __call__(self, done: int, total: int | None, detail: str = "") -> None:
        """`done` of `total` (None: not known), and what is being done in a few words."""


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """Progress on standard error: a bar on a terminal, now and then a plain line in a pipe."""
    if sys.stderr.isatty():
        with _bar(title) as report:
            yield report
    else:
        yield _lines(title)


@contextmanager
def _bar(title: str) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}"),
        console=Console(stderr=True),
    ) as bars:
        task = bars.add_task(title, total=None, detail="")

        def report(done: int, total: int | None, detail: str = "") -> None:
            bars.update(task, completed=done, total=total, detail=detail)

        yield report


def _lines(title: str) -> Report:
    last, finished = time.monotonic(), False

    def report(done: int, total: int | None, detail: str = "") -> None:
        nonlocal last, finished
        if finished or (time.monotonic() - last < LINE_INTERVAL and done != total):
            return
        last, finished = time.monotonic(), done == total
        of = f" of {total}" if total is not None else ""
        note(f"{title}: {done}{of} {detail}".rstrip())

    return report
