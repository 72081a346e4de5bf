"""The engines for tests, each at a place of its own that is gone afterwards."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer.engines import open_engine
from indexer.engines.server_options import ServerOptions
from indexer.labels import Labels, plain_labels
from indexer.searching import SearchEngine

#: What long tests are parametrised by: the name of an engine, the one that needs a server marked.
TWO_ENGINES = ["tantivy", pytest.param("elasticsearch", marks=pytest.mark.server)]

#: What to parametrise by: Elasticsearch 9 too, and there in three shards.
ENGINES = [*TWO_ENGINES, pytest.param("elasticsearch-9", marks=pytest.mark.server)]

OPTIONS = {"elasticsearch-9": ServerOptions(shards=3)}


@contextmanager
def engine_url(name: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an engine that has no index yet; what comes to be there is removed in the end."""
    if name == "tantivy":
        yield f"tantivy://{folder / 'index'}"
        return
    server = request.getfixturevalue("elasticsearch_urls")("9" if name.endswith("-9") else "8")
    alias = f"test-{uuid.uuid4().hex}"
    yield f"{server}/{alias}"
    with Elasticsearch(server) as client:
        for index in client.indices.get(index=f"{alias}.v-*").body:
            client.indices.delete(index=index)


@contextmanager
def opened(
    name: str,
    folder: Path,
    request: pytest.FixtureRequest,
    labels: Labels = plain_labels,
    options: ServerOptions | None = None,
) -> Iterator[SearchEngine]:
    """An engine that has no index yet."""
    options = options or OPTIONS.get(name)
    with (
        engine_url(name, folder, request) as url,
        open_engine(url, labels, options) as engine,
    ):
        yield engine
