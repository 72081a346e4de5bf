"""The cursor of an answer: where the next page begins, as text that a URL can hold."""

import base64
import hashlib
import json
from dataclasses import asdict

from indexer.engines.questions import Place, Row
from indexer.search import InvalidRequestError, SearchRequest

#: The largest number that a field of an index holds, and so a cursor.
MOST = (1 << 63) - 1

_NO_CURSOR = (
    "this cursor is none; search again from the first page",
    "cursor này không hợp lệ; hãy tìm lại từ trang đầu",
)
_OF_ANOTHER = (
    "this cursor is of another search; search again from the first page",
    "cursor này là của một câu tìm khác; hãy tìm lại từ trang đầu",
)


def write_cursor(request: SearchRequest, place: Place) -> str:
    """The cursor for going on behind `place`."""
    content = {"question": _fingerprint(request), **asdict(place)}
    packed = json.dumps(content, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(request: SearchRequest) -> Place | None:
    """Where the request goes on; None if it has no cursor.

    Raises:
        InvalidRequestError: the cursor is none, or one of another question.
    """
    if not request.cursor:
        return None
    try:
        packed = request.cursor + "=" * (-len(request.cursor) % 4)
        content = json.loads(base64.urlsafe_b64decode(packed))
        question, key = content["question"], content["key"]
        ranked = request.sort == "relevance" and isinstance(key, float)
        place = Place(
            offset=int(content["offset"]),
            key=key if ranked else int(key),
            tie=int(content["tie"]),
            alike=int(content["alike"]),
        )
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise InvalidRequestError(*_NO_CURSOR) from error
    if not all(0 <= part <= MOST for part in (place.offset, place.key, place.tie, place.alike)):
        raise InvalidRequestError(*_NO_CURSOR)
    if question != _fingerprint(request):
        raise InvalidRequestError(*_OF_ANOTHER)
    return place


def place_behind(rows: tuple[Row, ...], before: Place | None, offset: int) -> Place:
    """The place behind these rows, the page that began at `before` or at `offset`."""
    last = rows[-1]
    alike = sum(row.key == last.key for row in rows)
    if before and before.key == last.key:
        alike += before.alike
    return Place((before.offset if before else offset) + len(rows), last.key, last.tie, alike)


def _fingerprint(request: SearchRequest) -> str:
    """What makes the question the same: all but which page of the answer, and what is with it."""
    filters = sorted((name, sorted(values)) for name, values in request.filters.items() if values)
    told = [request.q, filters, request.date_from, request.date_to, request.sort, request.recency]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
