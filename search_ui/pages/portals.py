"""The portals: what is kept of each, and how its last run went; one portal with its captures."""

from datetime import date

from flask import Blueprint, abort, render_template, request

from archive.catalogue.tables import SnapshotRow
from search_ui import portal_records, services
from search_ui.capture_calendar import OF_A_DAY, capture_calendar, captures_of_day
from search_ui.parameters import InvalidParameterError, day, whole_number
from search_ui.places import cursor_of, place_of
from search_ui.translating import gettext as _
from vietnamese.provinces import find_province

NEWEST = 12
RUNS = 8

#: Nothing was captured before there was a web.
FIRST_YEAR = 1990
LAST_YEAR = 9998

blueprint = Blueprint("portals", __name__)


@blueprint.get("/portals")
def portals() -> str:
    """Every portal known, also those without articles yet."""
    with services.catalogue().session() as session:
        totals = services.lately("portals", lambda: portal_records.portal_totals(session))
        return render_template(
            "portals.html", portals=portal_records.portal_summaries(session, totals)
        )


@blueprint.get("/portals/<name>")
def portal(name: str) -> str:
    """One portal: its articles, its crawls, and a calendar of its captures.

    `year` is the calendar's; with `day` the captures of that day are listed, from `cursor` on.
    """
    shown_day = day(request.args, "day")
    if shown_day and not FIRST_YEAR <= int(shown_day[:4]) <= LAST_YEAR:
        raise InvalidParameterError("day", shown_day, _("không có ngày này trong lịch"))
    year = whole_number(request.args, "year", 0, FIRST_YEAR, LAST_YEAR)
    after = place_of(request.args.get("cursor", ""))
    with services.catalogue().session() as session:
        totals = services.lately("portals", lambda: portal_records.portal_totals(session))
        found = portal_records.portal_summary(session, name, totals)
        if found is None:
            abort(404)
        if shown_day and not year:
            year = int(shown_day[:4])
        captures = (
            captures_of_day(session, name, date.fromisoformat(shown_day), after or ("", 0))
            if shown_day
            else ()
        )
        province = found.row and found.row.province and find_province(found.row.province)
        return render_template(
            "portal.html",
            portal=found,
            province=province or None,
            newest=portal_records.newest_of_portal(session, name, NEWEST),
            runs=portal_records.latest_runs(session, name, RUNS),
            calendar=capture_calendar(session, name, year or None),
            day=shown_day,
            captures=captures[:OF_A_DAY],
            following=_cursor(captures[OF_A_DAY - 1][0]) if len(captures) > OF_A_DAY else None,
        )


def _cursor(last: SnapshotRow) -> str:
    return cursor_of((last.fetched_at, last.id))
