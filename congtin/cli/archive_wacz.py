"""`congtin archive wacz`."""

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.naming_captures import digests_that_name, named_items
from archive.catalogue.tables import PortalRow, SnapshotRow
from archive.evidence import Contents, Place, write_wacz
from archive.evidence.collecting import Wanted, count_captures, pages, places, places_of_digests
from archive.warc import BrokenRecordError, read_snapshot
from congtin.cli.days import DAY
from congtin.cli.output import note_some, progress, say
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from search_ui.replaying import readable


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@click.option("--since", type=DAY, help="Captures from this day on (UTC).")
@click.option("--until", type=DAY, help="Captures up to this day, and of it (UTC).")
@click.pass_obj
def wacz(
    overrides: dict[str, str],
    file: Path,
    portals: tuple[str, ...],
    since: str | None,
    until: str | None,
) -> None:
    """Write captures as one WACZ file, which other tools verify and replay.

    FILE gets every capture of these portals (of all, if none is named) and of that time, byte for
    byte as archived, an index of them, and the articles and register entries among them as its
    pages. What is withheld is left out, and listings that name it. `wacz validate` checks it,
    ReplayWeb.page and pywb show it.

    \b
    congtin archive wacz kontum.wacz kontum-stp
    congtin archive wacz 2025.wacz --since 2025-01-01 --until 2025-12-31

    A record that cannot be read is named and left out: exit code 1. While it works, FILE.part and
    a file for the records (in TMPDIR) take as much room each as what is written.
    """
    settings = load_settings(**overrides)
    whole = existing_catalogue(settings)
    catalogue = whole.public
    wanted = Wanted(portals, since, until)
    broken: list[str] = []
    part = file.with_name(f"{file.name}.part")
    with catalogue.session() as session, progress("Packing") as report:
        _refuse_unknown(session, portals)
        with whole.session() as all_of_it:
            items = named_items(all_of_it)
        naming = digests_that_name(session, items, lambda row: _shown(settings, row))
        left_out = set(places_of_digests(session, naming))
        total = count_captures(session, wanted)
        listed = pages(session, wanted)
        if not listed:
            raise click.ClickException("no article or register entry was captured there and then")

        def reported() -> Iterator[Place]:
            for number, place in enumerate(places(session, wanted)):
                report(number, total)
                if place not in left_out:
                    yield place
            report(total, total)

        with part.open("wb") as written:
            contents = Contents(_title(portals, since, until), listed)
            count = write_wacz(
                written,
                settings.archive_url,
                contents,
                reported(),
                lambda _, error: broken.append(str(error)),
            )
    os.replace(part, file)
    note_some([f"left out: {each}" for each in broken])
    say(f"{file}: {count} captures, {len(listed)} pages, {file.stat().st_size:,} bytes")
    if broken:
        raise SystemExit(1)


def _shown(settings: Settings, row: SnapshotRow) -> bytes | None:
    """What a capture shows, if we can unpack it; nothing of a record that cannot be read."""
    try:
        return readable(read_snapshot(settings.archive_url, row.warc, row.offset))
    except BrokenRecordError:
        return b""


def _refuse_unknown(session: Session, names: Sequence[str]) -> None:
    """Raise `click.BadParameter` if the catalogue has no portal of one of these names."""
    known = session.scalars(select(PortalRow.name)).all()
    for name in names:
        if name not in known:
            near = " or ".join(get_close_matches(name, known)) or "congtin status lists them"
            raise click.BadParameter(f"nothing of a portal {name!r} is archived ({near})")


def _title(portals: tuple[str, ...], since: str | None, until: str | None) -> str:
    time = " – ".join(filter(None, (since, until)))
    return ", ".join(filter(None, ("Cổng Tin", " ".join(portals), time)))
