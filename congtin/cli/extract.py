"""`congtin extract`."""

import sys
from collections.abc import Mapping
from typing import Any

import click
from sqlalchemy import ColumnElement, and_

from archive.catalogue import Catalogue
from archive.catalogue.tables import RunRow, SnapshotRow
from congtin.cli.days import DAY
from congtin.cli.output import note, note_some, progress, write_json
from congtin.cli.portal_choice import chosen_portals
from congtin.settings import load_settings
from congtin.stores import existing_catalogue
from crawler.re_extraction import (
    CHANGED_BY_RULES,
    Changes,
    Example,
    Places,
    SnapshotSelection,
    find_changes,
)

#: So much of a value is shown of an example.
_WIDTH = 90


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--platform", help="Only portals that are read by this platform today.")
@click.option("--since", type=DAY, metavar="DAY", help="Only captures from this day on (UTC).")
@click.option("--until", type=DAY, metavar="DAY", help="Only captures up to this day (UTC).")
@click.option("--run", type=click.IntRange(1), help="Only what this run could not read.")
@click.option("--snapshot", type=click.IntRange(1), help="Only this capture.")
@click.option("--yes", is_flag=True, help="Write without asking, on a terminal too.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def extract(
    overrides: dict[str, str],
    names: tuple[str, ...],
    platform: str | None,
    since: str | None,
    until: str | None,
    run: int | None,
    snapshot: int | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Run extraction again over the archived snapshots, without fetching anything.

    Today's page objects read yesterday's pages, on all processors: after a rule was mended,
    articles and register entries get what it finds now. What changes is shown first, field by
    field, with examples; then it is written. On a terminal you are asked before, unless you say
    --yes. A re-extraction that is stopped goes on with the next one.

    Broken archive records are skipped and reported, and make the exit code 1, as do pages that
    yielded an item before and no longer do (which is kept). Then run `congtin index`.
    """
    if yes and dry_run:
        raise click.UsageError("--yes writes, --dry-run does not: say one of them")
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    which, names = _chosen(catalogue, names, run, snapshot)
    portals, complete = chosen_portals(settings, names)
    if platform is not None:
        portals = [portal for portal in portals if portal.platform == platform]
        if not portals:
            raise click.BadParameter(f"none of the portals is read by {platform!r}")
    places = Places(settings.database_url, settings.archive_url)
    with progress("Reading") as report:
        changes = find_changes(
            catalogue,
            places,
            portals,
            SnapshotSelection(which, since, until),
            lambda portal, done, total: report(done, total, f"pages of {portal}"),
        )
    with changes:
        _tell(changes)
        if changes.due and not dry_run and (yes or _is_wanted(changes.due)):
            _write(changes, catalogue)
        if as_json:
            write_json(_as_json(changes))
        else:
            click.echo(_in_words(changes.totals) or "no archived pages to read")
        if changes.broken or changes.lost or not complete:
            raise SystemExit(1)


def _chosen(
    catalogue: Catalogue, names: tuple[str, ...], run: int | None, snapshot: int | None
) -> tuple[ColumnElement[bool], tuple[str, ...]]:
    """Which captures, and of which portals: the run's or the capture's own, if one is named."""
    if run is None and snapshot is None:
        return CHANGED_BY_RULES, names
    if names or None not in (run, snapshot):
        raise click.UsageError("name portals, or a run, or a capture")
    with catalogue.session() as session:
        row = session.get(RunRow, run) if run else session.get(SnapshotRow, snapshot)
    if row is None:
        raise click.BadParameter(f"there is no {'run' if run else 'capture'} {run or snapshot}")
    if run is None:
        return SnapshotRow.id == snapshot, (row.portal,)
    unread = and_(SnapshotRow.run_id == run, SnapshotRow.failure.is_not(None))
    return and_(CHANGED_BY_RULES, unread), (row.portal,)


def _is_wanted(pages: int) -> bool:
    """Whether whoever sits at the terminal wants it; scripts have said so by running this."""
    return not sys.stdin.isatty() or click.confirm(f"Write {pages} pages?", err=True)


def _write(changes: Changes, catalogue: Catalogue) -> None:
    with progress("Writing") as report:
        changes.write(
            catalogue, lambda portal, done, total: report(done, total, f"pages of {portal}")
        )


def _tell(changes: Changes) -> None:
    """What would change, in words."""
    for portal, counts in sorted(changes.counts.items()):
        note(f"{portal}: {_in_words(counts)}")
        for (of_portal, platform), fields in sorted(changes.fields.items()):
            if of_portal == portal:
                for name, what in sorted(fields.items()):
                    note(f"  {platform}: {name}: {_in_words(what)}")
    for (name, change), examples in sorted(changes.examples.items()):
        for example in examples:
            note(f"{name} {change}: {example.url}")
            note(f"  - {_short(example.before)}")
            note(f"  + {_short(example.now)}")
    note_some([*changes.broken, *(f"no item any more (kept): {lost}" for lost in changes.lost)])


def _in_words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))


def _short(value: Any) -> str:
    text = " / ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _as_json(changes: Changes) -> dict[str, Any]:
    return {
        "counts": changes.totals,
        "portals": changes.counts,
        "fields": [
            {"portal": portal, "platform": platform, "field": name, **what}
            for (portal, platform), fields in sorted(changes.fields.items())
            for name, what in sorted(fields.items())
        ],
        "examples": [
            {"change": what, **_example(example)}
            for (_, what), examples in sorted(changes.examples.items())
            for example in examples
        ],
        "lost": changes.lost,
        "broken": changes.broken,
        "due": changes.due,
        "written": changes.written,
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "url": example.url,
        "field": example.field,
        "before": example.before,
        "now": example.now,
    }
