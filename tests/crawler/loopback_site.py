"""A small web site on loopback for crawls to meet: real HTTP, answers set by each test."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """What the site says at an address."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


def html(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), status)


def gzipped(plain: Answer) -> Answer:
    body = gzip.compress(plain.body, mtime=0)
    return Answer(body, headers=(*plain.headers, ("Content-Encoding", "gzip")))


def redirect(location: str) -> Answer:
    return Answer(b"", 302, (("Location", location),))


NOT_FOUND = html("<title>Không tìm thấy trang</title><h1>Không tìm thấy trang</h1>", 404)


@dataclass
class Site:
    """The answers by path and query (of what is posted, with the body), the requests so far, and
    the headers of the last.
    """

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    posted: dict[tuple[str, bytes], Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    seconds: float = 0.0  # that an answer takes
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.answers.setdefault("/robots.txt", Answer(b"", 404))

    def take_requests(self) -> list[str]:
        """The requests since the last call, without robots.txt."""
        taken = [path for path in self.requests if path != "/robots.txt"]
        self.requests.clear()
        return taken


def _holds(answer: Answer, asked: dict[str, str]) -> bool:
    """Whether it is asked for what did not change."""
    said = dict(answer.headers)
    return any(
        name in asked and asked[name] == said.get(validator)
        for name, validator in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"))
    )


@contextmanager
def serve_site(host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site; what it has no answer for is a 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(site.answers.get(self.path, NOT_FOUND))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(site.posted.get((self.path, body), NOT_FOUND))

        def _answer(self, answer: Answer) -> None:
            site.requests.append(self.path)
            site.headers = dict(self.headers)
            time.sleep(site.seconds)
            if _holds(answer, site.headers):
                answer = Answer(b"", 304, answer.headers)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # the crawl was killed
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://{host}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
