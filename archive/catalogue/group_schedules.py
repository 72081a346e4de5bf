"""Timetables of groups of portals: of a department, a province or a platform.

They hold for portals that have none of their own, those that come later among them: who looks after
the timetables (`operations.scheduling.follow_files`) enters them portal by portal.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol, get_args

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import GroupScheduleRow
from archive.clock import moment
from archive.timetables import parse_timetable

#: The fields of a portal file that make groups. Of a portal's groups the first goes before.
Field = Literal["department", "province", "platform"]
FIELDS: tuple[Field, ...] = get_args(Field)

#: A group: the field, and what its portals state there.
Group = tuple[str, str]


class Member(Protocol):
    """What a portal states: its file, or its row."""

    @property
    def department(self) -> str | None:
        """The department whose news it is."""

    @property
    def province(self) -> str | None:
        """The slug of its province."""

    @property
    def platform(self) -> str:
        """The platform that reads it."""


def groups_of(portal: Member) -> list[Group]:
    """The groups that a portal is in; of their timetables the first holds."""
    stated = ((field, getattr(portal, field)) for field in FIELDS)
    return [(field, value) for field, value in stated if value is not None]


def put_group_schedule(session: Session, group: Group, timetable: str, now: datetime) -> None:
    """Enter the timetable of a group, in place of the one it had.

    Raises:
        archive.timetables.TimetableError: it is none.
    """
    field, value = group
    parse_timetable(timetable)
    row = session.get(GroupScheduleRow, group) or GroupScheduleRow(field=field, value=value)
    row.timetable, row.updated_at = timetable, moment(now)
    session.add(row)


def remove_group_schedule(session: Session, group: Group) -> bool:
    """Forget the timetable of a group; whether there was one."""
    gone = (
        delete(GroupScheduleRow)
        .where(GroupScheduleRow.field == group[0], GroupScheduleRow.value == group[1])
        .returning(GroupScheduleRow.field)
    )
    return session.scalar(gone) is not None


def list_group_schedules(session: Session) -> Sequence[GroupScheduleRow]:
    """Every timetable of a group."""
    in_order = select(GroupScheduleRow).order_by(GroupScheduleRow.field, GroupScheduleRow.value)
    return session.scalars(in_order).all()


def group_timetables(session: Session) -> Mapping[Group, str]:
    """The timetable of each group that has one."""
    return {(row.field, row.value): row.timetable for row in list_group_schedules(session)}
