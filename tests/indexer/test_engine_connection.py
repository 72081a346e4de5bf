"""How a search server is addressed and signed in to; a recorder on loopback tells what is sent."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.engines.server_options import ServerOptions
from indexer.search import SearchUnavailableError
from tests.crawler.certificates import certificate


@contextmanager
def recorder(
    answer: dict[str, object], status: int = 200, product: str = "Elasticsearch"
) -> Iterator[tuple[str, list[str]]]:
    """A host that answers everything so, and what requests had as `Authorization`."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Elastic-Product", product)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}", seen
        server.shutdown()
        thread.join()


def basic(user: str) -> str:
    return f"Basic {b64encode(user.encode()).decode()}"


@pytest.mark.parametrize(
    ("user", "api_key", "sent"),
    [
        ("", "", ""),
        ("", "VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==", "ApiKey VnVhQ2Z"),
        ("bien-tap:1234@", "", basic("bien-tap:1234")),
        ("bien-tap:m%E1%BA%ADt%3Akh%E1%BA%A9u%40@", "", basic("bien-tap:mật:khẩu@")),
    ],
)
def test_signing_in(user: str, api_key: str, sent: str) -> None:
    with (
        recorder({"count": 7}) as (host, seen),
        open_engine(f"http://{user}{host}/tin", server=ServerOptions(api_key=api_key)) as engine,
    ):
        assert engine.size() == 7
        assert engine.store.address == f"http://{host}/tin"
    assert [one.startswith(sent) for one in seen] == [True]
    assert (seen == [""]) == (not user and not api_key)


def test_where_one_host_is_gone_another_is_asked() -> None:
    with (
        recorder({"count": 7}) as (host, seen),
        open_engine(f"http://u:secret@127.0.0.1:9,{host},127.0.0.1:9/tin") as engine,
    ):
        assert [engine.size() for _ in range(5)] == [7] * 5
        assert engine.store.address == f"http://127.0.0.1:9,{host},127.0.0.1:9/tin"
    assert seen == [basic("u:secret")] * 5


@pytest.mark.parametrize(
    ("status", "told", "remedy"),
    [
        (401, "CONGTIN_SEARCH_API_KEY", "password"),
        (403, "may not do that", "password"),
        (404, "congtin index", "index"),
        (400, "answered 400", "wait"),
    ],
)
def test_what_a_server_refuses_is_told(status: int, told: str, remedy: str) -> None:
    with (
        recorder({"error": "no"}, status) as (host, _),
        open_engine(f"http://{host}", server=ServerOptions(api_key="secret")) as engine,
        pytest.raises(SearchUnavailableError, match=told) as error,
    ):
        engine.size()
    assert error.value.remedy == remedy
    assert "secret" not in str(error.value) + repr(engine)


@pytest.mark.parametrize("status", [200, 404])
def test_what_is_no_elasticsearch_is_told(status: int) -> None:
    with (
        recorder({}, status, "another") as (host, _),
        open_engine(f"http://{host}") as engine,
        pytest.raises(SearchUnavailableError, match=r"is not Elasticsearch.*CONGTIN_SEARCH_URL"),
    ):
        engine.size()


def test_a_server_that_does_not_encrypt_is_told() -> None:
    with (
        recorder({}) as (host, _),
        open_engine(f"https://{host}") as engine,
        pytest.raises(SearchUnavailableError, match="does not encrypt; write http://"),
    ):
        engine.size()


@pytest.mark.parametrize(
    ("url", "options", "told"),
    [
        ("http://", ServerOptions(), "names no host"),
        ("http://one:9200,", ServerOptions(), "names no host"),
        ("http://one:9200/tin*", ServerOptions(), "cannot name an index"),
        ("http://one:9200/tin/bai", ServerOptions(), "cannot name an index"),
        ("http://one:9200/Tin", ServerOptions(), "cannot name an index"),
        ("http://one:9200/_all", ServerOptions(), "cannot name an index"),
        ("http://one:9200,two:port/", ServerOptions(), "port"),
        ("http://one:9200,http://two:9200", ServerOptions(), "http://one:9200,two:9200"),
        ("http://user:word@one:9200", ServerOptions(api_key="abc"), "one of them"),
        ("http://one:9200", ServerOptions(api_key="khóa"), "API key"),
        ("https://one:9200", ServerOptions(ca=Path("/nowhere/ca.pem")), "/nowhere/ca.pem"),
        ("https://one:9200", ServerOptions(ca=Path(__file__)), "test_engine_connection"),
    ],
)
def test_what_cannot_be_is_said_at_once(url: str, options: ServerOptions, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        open_engine(url, server=options)


def test_hosts_of_every_form(tmp_path: Path) -> None:
    ca, _ = certificate(tmp_path)
    with open_engine("https://[::1],may2:9201/", server=ServerOptions(ca=ca)) as engine:
        assert engine.store.address == "https://[::1],may2:9201/congtin"
