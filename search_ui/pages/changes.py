"""What portals changed after publication or took away: a page, and a feed of the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, get_template_attribute, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.reading_silent_changes import SilentChange, silent_changes
from archive.catalogue.tables import PortalRow
from indexer.labels import plain_labels
from search_ui import services
from search_ui.addresses import public, with_query
from search_ui.asking_changes import (
    KIND_LABELS,
    AskedPage,
    asked_page,
    with_known_departments,
)
from search_ui.change_addresses import change_address
from search_ui.date_range import date_range, without_mistakes
from search_ui.feeds import atom
from search_ui.feeds.routes import BEGINNING, ENTRIES, feed_response
from search_ui.options import options
from search_ui.places import cursor_of
from search_ui.translating import current_language
from search_ui.translating import gettext as _

blueprint = Blueprint("changes", __name__)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: values with their labels; departments are their own."""

    portals: dict[str, str]
    provinces: dict[str, str]
    departments: Sequence[str]


@blueprint.get("/changes")
def changes() -> str:
    """The changes asked for, the newest first, each with its words.

    Days that mean nothing are told of beside their fields and left out of what is asked.
    """
    dates = date_range(request.args)
    asked = asked_page(without_mistakes(request.args, dates))
    with services.catalogue().session() as session:
        asked = with_known_departments(session, asked)
        found = silent_changes(session, asked.changes, asked.size, asked.after)
        choices = _choices(session)
    following = (
        with_query(url_for(".changes"), [*asked.query(), ("cursor", cursor_of(found.following))])
        if found.following
        else None
    )
    return render_template(
        "changes.html",
        asked=asked,
        dates=dates,
        numbered="page" in request.args,
        found=found.changes,
        following=following,
        searched_to=found.following[0] if found.following and asked.changes.words else None,
        choices=choices,
        kinds=KIND_LABELS,
        change_address=change_address,
        feed=with_query(url_for(".feed"), asked.query()),
        api=with_query(url_for("api.changes"), asked.query()),
    )


@blueprint.get("/changes.atom")
def feed() -> Response:
    """The newest of the changes asked for, to be followed."""
    asked = asked_page(request.args)
    size = asked.size if request.args.get("size") else ENTRIES
    with services.catalogue().session() as session:
        asked = with_known_departments(session, asked)
        found = silent_changes(session, asked.changes, size, asked.after)
    entries = [_entry(change) for change in found.changes]
    query = asked.query()
    return feed_response(
        atom.Feed(
            id=atom.tag_uri(options().public_host, _name(asked)),
            title=_("Sửa và gỡ sau khi đăng") + " · Cổng Tin",
            updated=atom.last_updated(entries, BEGINNING),
            author="Cổng Tin",
            links=[
                atom.Link(
                    public(with_query(url_for(".feed"), query)), "self", "application/atom+xml"
                ),
                atom.Link(public(with_query(url_for(".changes"), query)), type="text/html"),
            ],
            entries=entries,
            icon=public(url_for("static", filename="gate.svg")),
            language=current_language(),
        )
    )


def _name(asked: AskedPage) -> str:
    """What the feed is called whatever its size."""
    return with_query("changes", [pair for pair in asked.query() if pair[0] != "size"])


def _entry(change: SilentChange) -> atom.Entry:
    path = f"changes/{change.item_type}/{quote(change.item_id)}/{change.kind}/{change.at}"
    return atom.Entry(
        id=atom.tag_uri(options().public_host, path),
        title=f"{KIND_LABELS[change.kind]}: {change.title}",
        updated=max(change.at, change.until or ""),
        published=change.at,
        links=[atom.Link(public(change_address(change)), type="text/html")],
        authors=[name for name in (change.department or change.portal,) if name],
        categories=[
            atom.Category(change.kind, str(KIND_LABELS[change.kind])),
            *(atom.Category(name) for name in (change.portal, change.province) if name),
        ],
        content=render_template(
            "_change.html",
            change=change,
            runs_of=get_template_attribute("_runs.html", "plain_runs_of"),
        ),
    )


def _choices(session: Session) -> Choices:
    rows = session.execute(
        select(PortalRow.name, PortalRow.title, PortalRow.province, PortalRow.department)
    ).all()
    provinces = plain_labels("province", sorted({row.province for row in rows if row.province}))
    return Choices(
        portals=dict(sorted(((row.name, row.title) for row in rows), key=lambda pair: pair[1])),
        provinces=dict(provinces),
        departments=sorted({row.department for row in rows if row.department}),
    )
