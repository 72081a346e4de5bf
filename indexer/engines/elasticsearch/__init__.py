"""Elasticsearch, the engine for where one machine is not enough."""

import logging
from urllib.parse import unquote, urlsplit

from elasticsearch import Elasticsearch

from indexer.engines.elasticsearch.reading import ElasticsearchReader
from indexer.engines.elasticsearch.server import Server
from indexer.engines.elasticsearch.writing import ElasticsearchStore
from indexer.engines.questions import Reader, Store

#: The alias that is searched, unless the URL's path names another.
ALIAS = "congtin"

#: Seconds to wait for an answer; a bulk of 10 MB on a busy server takes a while.
TIMEOUT = 60


def open_elasticsearch(url: str) -> tuple[Reader, Store]:
    """Both halves of the engine at `http://user:password@host:9200/alias`.

    Nothing is connected to yet.

    Raises:
        ValueError: the URL has no host, or a port that is none.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(f"{url!r} names no host: write http://host:9200")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    address = f"{parts.scheme}://{host}:{parts.port or 9200}"
    user = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    # What goes wrong comes as an exception, and as an answer that says what to do; that the client
    # tried before, its log would tell with a stack trace each.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    client = Elasticsearch(
        address, basic_auth=user, request_timeout=TIMEOUT, retry_on_timeout=True, max_retries=3
    )
    server = Server(client, address, alias=unquote(parts.path.strip("/")) or ALIAS)
    return ElasticsearchReader(server), ElasticsearchStore(server)
