"""A register's entry as it stands, and as it stood."""

from flask import Blueprint, abort, render_template

from archive.differences import differences
from archive.items import VERSIONED_LEGISLATION_FIELDS
from search_ui import services
from search_ui.legislation_records import legislation_record
from search_ui.reading_files import readable_files

blueprint = Blueprint("legislation", __name__)


@blueprint.get("/legislation/<path:legislation_id>")
def entry(legislation_id: str) -> str:
    """The page of an entry: what the register says, the files with their text, the captures."""
    with services.catalogue().session() as session:
        record = legislation_record(session, legislation_id)
        if record is None:
            abort(404)
        return render_template(
            "legislation.html",
            record=record,
            entry=record.row,
            files=readable_files(record.files),
        )


@blueprint.get("/legislation/<path:legislation_id>/versions/<int(max=2147483647):number>")
def version(legislation_id: str, number: int) -> str:
    """One version, and what it changed in the one before."""
    with services.catalogue().session() as session:
        record = legislation_record(session, legislation_id)
        if record is None:
            abort(404)
        by_number = {row.number: row for row in record.versions}
        if number not in by_number:
            abort(404)
        shown, previous = by_number[number], by_number.get(number - 1)
        old = previous.content if previous else shown.content
        return render_template(
            "legislation_version.html",
            record=record,
            entry=record.row,
            shown=shown,
            previous=previous,
            changes=differences(old, shown.content, VERSIONED_LEGISLATION_FIELDS),
        )
