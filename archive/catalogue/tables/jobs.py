"""The tables of what is to be done by itself, and when."""

from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table

_WAITING = text("state = 'waiting'")
_RUNNING = text("state = 'running'")


class ScheduleRow(Table):
    """When a portal is crawled by itself.

    `timetable` is null for a portal that somebody has taken off its timetable. `due_at` is the next
    time, null if there is none; nor is there one while it is paused.
    """

    __tablename__ = "schedules"
    portal: Mapped[str] = mapped_column(primary_key=True)
    timetable: Mapped[str | None]  # as written: see archive.timetables
    origin: Mapped[str]  # file (the portal's), group (see GroupScheduleRow), set (goes first)
    due_at: Mapped[str | None]
    paused_at: Mapped[str | None]
    updated_at: Mapped[str]  # since when it holds
    __table_args__ = (Index("ix_schedules_due_at", "due_at"),)


class GroupScheduleRow(Table):
    """When the portals of a group are crawled that have no timetable of their own.

    `field` is one of a portal's (department, province, platform), and `value` what is stated there.
    """

    __tablename__ = "group_schedules"
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    timetable: Mapped[str]  # as written: see archive.timetables
    updated_at: Mapped[str]  # since when it holds


class JobRow(Table):
    """Something that a worker does in a process of its own: crawling a portal, say.

    What it is to be done to is its `subject`, and what else it needs are its `arguments`; what it
    found out, for whoever asked, is its `result`.

    Of one kind and subject one job waits at a time, and of one lane one runs: crawls of portals on
    one host share a lane. `worker` and `beat_at` tell a job that goes on from one
    whose worker was killed.
    """

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # see archive.catalogue.jobs
    subject: Mapped[str]  # the portal's name, the run's number, …; empty where there is but one
    arguments: Mapped[dict[str, Any]]
    lane: Mapped[str]
    reason: Mapped[str]  # schedule, or who or what asked for it
    state: Mapped[str]  # waiting, running, done, failed, stopped
    asked_at: Mapped[str]
    due_at: Mapped[str]
    attempts: Mapped[int]
    worker: Mapped[str | None]  # its host and process
    started_at: Mapped[str | None]
    beat_at: Mapped[str | None]  # the last sign of life
    finished_at: Mapped[str | None]
    stop_asked_by: Mapped[str | None]  # who wants it stopped
    log: Mapped[str | None]  # the end of what it has written so far
    outcome: Mapped[str | None]  # how it ended, in words
    result: Mapped[dict[str, Any] | None]
    __table_args__ = (
        Index(
            "ix_jobs_waiting",
            *("kind", "subject"),
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_jobs_running", "lane", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING
        ),
        Index("ix_jobs_state_due_at", "state", "due_at"),
    )
