"""Groups of portals on the command line: by their department, province or platform."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from archive.catalogue.audit import Deed
from archive.catalogue.group_schedules import (
    FIELDS,
    Group,
    groups_of,
    put_group_schedule,
    remove_group_schedule,
)
from archive.catalogue.schedules import held_timetables
from archive.timetables import TimetableError
from congtin.cli.doings import note_deed
from congtin.cli.output import note, say
from congtin.portals import open_registry
from congtin.settings import Settings
from congtin.stores import open_catalogue
from crawler.portals import Portal
from operations.scheduling import follow_files
from vietnamese.folding import fold
from vietnamese.provinces import find_province


def group_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--department`, `--province` and `--platform`, of which one may be said."""
    for field in reversed(FIELDS):
        command = click.option(f"--{field}", help=f"Those whose file states this {field}.")(command)
    return command


def stated_groups(stated: Mapping[str, str | None]) -> list[Group]:
    """What was said of these options."""
    return [(field, value) for field, value in stated.items() if value is not None]


def _find(portals: Iterable[Portal], group: Group) -> Group:
    """The group that is meant; a province by any of its names, all without diacritics.

    Raises:
        click.BadParameter: no portal is in it; tells those near it.
    """
    field, said = group
    province = find_province(said) if field == "province" else None
    said = province.slug if province else said
    there = {fold(value): value for each in portals for of, value in groups_of(each) if of == field}
    if (value := there.get(fold(said))) is not None:
        return field, value
    near = difflib.get_close_matches(fold(said), there, n=3, cutoff=0.3)
    hint = f"; did you mean {' or '.join(repr(there[one]) for one in near)}?" if near else ""
    raise click.BadParameter(f"no portal's {field} is {said!r}{hint}")


def in_words(group: Group) -> str:
    """`province kon-tum`."""
    return " ".join(group)


def set_group(settings: Settings, said: Group, timetable: str, now: datetime) -> None:
    """Enter the timetable of a group, and tell of how many portals it holds.

    Raises:
        click.BadParameter: no portal is in the group, or the timetable is none.
    """
    known = list(open_registry(settings))
    group = _find(known, said)
    with open_catalogue(settings).begin() as session:
        try:
            put_group_schedule(session, group, timetable, now)
        except TimetableError as error:
            raise click.BadParameter(str(error)) from error
        note_deed(session, Deed("schedule_set", in_words(group), {"timetable": timetable}), now)
        follow_files(session, known, now, settings.spread)
        held = held_timetables(session)
    members = [portal.name for portal in known if group in groups_of(portal)]
    holding = [name for name in members if held.get(name) == (timetable, "group")]
    say(f"{in_words(group)}: {timetable}; it holds for {len(holding)} of {len(members)} portals")
    if len(holding) < len(members):
        note("the others have a timetable of their own, or of a group that goes before")


def clear_group(session: Session, known: Iterable[Portal], said: Group, now: datetime) -> None:
    """Forget the timetable of a group.

    Raises:
        click.BadParameter: no portal is in the group, or it has no timetable.
    """
    group = _find(known, said)
    if not remove_group_schedule(session, group):
        raise click.BadParameter(f"{in_words(group)} has no timetable")
    note_deed(session, Deed("schedule_cleared", in_words(group)), now)
