"""`congtin attachments`."""

from collections.abc import Sequence
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.attachment_readings import read_again
from congtin.cli.output import note, note_some, progress, say, write_json
from congtin.portals import choose_portals
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from crawler.attachments.pending import ReadFiles, read_pending
from crawler.attachments.recognising import NOT_INSTALLED, is_installed


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--again", is_flag=True, help="Read files again that were read before.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def attachments(
    overrides: dict[str, str], names: tuple[str, ...], again: bool, as_json: bool
) -> None:
    """Read the attachments that crawls archived: their text, and what directives say in it.

    PDF, Word, Excel, PowerPoint, OpenDocument, RTF and ZIP files are read on all cores, from the
    archive; nothing is fetched. Scans are read by tesseract where it is installed with Vietnamese.
    A crawl does this by itself at its end; an interrupted run goes on with the next one.

    \b
    congtin attachments              read what was not read yet
    congtin attachments --again      read everything again: after tesseract was
                                     installed, or this program learnt to read more

    A file that cannot be read is kept and named, with the reason; that is no failure of this
    command. Then run `congtin index`, so that searches find the text.
    """
    settings = load_settings(**overrides)
    portals = [portal.name for portal in choose_portals(settings, names)] if names else []
    catalogue = existing_catalogue(settings)
    if again:
        with catalogue.begin() as session:
            # what cannot be recognised here was perhaps recognised where it could be
            read_again(session, portals, () if is_installed() else ("ocr", "mixed"))
    result = read_with_progress(settings, catalogue, portals)
    if as_json:
        write_json(as_object(result))
    else:
        say(in_words(result) or "no attachments to be read")


def read_with_progress(
    settings: Settings, catalogue: Catalogue, portals: Sequence[str]
) -> ReadFiles:
    """Read what is to be read, with progress and what went wrong on standard error."""
    with progress("Reading attachments") as report:
        result = read_pending(catalogue, settings.archive_url, portals, report)
    note_some(result.problems)
    if result.unrecognised:
        note(
            f"{NOT_INSTALLED}: scans were kept, and not read; "
            "once it is, congtin attachments --again reads them"
        )
    return result


def in_words(result: ReadFiles) -> str:
    """One line on what came of it; empty if there was nothing to do."""
    counts = result.counts
    if not counts["files"]:
        return ""
    files, pages = _number(counts["files"], "attachment"), _number(counts["pages"], "page")
    told = [f"{files}: {counts['read']} read ({pages})"]
    for name, words in (
        ("recognised", "recognised from pictures"),
        ("failed", "not read"),
        ("no_file", "not files but web pages"),
    ):
        if counts[name]:
            told.append(f"{counts[name]} {words}")
    return ", ".join(told)


def as_object(result: ReadFiles) -> dict[str, Any]:
    """What came of it, for machines."""
    names = ("files", "read", "recognised", "failed", "no_file", "pages")
    return {**{name: result.counts[name] for name in names}, "problems": result.problems}


def _number(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
