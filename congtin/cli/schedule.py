"""`congtin schedule`: who is crawled when, and the worker that does it."""

import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.audit import Deed
from archive.catalogue.group_schedules import list_group_schedules
from archive.catalogue.jobs import ask, list_jobs
from archive.catalogue.portal_files import list_portal_files
from archive.catalogue.schedules import list_schedules, put_schedule, remove_schedule
from archive.catalogue.tables import JobRow
from archive.clock import parse_moment
from archive.due_times import next_due
from archive.hours import ZONE
from archive.timetables import TimetableError
from congtin.cli.doings import note_deed, who
from congtin.cli.output import fail, note, say, write_json
from congtin.cli.portal_choice import chosen_portals, note_refused
from congtin.cli.schedule_groups import (
    clear_group,
    group_options,
    in_words,
    set_group,
    stated_groups,
)
from congtin.logs import log_to_stderr
from congtin.portals import choose_portals, open_registry
from congtin.settings import Settings, load_settings
from congtin.stores import open_catalogue
from crawler.portals import Portal, PortalFileError
from crawler.portals.registry import PortalRegistry, RememberedFiles
from operations.scheduling import (
    SILENT,
    Limits,
    SignsOfLife,
    Worker,
    crawl_of,
    follow_files,
    silence,
    starter,
    words_of,
)

#: Where a timetable is from, in words.
_WHENCE = {"file": "the portal's file", "group": "a group's", "set": "set here"}


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a timetable.")
@click.pass_context
def schedule(ctx: click.Context, as_json: bool) -> None:
    """List timetables, set them, and run what is due.

    A portal is crawled by itself if its file says when (`schedule = "hằng ngày 2:00"`), or if you
    set it here, which goes before the file. One that has no timetable of its own is crawled at
    those of its groups: its department's, or else its province's, or else its platform's. Times are
    Viet Nam's.

    \b
    congtin schedule                                 the timetables, and what is next
    congtin schedule set kontum-stp "hằng ngày 2:00"
    congtin schedule set --all "mỗi 6 giờ"
    congtin schedule set --province kon-tum "hằng ngày 1:00"     whichever portals it has
    congtin schedule off kontum-stp                  not by itself any more
    congtin schedule run                             the worker: keep it running
    congtin schedule alive                           exit code 1: it is stuck, or there is none

    \b
    Timetables:  hằng ngày 2:00          2:00, 14:30       daily 2:00
                 thứ hai, thứ năm 3:00                     monday 3:00
                 thứ hai đến thứ sáu 3:00                  monday to friday 3:00
                 thứ hai 3:00, thứ năm 4:00 và 16:00       monday 3:00, thursday 4:00
                 ngày 1 hằng tháng 4:00                    monthly 1 4:00
                 mỗi 6 giờ               mỗi 30 phút       every 6 hours
                 0 2 * * 1-5             (cron's form)

    Portals of one timetable begin within CONGTIN_SCHEDULE_SPREAD seconds (ten minutes) of each
    other, each at its own time, which stays the same.
    """
    if ctx.invoked_subcommand is not None:
        return
    settings = load_settings(**ctx.obj)
    catalogue = open_catalogue(settings)
    registry = open_registry(settings)
    with catalogue.begin() as session:
        follow_files(session, registry, datetime.now(UTC), settings.spread)
    with catalogue.session() as session:
        rows, groups = list_schedules(session), list_group_schedules(session)
    for group in groups:
        if as_json:
            write_json({group.field: group.value, "timetable": group.timetable})
        else:
            say(f"{in_words((group.field, group.value))}: {group.timetable}")
    for row in rows:
        if as_json:
            shown = {"portal": row.portal, "timetable": row.timetable, "origin": row.origin}
            write_json({**shown, "due_at": row.due_at})
        else:
            when = f"next {_local(row.due_at)}" if row.due_at else "off"
            say(f"{row.portal}: {row.timetable or 'never'} ({_WHENCE[row.origin]}); {when}")
    if not rows and not groups:
        note('no timetables; congtin schedule set PORTAL "hằng ngày 2:00" makes one')
    note_refused(registry)


@schedule.command("set")
@click.argument("words", nargs=-1, required=True, metavar="PORTAL… TIMETABLE")
@click.option("--all", "everything", is_flag=True, help="Every portal known.")
@group_options
@click.pass_obj
def set_(
    overrides: dict[str, str], /, words: tuple[str, ...], everything: bool, **stated: str | None
) -> None:
    """Crawl portals by themselves, at the times of TIMETABLE.

    The timetable of a department, a province or a platform holds for portals that have none of
    their own (in their files, or set by name or --all), also for those that are added later.
    """
    *names, timetable = words
    groups = stated_groups(stated)
    if bool(names) + everything + len(groups) != 1:
        raise click.UsageError(
            "name portals and then a timetable, or --all or one group and a timetable"
        )
    settings = load_settings(**overrides)
    now = datetime.now(UTC)
    if groups:
        set_group(settings, groups[0], timetable, now)
        return
    chosen, complete = chosen_portals(settings, names)
    with open_catalogue(settings).begin() as session:
        for portal in chosen:
            try:
                due = next_due(portal.name, timetable, portal.hours, now, settings.spread)
            except TimetableError as error:
                raise click.BadParameter(str(error)) from error
            put_schedule(session, portal.name, timetable, "set", due, now)
            note_deed(session, Deed("schedule_set", portal.name, {"timetable": timetable}), now)
            say(f"{portal.name}: {timetable}; next {due.astimezone(ZONE):%Y-%m-%d %H:%M}")
    if not complete:
        raise SystemExit(1)


@schedule.command()
@click.argument("names", nargs=-1, required=True, metavar="PORTAL…")
@click.pass_obj
def off(overrides: dict[str, str], names: tuple[str, ...]) -> None:
    """Do not crawl portals by themselves any more, whatever their files say."""
    settings = load_settings(**overrides)
    now = datetime.now(UTC)
    chosen = choose_portals(settings, names)
    with open_catalogue(settings).begin() as session:
        for portal in chosen:
            put_schedule(session, portal.name, None, "set", None, now)
            note_deed(session, Deed("schedule_off", portal.name), now)


@schedule.command()
@click.argument("names", nargs=-1, metavar="[PORTAL…]")
@group_options
@click.pass_obj
def clear(overrides: dict[str, str], /, names: tuple[str, ...], **stated: str | None) -> None:
    """Let portals' own files say again when they are crawled, or forget a group's timetable."""
    groups = stated_groups(stated)
    if bool(names) + len(groups) != 1:
        raise click.UsageError("name portals, or one group")
    settings = load_settings(**overrides)
    known = list(open_registry(settings))
    chosen = choose_portals(settings, names) if names else []
    now = datetime.now(UTC)
    with open_catalogue(settings).begin() as session:
        for group in groups:
            clear_group(session, known, group, now)
        for portal in chosen:
            remove_schedule(session, portal.name)
            note_deed(session, Deed("schedule_cleared", portal.name), now)
        follow_files(session, known, now, settings.spread)


@schedule.command()
@click.argument("names", nargs=-1, required=True, metavar="PORTAL…")
@click.pass_obj
def now(overrides: dict[str, str], names: tuple[str, ...]) -> None:
    """Ask the worker to crawl portals now."""
    settings = load_settings(**overrides)
    chosen = choose_portals(settings, names)
    with open_catalogue(settings).begin() as session:
        for portal in chosen:
            at = datetime.now(UTC)
            number = ask(session, crawl_of(portal, who()), at)
            if number:
                note_deed(session, Deed("crawl_asked", portal.name, {"job": number}), at)
            say(f"{portal.name}: " + (f"job {number}" if number else "it is waiting already"))


@schedule.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Jobs.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a job.")
@click.pass_obj
def jobs(overrides: dict[str, str], limit: int, as_json: bool) -> None:
    """What the workers did last, do, and have before them, the newest first."""
    with open_catalogue(load_settings(**overrides)).session() as session:
        for job in list_jobs(session, limit):
            if as_json:
                write_json(_job(job))
            else:
                at = _local(job.finished_at or job.started_at or job.due_at)
                outcome = f": {job.outcome}" if job.outcome else ""
                subject = f" {job.subject}" if job.subject else ""
                say(f"{job.id}: {job.kind}{subject} ({job.reason}): {job.state} {at}{outcome}")


@schedule.command()
@click.option(
    "--slots", type=click.IntRange(1, 64), default=4, show_default=True, help="Jobs at a time."
)
@click.option("--once", is_flag=True, help="Do what is due now, with what follows, and end.")
@click.pass_obj
def run(overrides: dict[str, str], slots: int, once: bool) -> None:
    """Crawl what is due, then index what came, then tell who asked to be told. Keep it running.

    Each crawl runs in a process of its own, within CONGTIN_JOB_SECONDS and CONGTIN_JOB_MEMORY, and
    writes to the home's `jobs/NUMBER.log`. Portals on one host are crawled one after the other, and
    runs that were missed are caught up once. Several workers, on several machines, share the work
    through a catalogue on PostgreSQL. Ctrl-C and SIGTERM stop it cleanly: crawls are ended after
    the requests on their way and taken up again by the next worker, as is what a killed worker
    had begun.
    """
    settings = load_settings(**overrides)
    catalogue = open_catalogue(settings)
    log_to_stderr(settings)
    worker = _worker(settings, catalogue, slots)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if once:
        worker.run_once(stop)
    else:
        note(f"Working ({slots} jobs at a time); Ctrl-C ends it")
        worker.run(stop, SignsOfLife(settings.home / "workers").give)


@schedule.command()
@click.pass_obj
def alive(overrides: dict[str, str]) -> None:
    """Exit with 1 if this machine's worker is silent: for a container's health check.

    A worker that cannot reach its catalogue is alive; one that has given no sign for three minutes
    is stuck, or there is none.
    """
    seconds = silence(load_settings(**overrides).home / "workers")
    if seconds is None:
        fail("no worker ran on this machine")
    if seconds > SILENT:
        fail(f"the worker has given no sign for {seconds:.0f} seconds")
    say(f"the worker gave a sign {seconds:.0f} seconds ago")


def _worker(settings: Settings, catalogue: Catalogue, slots: int) -> Worker:
    files, told = RememberedFiles(), set[str]()
    left_out: dict[str, PortalFileError] = {}

    def portals() -> dict[str, Portal]:
        with catalogue.session() as session:
            kept = {row.name: row.text for row in list_portal_files(session)}
        registry = PortalRegistry(
            settings.portals_folder, load=files.load, kept=kept, parse=files.parse
        )
        for refused in {str(error) for error in registry.refused} - told:
            told.add(refused)
            note(f"refused: {refused}")
        left_out.clear()
        left_out.update(registry.refusals)
        return {portal.name: portal for portal in registry}

    limits = Limits(settings.job_seconds, settings.job_memory)
    start = starter(lambda job: _command(settings, job), settings.home / "jobs", limits)
    return Worker(catalogue, portals, start, slots, settings.spread, lambda: left_out)


def _command(settings: Settings, job: JobRow) -> Sequence[str]:
    """The command line of a job; what else was set reaches it by the environment."""
    return [sys.executable, "-m", "congtin.job", "--home", str(settings.home), *words_of(job)]


def _local(at: str | None) -> str:
    return f"{parse_moment(at).astimezone(ZONE):%Y-%m-%d %H:%M}" if at else ""


def _job(job: JobRow) -> dict[str, Any]:
    names = ("id", "kind", "subject", "reason", "state", "asked_at", "due_at", "attempts", "worker")
    more = ("started_at", "finished_at", "outcome")
    return {name: getattr(job, name) for name in (*names, *more)}
