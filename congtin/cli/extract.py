"""`congtin extract`."""

import click

from congtin.cli.output import note, progress, write_json
from congtin.portals import choose_portals
from congtin.settings import load_settings
from congtin.stores import existing_catalogue
from crawler.re_extraction import ReExtraction, re_extract

#: A missing WARC file breaks every record in it: more lines than these say no more.
SHOWN = 20


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def extract(overrides: dict[str, str], names: tuple[str, ...], as_json: bool) -> None:
    """Run extraction again over the archived snapshots, without fetching anything.

    Today's page objects read yesterday's pages: after a rule was mended, articles get what it finds
    now. Broken archive records are skipped and reported, and make the exit code 1, as do pages that
    yielded an article before and no longer do (which is kept). Then run `congtin index`.
    """
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    with progress("Extracting") as report:
        result = re_extract(
            catalogue,
            settings.archive_url,
            choose_portals(settings, names),
            lambda portal, done: report(done, None, f"pages of {portal}"),
        )
    problems = [*result.broken, *result.lost]
    for problem in problems[:SHOWN]:
        note(problem)
    if len(problems) > SHOWN:
        note(f"… and {len(problems) - SHOWN} more")
    if as_json:
        write_json({"counts": result.counts, "fields": result.fields})
    else:
        _show(result)
    if result.broken or result.lost:
        raise SystemExit(1)


def _show(result: ReExtraction) -> None:
    counts = ", ".join(f"{number} {name}" for name, number in sorted(result.counts.items()))
    click.echo(counts or "no archived article pages")
    for name, changes in sorted(result.fields.items()):
        told = ", ".join(f"{number} {change}" for change, number in sorted(changes.items()))
        click.echo(f"  {name}: {told}")
