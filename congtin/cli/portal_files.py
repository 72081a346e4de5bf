"""`congtin portals keep`, `file` and `forget`: portal files that all machines share."""

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from archive.catalogue.audit import Deed
from archive.catalogue.portal_files import forget_portal_file, keep_portal_file
from congtin.cli.doings import note_deed, who
from congtin.cli.output import fail, note
from congtin.cli.portal_choice import note_refused, usable_portals
from congtin.portals import trusted_hosts
from congtin.settings import load_settings
from congtin.stores import existing_catalogue, open_catalogue
from crawler.portals import PortalFileError
from crawler.portals.registry import parse_portal
from crawler.portals.rows import enter_portal
from crawler.portals.saving import NotSavedError, check_portal_file


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.File("rb"), metavar="FILE…")
@click.pass_obj
def keep(overrides: dict[str, str], files: tuple[BinaryIO, ...]) -> None:
    """Keep portal files in the catalogue, where every machine that shares it reads them.

    They go before files of the same names in the machines' own folders. What is wrong in one is
    told by line and field; then none is kept.
    """
    settings = load_settings(**overrides)
    kept = []
    for file in files:
        try:
            text = file.read().decode("utf-8")
            name = parse_portal(text, Path(file.name)).name
            kept.append((check_portal_file(text, name, trusted_hosts(settings)), text))
        except PortalFileError as error:
            fail(str(error))
        except UnicodeDecodeError as error:
            fail(f"{file.name}: {error}")
        except NotSavedError as error:
            fail("\n".join(f"{file.name}: {problem}" for problem in error.problems))
    now = datetime.now(UTC)
    with open_catalogue(settings).begin() as session:
        for portal, text in kept:
            keep_portal_file(session, portal.name, text, who(), now)
            enter_portal(session, portal)
            note_deed(session, Deed("portal_kept", portal.name), now)
            note(f"{portal.name}: kept")


@click.command()
@click.argument("name")
@click.option(
    "--output", type=click.Path(path_type=Path), help="File to write (default: standard output)."
)
@click.pass_obj
def file(overrides: dict[str, str], name: str, output: Path | None) -> None:
    """Write out the file of a portal, wherever it is kept.

    Also one that the catalogue keeps and that is refused: mend it, and `keep` it again.
    """
    settings = load_settings(**overrides)
    registry = usable_portals(settings, [name])
    text = registry.text_of(name)
    note_refused(registry)
    if output is None:
        click.echo(text, nl=False)
    elif output.exists():
        fail(f"{output} is there already; name another with --output")
    else:
        output.write_text(text, "utf-8")


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="PORTAL…")
@click.pass_obj
def forget(overrides: dict[str, str], names: tuple[str, ...]) -> None:
    """Keep files of portals in the catalogue no longer: those of the folders hold again."""
    settings = load_settings(**overrides)
    now = datetime.now(UTC)
    with existing_catalogue(settings).begin() as session:
        for name in names:
            if not forget_portal_file(session, name):
                fail(f"no file of a portal named {name!r} is kept in the catalogue")
            note_deed(session, Deed("portal_forgotten", name), now)
