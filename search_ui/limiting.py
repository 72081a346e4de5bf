"""How often one client may ask for what is expensive, so that nobody takes it all (Flask-Limiter).

What is served from the catalogue by a key alone is not limited, nor what load balancers ask.
"""

import time
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Any, cast

from flask import Flask, Response, request
from flask_limiter import Limiter
from limits import parse_many
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from search_ui.options import Expense, Options

#: What each expensive endpoint costs. One client's requests of a kind are counted together.
EXPENSIVE: dict[str, Expense] = {
    "search.search": "search",
    "search.facet_values": "search",
    "articles.article": "search",
    "feeds.search": "search",
    "feeds.document": "search",
    "api.articles": "search",
    "api.similar": "search",
    "changes.changes": "search",
    "changes.feed": "search",
    "documents.documents": "search",
    "documents.document": "search",
    "documents.document_browse": "search",
    "api.documents": "search",
    "sitemap.part": "search",
    "api.suggest": "suggest",
    "opensearch.suggested": "suggest",
    "documents.document_list": "list",
    "follow.follow": "search",
    "follow.subscribe": "list",
    "api.lookup": "list",
    "exports.export": "export",
    "snapshots.content": "archived",
    "snapshots.file": "archived",
    "snapshots.picture": "archived",
    "snapshots.warc": "archived",
    "snapshots.wacz": "archived",
}

#: A network of this size is one subscriber's (RFC 6177); any of its addresses are the same client.
_OF_ONE_CLIENT = 64


def client_address() -> str:
    """The client as it is counted: its IPv4 address, or the network that its IPv6 address is in."""
    given = request.remote_addr or ""
    try:
        address = ip_address(given)
    except ValueError:
        return given
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Address(int(address) >> _OF_ONE_CLIENT << _OF_ONE_CLIENT))
    return str(address)


def register(app: Flask, options: Options) -> None:
    """Count what clients ask `app` for; who asks too often is answered 429 with Retry-After.

    Where the storage is away, each process counts for itself meanwhile.

    Raises:
        ValueError: a limit or a storage that cannot be used; names it.
    """
    check(options)
    limiter = Limiter(
        client_address,
        app=app,
        storage_uri=options.limit_storage,
        strategy="moving-window",
        in_memory_fallback_enabled=options.limit_storage != "memory://",
    )
    for endpoint, expense in EXPENSIVE.items():
        if limit := options.limits.get(expense):
            limited = limiter.shared_limit(limit, scope=expense)
            view: Any = app.view_functions[endpoint]
            app.view_functions[endpoint] = cast("Any", limited(view))

    @app.after_request
    def tell_when(response: Response) -> Response:
        """When to come back, said to who is refused alone: other answers may be kept for all."""
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and limiter.current_limit:
            left = limiter.current_limit.reset_at - time.time()
            response.headers["Retry-After"] = str(max(1, ceil(left)))
        return response


def check(options: Options) -> None:
    """Can these limits be kept?

    Raises:
        ValueError: a limit or a storage that cannot be used; names it.
    """
    for expense, limit in options.limits.items():
        try:
            if limit:
                parse_many(limit)
        except ValueError as error:
            raise ValueError(f"limit_{expense} {limit!r}: {error}") from error
    try:
        storage_from_string(options.limit_storage)
    except ConfigurationError as error:
        raise ValueError(f"limit_storage {options.limit_storage!r}: {error}") from error
