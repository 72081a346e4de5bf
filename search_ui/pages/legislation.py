"""A register's entry as it stands, and as it stood."""

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.legislation import get_legislation
from archive.items import VERSIONED_LEGISLATION_FIELDS
from search_ui import services
from search_ui.addresses import item_address, public
from search_ui.citation_files import citation
from search_ui.citing import legislation_citation
from search_ui.held_against import HeldAgainst, held_against
from search_ui.legislation_records import legislation_record
from search_ui.metadata import legislation_json_ld, legislation_tags
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
            permalink=public(item_address("Legislation", record.row.id)),
            citation=legislation_citation(record.row, record.portal, record.read_from),
            tags=legislation_tags(record),
            json_ld=legislation_json_ld(record),
        )


@blueprint.get("/legislation/<path:legislation_id>/versions/<int(max=2147483647):number>")
def version(legislation_id: str, number: int) -> str | AnyResponse:
    """One version, and what is otherwise than in the one before, or in any other."""
    with services.catalogue().session() as session:
        record = legislation_record(session, legislation_id)
        if record is None:
            abort(404)
        held = held_against(
            record.versions,
            number,
            VERSIONED_LEGISLATION_FIELDS,
            lambda other: url_for(".version", legislation_id=legislation_id, number=other),
        )
        if not isinstance(held, HeldAgainst):
            return held
        return render_template(
            "legislation_version.html",
            record=record,
            entry=record.row,
            shown=held.shown,
            previous=held.previous,
            changes=held.changes,
        )


@blueprint.get("/legislation/<path:legislation_id>.bib")
def bibtex(legislation_id: str) -> str | AnyResponse:
    """The citation for BibTeX."""
    return citation(legislation_id, "bib", get_legislation, entry)


@blueprint.get("/legislation/<path:legislation_id>.ris")
def ris(legislation_id: str) -> str | AnyResponse:
    """The citation for reference managers that read RIS."""
    return citation(legislation_id, "ris", get_legislation, entry)
