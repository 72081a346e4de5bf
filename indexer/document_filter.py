"""The `document` parameter: a key, or an identifier in any spelling, becomes keys."""

from dataclasses import replace

from sqlalchemy.orm import Session

from documents.looking_up import find_keys
from documents.requests import read_request
from indexer.search import SearchRequest


def with_document_keys(session: Session, request: SearchRequest) -> SearchRequest:
    """`request` with every document filtered by given as its key.

    An identifier stands for all documents that bear it. What is not known stays as it was given: it
    matches nothing, which is the truth.
    """
    given = request.filters.get("document")
    if not given:
        return request
    keys = tuple(dict.fromkeys(key for value in given for key in _keys(session, value)))
    return replace(request, filters={**request.filters, "document": keys})


def _keys(session: Session, value: str) -> list[str]:
    return find_keys(session, read_request(value)) or [value]
