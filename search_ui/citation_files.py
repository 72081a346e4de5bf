"""The citation of an item as a file that reference managers take in."""

from collections.abc import Callable
from io import BytesIO

from flask import abort, send_file
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.tables import PortalRow
from archive.exporting import item_kept, to_bibtex, to_ris
from archive.items import Article, Legislation
from search_ui import services
from search_ui.options import options

#: By the ending of a file's name: who writes it, and its media type.
_FORMS = {
    "bib": (to_bibtex, "application/x-bibtex"),
    "ris": (to_ris, "application/x-research-info-systems"),
}


def citation(
    item_id: str,
    form: str,
    get: Callable[[Session, str], Article | Legislation | None],
    page: Callable[[str], str | AnyResponse],
) -> str | AnyResponse:
    """The citation of an item in the form `bib` or `ris`, to be saved under the item's id.

    An item whose own id ends like the address of a citation has its page there.
    """
    own_id = f"{item_id}.{form}"
    with services.catalogue().session() as session:
        if get(session, own_id) is None:
            item = get(session, item_id)
            if item is None:
                abort(404)
            return _file(session, item, form)
    return page(own_id)


def _file(session: Session, item: Article | Legislation, form: str) -> AnyResponse:
    write, content_type = _FORMS[form]
    portal = session.get(PortalRow, item.portal) if item.portal else None
    kept = item_kept(session, item, options().public_address)
    text = write(item, portal.title if portal else None, kept)
    response = send_file(
        BytesIO(text.encode()), as_attachment=True, download_name=f"{item.id}.{form}"
    )
    response.content_type = f"{content_type}; charset=utf-8"
    return response
