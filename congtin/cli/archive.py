"""`congtin archive`: whether what was archived is whole."""

from collections import Counter
from dataclasses import asdict

import click

from archive.verifying import HARMLESS, ArchiveCheck, check_archive, mend
from congtin.cli.output import note, note_some, progress, say, write_json
from congtin.settings import load_settings, without_password
from congtin.stores import existing_catalogue


@click.group()
def archive() -> None:
    """Check what was archived, and mend it."""


@archive.command()
@click.option("--mend", "wanted", is_flag=True, help="Mend what can be mended, and check again.")
@click.option(
    "--copies",
    metavar="PLACE",
    help="A copy of the archive (a folder, or an fsspec URL) to fetch whole files from; "
    "with --mend.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def verify(overrides: dict[str, str], wanted: bool, copies: str | None, as_json: bool) -> None:
    """Check every WARC file against the catalogue.

    Every record is read: its gzip data, its length, its digests, and that the catalogue has it at
    its place with its address and digest; and every snapshot of the catalogue, that its record is
    there. Crawls may go on meanwhile.

    \b
    congtin archive verify                            what is whole, what is not
    congtin archive verify --mend                     enter captures that the catalogue
                                                      lacks; find files that were renamed
    congtin archive verify --mend --copies /backup    fetch broken files from a copy

    A torn end, which a killed process leaves, and captures kept twice are told and are no trouble.
    Nothing is deleted: a broken file stays beside the whole one, as NAME.damaged-MOMENT. After
    mending run `congtin extract`, which reads captures that were entered. Exit code 1: there is
    (still) trouble.
    """
    if copies and not wanted:
        raise click.UsageError("--copies is where --mend fetches from: say both")
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)

    def check() -> ArchiveCheck:
        with progress("Checking") as report:
            return check_archive(catalogue, settings.archive_url, report)

    result = check()
    mended: list[str] = []
    if wanted and result.findings:
        mended = mend(catalogue, settings.archive_url, result, copies)
        note_some([f"mended: {line}" for line in mended])
        result = check() if mended else result
    if as_json:
        write_json(
            {
                "archive": without_password(settings.archive_url),
                "files": result.files,
                "records": result.records,
                "findings": [asdict(finding) for finding in result.findings],
                "mended": mended,
            }
        )
    else:
        note_some([str(finding) for finding in result.troubles])
        note_some([str(each) for each in result.findings if each.trouble in HARMLESS])
        say(_in_words(result, mended))
    if result.troubles:
        if not wanted:
            note("congtin archive verify --mend mends what can be mended")
        raise SystemExit(1)


def _in_words(result: ArchiveCheck, mended: list[str]) -> str:
    found = Counter(finding.trouble for finding in result.findings)
    told = [f"{result.files} files, {result.records} snapshots whole"]
    told += [f"{number} {trouble}" for trouble, number in sorted(found.items())]
    return ", ".join(told) + (f" (after {len(mended)} were mended)" if mended else "")
