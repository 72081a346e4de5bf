"""The search engines: two behind one interface, found by URL."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indexer.engines.server_options import ServerOptions
from indexer.labels import Labels, plain_labels

if TYPE_CHECKING:  # searching itself imports from this package
    from indexer.searching import SearchEngine


def open_engine(
    url: str, labels: Labels = plain_labels, server: ServerOptions | None = None
) -> "SearchEngine":
    """The engine at `tantivy:///absolute/folder` or at `http://host:9200,host2:9200`, `https://…`.

    Nothing is opened or connected yet. Elasticsearch's index is `congtin`, or what the URL's path
    says; user and password may be in the URL, and several nodes of one cluster. `labels` tells how
    readers see values of facets; `server` what else there is to say about Elasticsearch.

    Raises:
        ValueError: the URL names no engine, or what `server` says cannot be.
    """
    from indexer.searching import SearchEngine

    match urlsplit(url).scheme:
        case "tantivy":
            from indexer.engines.tantivy import open_tantivy

            return SearchEngine(*open_tantivy(url), labels)
        case "http" | "https":
            from indexer.engines.elasticsearch import open_elasticsearch

            return SearchEngine(*open_elasticsearch(url, server or ServerOptions()), labels)
        case _:
            raise ValueError(
                f"{url!r} names no search engine: tantivy:///absolute/folder or http://host:9200"
            )
