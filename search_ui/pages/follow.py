"""Following a search by e-mail: asked for here, confirmed and ended by a link that was mailed."""

from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.saved_searches import by_token, confirm, pause, remove, resume
from archive.contact_addresses import email_address
from indexer.search import SearchRequest
from search_ui import services
from search_ui.cross_site import refuse_cross_site
from search_ui.following import (
    NotFollowedError,
    TooManyUnconfirmedError,
    ask_to_follow,
    follow_address,
    followed,
    search_name,
)
from search_ui.options import options
from search_ui.parameters import search_request
from search_ui.translating import gettext as _

blueprint = Blueprint("follow", __name__, url_prefix="/follow")
blueprint.add_app_template_global(follow_address)


@blueprint.after_request
def _keep_to_oneself(response: Response) -> Response:
    """Addresses with a token are somebody's own: kept by no cache, found by no search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("")
def follow() -> str:
    """The form: what would be told of, and which address to tell."""
    return _form(followed(search_request(request.args)))


@blueprint.post("")
def subscribe() -> AnyResponse:
    """Have the address asked whether it wants to be told."""
    refuse_cross_site()
    asked = followed(search_request(request.args))
    given = request.form.get("email", "")
    if not options().offers_mail:
        return redirect(follow_address(asked), HTTPStatus.SEE_OTHER)
    try:
        address = email_address(given)
    except ValueError:
        problem = _("Đây không phải một địa chỉ thư điện tử. Hãy viết như ten@example.vn.")
        return Response(_form(asked, given, problem), HTTPStatus.BAD_REQUEST)
    try:
        with services.catalogue().begin() as session:
            ask_to_follow(session, asked, _name(asked), address)
    except TooManyUnconfirmedError as error:
        return Response(_form(asked, given, str(error)), HTTPStatus.TOO_MANY_REQUESTS)
    except NotFollowedError as error:
        return Response(_form(asked, given, str(error)), HTTPStatus.BAD_REQUEST)
    return redirect(url_for("follow.sent"), HTTPStatus.SEE_OTHER)


@blueprint.get("/sent")
def sent() -> str:
    """What happens next, the same whether or not the address was known."""
    return render_template("follow_told.html", told="sent")


@blueprint.get("/<token>")
@blueprint.get("/<token>/remove", endpoint="asked_to_remove")
def manage(token: str) -> Response:
    """What a mailed link leads to. Looking at it changes nothing: mail programs do so, too."""
    with services.catalogue().session() as session:
        search = by_token(session, token)
    if search is None:
        page = render_template("follow_told.html", told="unknown")
        return Response(page, HTTPStatus.NOT_FOUND)
    return Response(render_template("follow_manage.html", search=search))


@blueprint.post("/<token>/<any(confirm, pause, resume, remove):action>")
def change(token: str, action: str) -> AnyResponse:
    """Do what a button says; `remove` is also what mail programs ask by themselves (RFC 8058).

    The token is the right to do so: no other site's page knows it.
    """
    indexed_to = services.indexed_to() if action == "confirm" else 0
    with services.catalogue().begin() as session:
        search = by_token(session, token)
        if search is not None:
            match action:
                case "confirm":
                    confirm(session, search, indexed_to)
                case "pause":
                    pause(session, search.id)
                case "resume":
                    resume(session, search.id)
                case "remove":
                    remove(session, search.id)
    if action == "remove":
        return Response(render_template("follow_told.html", told="removed"))
    return redirect(url_for("follow.manage", token=token), HTTPStatus.SEE_OTHER)


def _form(asked: SearchRequest, given: str = "", problem: str | None = None) -> str:
    return render_template(
        "follow.html",
        asked=asked,
        name=_name(asked),
        given=given,
        problem=problem,
        offers_mail=options().offers_mail,
    )


def _name(asked: SearchRequest) -> str:
    """What the search is called, with the labels that its facets have for what was chosen."""
    if not asked.filters:
        return search_name(asked, {})
    answer = services.search(asked)
    return search_name(asked, answer.facets)
