"""Schedules: the timetable of each portal, and when it is next due."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from archive.catalogue.tables import ScheduleRow
from archive.clock import moment

Origin = Literal["file", "group", "set"]


def put_schedule(
    session: Session,
    portal: str,
    timetable: str | None,
    origin: Origin,
    due: datetime | None,
    now: datetime,
) -> None:
    """Enter the timetable of a portal, in place of the one it had; None takes it off.

    One that is paused stays so.
    """
    row = session.get(ScheduleRow, portal) or ScheduleRow(portal=portal)
    row.timetable, row.origin = timetable, origin
    row.due_at = moment(due) if due and row.paused_at is None else None
    row.updated_at = moment(now)
    session.add(row)


def remove_schedule(session: Session, portal: str) -> bool:
    """Forget the timetable of a portal; whether there was one."""
    gone = delete(ScheduleRow).where(ScheduleRow.portal == portal).returning(ScheduleRow.portal)
    return session.scalar(gone) is not None


def pause_schedule(session: Session, portal: str, now: datetime) -> None:
    """Let nothing of a portal be due until `resume_schedule`."""
    _update(session, portal, {"paused_at": moment(now), "due_at": None})


def resume_schedule(session: Session, portal: str, due: datetime, now: datetime) -> None:
    """Let a portal be due again, the next time at `due`."""
    resumed = {"paused_at": None, "due_at": moment(due), "updated_at": moment(now)}
    _update(session, portal, resumed)


def list_schedules(session: Session) -> Sequence[ScheduleRow]:
    """Every timetable, by the portals' names."""
    return session.scalars(select(ScheduleRow).order_by(ScheduleRow.portal)).all()


def held_timetables(session: Session) -> dict[str, tuple[str | None, str]]:
    """The timetable of each portal, and where it is from."""
    rows = session.execute(select(ScheduleRow.portal, ScheduleRow.timetable, ScheduleRow.origin))
    return {portal: (timetable, origin) for portal, timetable, origin in rows}


def take_due(session: Session, now: datetime) -> Sequence[ScheduleRow]:
    """The schedules that are due, for this transaction alone: others pass them over."""
    due = (
        select(ScheduleRow)
        .where(ScheduleRow.due_at <= moment(now))
        .order_by(ScheduleRow.due_at)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(due).all()


def set_due(session: Session, portal: str, due: datetime) -> None:
    """Say when a portal is next due."""
    _update(session, portal, {"due_at": moment(due)})


def _update(session: Session, portal: str, values: Mapping[str, str | None]) -> None:
    session.execute(update(ScheduleRow).where(ScheduleRow.portal == portal).values(**values))
