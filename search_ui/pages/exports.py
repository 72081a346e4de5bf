"""A whole result as a file to take away: every hit, however many there are, sent as it is found."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime

from flask import Blueprint, Response, request
from werkzeug.exceptions import ServiceUnavailable

from archive.exporting import TABLE_FORMS
from indexer.document_filter import with_document_keys
from indexer.result_rows import RESULT_COLUMNS, result_rows
from search_ui import services
from search_ui.file_names import attachment, usable_name
from search_ui.options import options
from search_ui.parameters import search_request
from vietnamese.dates import VIETNAM

#: So many files are written at once by one server process, which has pages to serve as well.
AT_ONCE = 2

#: Seconds after which who was refused may find a place.
RETRY_AFTER = 20

#: So much of the words searched for is in the file's name, in characters.
_WORDS = 60

blueprint = Blueprint("exports", __name__)

_places = threading.BoundedSemaphore(AT_ONCE)


@blueprint.get("/search.<any(csv, jsonl, xlsx):form>")
def export(form: str) -> Response:
    """What a search finds, in its order; which page of it is shown does not count."""
    asked = search_request(request.args)
    catalogue, table = services.catalogue(), TABLE_FORMS[form]
    with catalogue.session() as session:
        resolved = with_document_keys(session, asked)
    with _place() as place:
        rows = result_rows(services.searcher(), catalogue, resolved, options().public_address)
        kept = place.pop_all()
    pieces = _to_the_end(table.write(RESULT_COLUMNS, rows), kept)
    response = Response(pieces, content_type=table.content_type)
    response.call_on_close(kept.close)
    response.headers["Content-Disposition"] = attachment(
        f"{_name(asked.q)}.{form}", f"cong-tin.{form}"
    )
    return response


def _place() -> ExitStack:
    """One of the places, which is given back when the stack is closed, or closed again."""
    if not _places.acquire(blocking=False):
        raise ServiceUnavailable(retry_after=RETRY_AFTER)
    place = ExitStack()
    place.callback(_places.release)
    return place


def _to_the_end(pieces: Iterable[bytes], place: ExitStack) -> Iterator[bytes]:
    with place:
        yield from pieces


def _name(q: str) -> str:
    today = datetime.now(VIETNAM).date().isoformat()
    return " ".join(filter(None, ("Cổng Tin", usable_name(" ".join(q.split())[:_WORDS]), today)))
