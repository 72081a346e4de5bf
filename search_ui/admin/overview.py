"""The portals at a glance, and one of them with its history."""

from flask import abort, render_template, request
from sqlalchemy.orm import Session

from archive.catalogue.lacking import crawls_to_look_at
from archive.health import HEALTHY, proposal_words, reasons_of, state_words
from search_ui import services
from search_ui.admin import charts, records
from search_ui.admin.blueprint import blueprint
from search_ui.parameters import whole_number
from search_ui.translating import current_language
from vietnamese.folding import fold

#: So many portals are on a page.
PORTALS = 50

#: So many runs are drawn, and so many of them listed.
DRAWN, LISTED = 60, 20


@blueprint.get("/")
def overview() -> str:
    """Portals: how their last runs went, what is new, when they are due, what is wrong.

    Those that somebody should look at come first; `q` leaves those that are named so.
    """
    typed = request.args.get("q", "").strip()[:200]
    page = whole_number(request.args, "page", 1, 1, 10_000)
    with services.whole_catalogue().session() as session:
        every = records.portal_states(session)
        found = [state for state in every if state.is_named(fold(typed))]
        found.sort(key=lambda state: (not state.troubled, fold(state.title), state.summary.name))
        return render_template(
            "admin/overview.html",
            portals=found[(page - 1) * PORTALS : page * PORTALS],
            found=len(found),
            troubled=sum(state.troubled for state in found),
            known=len(every),
            typed=typed,
            page=page,
            pages=-(-len(found) // PORTALS),
            words=_words,
        )


@blueprint.get("/portals/<name>")
def portal(name: str) -> str:
    """One portal: what it does now, its timetable, its runs."""
    return portal_page(name)


def portal_page(name: str, timetable: str | None = None, problem: str | None = None) -> str:
    """The page of a portal; with a timetable that could not be read, and why."""
    with services.whole_catalogue().session() as session:
        state = records.portal_state(session, name)
        if state is None:
            abort(404)
        runs = records.runs_of(session, name, DRAWN)
        crawls = [run for run in runs if run.kind == "crawl"]
        return render_template(
            "admin/portal.html",
            portal=state,
            words=_words,
            reasons=[
                reason.words(current_language()) for reason in reasons_of(state.health.reasons)
            ]
            if state.health
            else [],
            proposal=proposal_words(state.health.proposal, current_language())
            if state.health and state.health.proposal
            else None,
            look_at=_run_to_look_at(session, state),
            runs=runs[:LISTED],
            new=charts.run_chart(crawls, charts.new_items),
            troubles=charts.run_chart(crawls, charts.troubles),
            timetable=timetable,
            problem=problem,
        )


def _run_to_look_at(session: Session, portal: records.PortalState) -> int | None:
    """The crawl whose pages show what is wrong with a portal, if anything is."""
    if portal.health is None or portal.health.state in HEALTHY:
        return None
    crawls = crawls_to_look_at(session, portal.summary.name)
    return crawls[0].id if crawls else None


def _words(state: str) -> str:
    return state_words(state, current_language())
