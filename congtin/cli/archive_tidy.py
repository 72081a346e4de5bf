"""`congtin archive tidy`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from archive.backups import forget_backups
from archive.catalogue.jobs import forget_jobs
from congtin.cli.output import say
from congtin.settings import load_settings
from congtin.stores import existing_catalogue


@click.command()
@click.pass_obj
def tidy(overrides: dict[str, str]) -> None:
    """Take away what the settings keep no longer.

    Ended jobs and their logs after CONGTIN_KEEP_JOBS days, and at CONGTIN_BACKUP_URL all backups
    of the catalogue but the newest CONGTIN_KEEP_BACKUPS. What was captured, read and done is never
    taken away: WARC files, versions of articles, runs, the audit log. The worker does it every day.
    """
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    jobs: list[int] = []
    logs = 0
    if settings.keep_jobs:
        before = datetime.now(UTC) - timedelta(days=settings.keep_jobs)
        with catalogue.begin() as session:
            jobs = forget_jobs(session, before)
        logs = _remove_older(settings.home / "jobs", before)
    backups: list[str] = []
    if settings.backup_url and settings.keep_backups:
        backups = forget_backups(settings.backup_url, settings.keep_backups)
    say(f"{len(jobs)} jobs, {logs} logs and {len(backups)} backups taken away")


def _remove_older(folder: Path, before: datetime) -> int:
    """Remove the logs in a folder that were last written before a moment; how many."""
    old = [log for log in folder.glob("*.log") if log.stat().st_mtime < before.timestamp()]
    for log in old:
        log.unlink()
    return len(old)
