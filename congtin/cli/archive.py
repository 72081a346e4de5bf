"""`congtin archive`: whether what was archived is whole, and the whole of it in another place."""

from collections import Counter
from dataclasses import asdict

import click

from archive.backups import Moved, Places, archive_in, back_up, restore
from archive.catalogue import Catalogue
from archive.verifying import HARMLESS, ArchiveCheck, check_archive, mend
from congtin.cli.archive_tidy import tidy
from congtin.cli.archive_wacz import wacz
from congtin.cli.output import note, note_some, progress, say, write_json
from congtin.settings import Settings, load_settings, without_password
from congtin.stores import existing_catalogue, open_catalogue


@click.group()
def archive() -> None:
    """Check what was archived and mend it, back it up and restore it.

    \b
    congtin archive verify            every WARC file against the catalogue
    congtin archive backup /backup    catalogue, WARC files and portal files
    congtin archive restore /backup   into an empty home
    congtin archive wacz out.wacz     captures as one file for other tools
    congtin archive tidy              take away what is kept no longer
    """


archive.add_command(wacz)
archive.add_command(tidy)


@archive.command()
@click.option("--mend", "wanted", is_flag=True, help="Mend what can be mended, and check again.")
@click.option(
    "--copies",
    metavar="PLACE",
    help="A backup, or a copy of the archive (a folder, or an fsspec URL), to fetch whole files "
    "from; with --mend.",
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
    congtin archive verify --mend --copies /backup    fetch broken files from a backup

    A torn end, which a killed process leaves, and captures kept twice are told and are no trouble.
    Nothing is deleted: a broken file stays beside the whole one, as NAME.damaged-MOMENT. After
    mending run `congtin extract`, which reads captures that were entered. Exit code 1: there is
    (still) trouble.
    """
    if copies and not wanted:
        raise click.UsageError("--copies is where --mend fetches from: say both")
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    copies = archive_in(copies) if copies else None

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


@archive.command()
@click.argument("place", required=False)
@click.pass_obj
def backup(overrides: dict[str, str], place: str | None) -> None:
    """Back up catalogue, WARC files and portal files to PLACE.

    PLACE is a folder or any fsspec URL; without it CONGTIN_BACKUP_URL says where. Crawls may go on
    meanwhile. A backup again to the same place writes the catalogue anew, beside the earlier ones,
    and copies the WARC files that are new or have grown. One that is shorter than its copy, or
    gone, was harmed: the copy stays, it is told, and the exit code is 1. The index is not backed
    up: it is made of the catalogue. Settings (congtin.toml, CONGTIN_* variables) are not either,
    for there are passwords among them.
    """
    settings = load_settings(**overrides)
    place = place or settings.backup_url
    if not place:
        raise click.UsageError("name a PLACE, or set CONGTIN_BACKUP_URL")
    places = _places(settings, existing_catalogue(settings))
    with progress("Backing up") as report:
        done = back_up(places, place, report)
    say(f"{place}: {_copied(done)}")
    if done.troubles:
        note_some([f"harmed: {trouble}" for trouble in done.troubles])
        note(f"congtin archive verify --mend --copies {place} brings back what is whole there")
        raise SystemExit(1)


@archive.command("restore")
@click.argument("place")
@click.pass_obj
def restore_(overrides: dict[str, str], place: str) -> None:
    """Restore the newest backup in PLACE into an empty home.

    The catalogue must be empty; it may be on another database than the one that was backed up.
    After it run `congtin archive verify` and `congtin index`. WARC files that the catalogue names
    and that the backup lacks, whole or in part, are told, the rest is restored, and the exit code
    is 1.
    """
    settings = load_settings(**overrides)
    with progress("Restoring") as report:
        done = restore(_places(settings, open_catalogue(settings)), place, report)
    say(f"{settings.home}: {_copied(done)}")
    note("now: congtin archive verify, then congtin index")
    if done.troubles:
        note_some([f"not restored: {trouble}" for trouble in done.troubles])
        note("congtin archive verify --mend --copies PLACE brings back what is whole elsewhere")
        raise SystemExit(1)


def _places(settings: Settings, catalogue: Catalogue) -> Places:
    return Places(catalogue, settings.archive_url, str(settings.portals_folder))


def _copied(done: Moved) -> str:
    return f"{done.rows} rows, {done.warcs} WARC files and {done.portals} portal files copied"


def _in_words(result: ArchiveCheck, mended: list[str]) -> str:
    found = Counter(finding.trouble for finding in result.findings)
    told = [f"{result.files} files, {result.records} snapshots whole"]
    told += [f"{number} {trouble}" for trouble, number in sorted(found.items())]
    return ", ".join(told) + (f" (after {len(mended)} were mended)" if mended else "")
