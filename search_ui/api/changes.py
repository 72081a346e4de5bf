"""What portals changed after publication or took away."""

from typing import Any

from flask import Response, request

from archive.catalogue.reading_silent_changes import SilentChange, silent_changes
from search_ui import services
from search_ui.addresses import public
from search_ui.api.blueprint import as_json, blueprint
from search_ui.asking_changes import PARAMETERS, asked_page, with_known_departments
from search_ui.change_addresses import change_address
from search_ui.parameters import refuse_unknown
from search_ui.places import cursor_of


@blueprint.get("/changes")
def changes() -> Response:
    """Changes, the newest first; `cursor` is null behind the last."""
    refuse_unknown(request.args, PARAMETERS)
    asked = asked_page(request.args)
    with services.catalogue().session() as session:
        asked = with_known_departments(session, asked)
        found = silent_changes(session, asked.changes, asked.size, asked.after)
    return as_json(
        {
            "changes": [change_json(change) for change in found.changes],
            "cursor": cursor_of(found.following) if found.following else None,
        }
    )


def change_json(change: SilentChange) -> dict[str, Any]:
    """One change as the JSON API gives it."""
    return {
        "type": change.item_type,
        "id": change.item_id,
        "kind": change.kind,
        "at": change.at,
        "until": change.until,
        "version": change.number,
        "title": change.title,
        "portal": change.portal,
        "province": change.province,
        "department": change.department,
        "fields": change.fields,
        "excerpts": [
            {
                "field": excerpt["field"],
                "runs": [{"change": change, "text": text} for change, text in excerpt["runs"]],
            }
            for excerpt in change.excerpts
        ],
        "page": public(change_address(change)),
    }
