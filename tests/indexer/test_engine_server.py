"""A server that asks for a password, speaks TLS of its own authority, is busy, hangs and dies."""

import gc
import threading
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer import updating
from indexer.engines import open_engine
from indexer.engines.elasticsearch import connecting
from indexer.engines.questions import Checkpoint
from indexer.engines.server_options import ServerOptions
from indexer.index_documents import make_index_document
from indexer.indexed_items import of_article
from indexer.search import SearchRequest, SearchUnavailableError
from indexer.updating import update_index
from scripts.elasticsearch_install import ElasticsearchMissingError
from tests.fixtures.requirements import unavailable
from tests.indexer.articles import article, make_catalogue
from tests.indexer.own_server import PASSWORD, USER, OwnServer

pytestmark = [pytest.mark.server, pytest.mark.slow]

IDS = {f"id-{n:04}" for n in range(100)}
ARTICLES = tuple(article(i, "Bài viết", "Chữ.") for i in sorted(IDS))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    try:
        server = OwnServer(tmp_path_factory.mktemp("server"))
    except ElasticsearchMissingError as error:
        unavailable(f"no Elasticsearch: {error}")
    yield server
    server.remove()


def test_a_certificate_of_its_own_authority_and_a_password(own: OwnServer, tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path)
    with open_engine(f"{own.url}/ca", server=ServerOptions(ca=own.ca)) as engine:
        update_index(catalogue, engine)
        assert engine.search(SearchRequest(q="đất")).total == 3
        assert engine.size() == 6


def test_who_is_not_let_in_is_told_why(own: OwnServer) -> None:
    for url, options, told in (
        (own.url, ServerOptions(), "CONGTIN_SEARCH_CA"),
        (own.url.replace("https://bien", "https://khac"), ServerOptions(ca=own.ca), "password"),
        (f"https://{own.host}", ServerOptions(ca=own.ca), "password"),
        # The server here knows no API keys, and says so as it does of a wrong one.
        (f"https://{own.host}", ServerOptions(ca=own.ca, api_key="abc"), "CONGTIN_SEARCH_API_KEY"),
    ):
        with open_engine(url, server=options) as engine:
            with pytest.raises(SearchUnavailableError, match=told) as error:
                engine.search(SearchRequest())
            assert PASSWORD not in str(error.value)


def test_what_a_busy_server_turns_away_is_sent_again(own: OwnServer) -> None:
    documents = [make_index_document(of_article(article(i, "Bài", "Chữ. " * 200), [])) for i in IDS]
    told: list[str] = []
    options = ServerOptions(ca=own.ca, on_wait=told.append)
    with open_engine(f"{own.url}/busy", server=options) as engine:
        with engine.store.build() as writer:

            def write(number: int) -> None:
                writer.write([replace(d, key=f"{d.key}-{number}") for d in documents], (), 1)

            with ThreadPoolExecutor(16) as pool:
                list(pool.map(write, range(32)))
            writer.commit(Checkpoint("test", "test", 1))
        engine.store.publish()
        assert engine.size() == 32 * len(IDS)
    with Elasticsearch(
        f"https://{own.host}",
        basic_auth=b64encode(f"{USER}:{PASSWORD}".encode()).decode(),
        ca_certs=str(own.ca),
    ) as client:
        (node,) = client.nodes.stats(metric="thread_pool")["nodes"].values()
        assert node["thread_pool"]["write"]["rejected"] > 0


# urllib3 leaves a connection that its server's death has broken to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_gone_amid_indexing_is_waited_for(
    own: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "BATCH", 20)
    monkeypatch.setattr(updating, "STEP", 20)
    monkeypatch.setattr(updating, "CHUNK", 10)
    monkeypatch.setattr(connecting, "TIMEOUT", 8)
    catalogue = make_catalogue(tmp_path, ARTICLES)
    told: list[str] = []
    options = ServerOptions(ca=own.ca, patience=3, on_wait=told.append)
    url = f"{own.url}/gone"

    def kill_at_40(done: int, total: int) -> None:
        if done == 40:
            own.kill()

    with open_engine(url, server=options) as engine:
        # it does not come back in time
        with pytest.raises(SearchUnavailableError, match="cannot be reached"):
            update_index(catalogue, engine, kill_at_40)
        assert any(
            "out of reach" in message and "giving up after 3 s" in message for message in told
        )
        # nobody waits for what is not there to begin with
        told.clear()
        with pytest.raises(SearchUnavailableError, match="cannot be reached"):
            update_index(catalogue, engine)
        assert not told
        own.start()

    def hang_at_80(done: int, total: int) -> None:
        if done == 80:
            own.pause()
            threading.Timer(10, own.resume).start()

    with open_engine(url, server=replace(options, patience=60)) as engine:
        report = update_index(catalogue, engine, hang_at_80)
        assert 0 < report.indexed <= 80
        assert any("has not answered" in message for message in told)
        assert "answers again" in told[-1]
        found = engine.search(SearchRequest(q="chữ", size=200))
        assert {hit.id for hit in found.hits} == IDS
        assert found.total == len(IDS)
    gc.collect()  # here, and not in another test
