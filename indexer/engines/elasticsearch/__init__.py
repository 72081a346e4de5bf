"""Elasticsearch, the engine for where one machine is not enough."""

from indexer.engines.elasticsearch.connecting import connect
from indexer.engines.elasticsearch.reading import ElasticsearchReader
from indexer.engines.elasticsearch.storing import ElasticsearchStore
from indexer.engines.questions import Reader, Store
from indexer.engines.server_options import ServerOptions


def open_elasticsearch(url: str, options: ServerOptions) -> tuple[Reader, Store]:
    """Both halves of the engine at an address (`connecting.connect`, and what it raises)."""
    server = connect(url, options)
    return ElasticsearchReader(server), ElasticsearchStore(server)
