"""`congtin withhold`."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.catalogue.audit import Action, Deed
from archive.catalogue.tables import WithheldRow
from archive.catalogue.withholding import (
    WithholdingError,
    find_kind,
    in_force,
    lift,
    withhold_along,
    withholdings,
)
from archive.catalogue.withholding import (
    withhold as withhold_item,
)
from congtin.cli.doings import note_deed, who
from congtin.cli.index import bring_up_to_date
from congtin.cli.output import fail, note, note_some, say, write_json
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue
from documents.withholding import follow_withholding
from search_ui.foreseeing import foresee_withholding, pictures_along

#: What is hidden of each table, in words.
_HIDDEN = {
    "articles": "articles",
    "article_versions": "versions of articles",
    "legislation": "register entries",
    "legislation_versions": "versions of register entries",
    "documents": "documents",
    "snapshots": "captures",
    "attachments": "attached files",
}


@click.command()
@click.argument("names", nargs=-1, metavar="[ARTICLE|ENTRY|DOCUMENT|SNAPSHOT]…")
@click.option("--reason", default="", help="Why: readers are told.")
@click.option("--by", help="Who says so (default: who runs this command).")
@click.option("--lift", "is_lifted", is_flag=True, help="Let it be seen again; --reason says why.")
@click.option("--dry-run", is_flag=True, help="Only show what would be hidden.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a withholding.")
@click.pass_obj
def withhold(
    overrides: dict[str, str],
    names: tuple[str, ...],
    reason: str,
    by: str | None,
    is_lifted: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take an article, register entry, document or snapshot out of sight, or list what is.

    What is withheld is shown nowhere: not in searches and suggestions, on pages, in the API, feeds,
    exports, alerts and sitemaps, nor as archived. Its page says that it is withheld, since when and
    why. Nothing is deleted, and what the portal publishes anew of it stays hidden, too.

    An article is withheld with its versions, captures, the files that it alone offers and the
    pictures that it alone shows (as told by its archived pages, and those of a hundred articles
    captured about that time); a document with the entries that registers have of it; a snapshot
    with all that show the same, and the versions that were read from them. An article or entry
    whose current version is one of these is hidden whole, until its portal publishes another.
    Archived listings and feeds that name a withheld article or entry, by its address or its title,
    are neither shown nor given away, later ones neither; nor are archived pages of others that link
    it, whose own text stays to be read.

    \b
    congtin withhold 3f2a9c0d1e4b5a67 --dry-run          what would be hidden
    congtin withhold 3f2a9c0d1e4b5a67 --reason "Có số điện thoại của công dân"
    congtin withhold 3f2a9c0d1e4b5a67 --lift --reason "Đã được gỡ khỏi bài"
    congtin withhold                     what is withheld and was
    """
    if dry_run and (is_lifted or not names):
        raise click.UsageError("--dry-run tells of what is named, and not of lifting")
    settings = load_settings(**overrides)
    catalogue = existing_catalogue(settings)
    if dry_run:
        _foresee(settings, catalogue, names, as_json)
        return
    if not names:
        with catalogue.session() as session:
            for row in withholdings(session):
                _show(row, as_json)
        return
    change: Callable[..., WithheldRow] = lift if is_lifted else withhold_item
    action: Action = "lifted" if is_lifted else "withheld"
    said_by = by or who()
    rows = []
    try:
        pictures = {} if is_lifted else _pictures(settings, catalogue, names)
        with catalogue.begin() as session:
            for name in names:
                row = change(session, *find_kind(session, name), reason, said_by)
                withhold_along(session, row, pictures.get(name, ()))
                deed = Deed(action, f"{row.kind} {row.item_id}", {"reason": reason, "by": said_by})
                note_deed(session, deed, datetime.now(UTC))
                rows.append(row)
    except WithholdingError as error:
        fail(str(error))
    for row in rows:
        _show(row, as_json)
    follow_withholding(catalogue, rows)
    note("pages, documents and searches follow at once; bringing the index up to date")
    bring_up_to_date(settings)


def _pictures(
    settings: Settings, catalogue: Catalogue, names: tuple[str, ...]
) -> dict[str, list[int]]:
    """The pictures of the articles that are named, which are withheld with them."""
    found = {}
    with catalogue.session() as session:
        named = [(name, *find_kind(session, name)) for name in names]
    for name, kind, item_id in named:
        rows = pictures_along(catalogue, settings.archive_url, kind, item_id)
        found[name] = [row.id for row in rows]
        note_some([f"with {name}: its picture {row.url}, capture {row.id}" for row in rows])
    return found


def _foresee(
    settings: Settings, catalogue: Catalogue, names: tuple[str, ...], as_json: bool
) -> None:
    """Show what would be hidden with each, were it withheld and none of the others."""
    try:
        with catalogue.session() as session:
            named = [find_kind(session, name) for name in names]
            for kind, item_id in named:
                if in_force(session, kind, item_id) is not None:
                    raise WithholdingError(f"{kind} {item_id} is withheld already")
    except WithholdingError as error:
        fail(str(error))
    for kind, item_id in named:
        foreseen = foresee_withholding(catalogue, settings.archive_url, kind, item_id)
        if as_json:
            pictures = [{"snapshot": row.id, "url": row.url} for row in foreseen.pictures]
            told = {"hidden": foreseen.hidden, "pictures": pictures, "others": foreseen.others}
            write_json({"kind": kind, "item_id": item_id, **told})
            continue
        counts = (f"{count} {_HIDDEN[table]}" for table, count in foreseen.hidden.items() if count)
        say(f"{kind} {item_id}: would hide {', '.join(counts) or 'nothing that is not hidden yet'}")
        for row in foreseen.pictures:
            say(f"  its picture {row.url}, capture {row.id}")
        if foreseen.others:
            say(f"  and of {foreseen.others} captures of other pages those that name or link it")


def _show(row: WithheldRow, as_json: bool) -> None:
    if as_json:
        write_json(_as_json(row))
        return
    lifted = f"; lifted {row.lifted_at} by {row.lifted_by}: {row.lift_reason}"
    say(
        f"{row.kind} {row.item_id}: withheld {row.withheld_at} by {row.withheld_by}: {row.reason}"
        f"{lifted if row.lifted_at else ''}"
    )


def _as_json(row: WithheldRow) -> dict[str, Any]:
    names = ("kind", "item_id", "reason", "withheld_at", "withheld_by")
    return {name: getattr(row, name) for name in (*names, "lifted_at", "lifted_by", "lift_reason")}
