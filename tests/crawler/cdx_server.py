"""A small web archive on loopback that answers as the Internet Archive's does, and as badly."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

COLUMNS = ("timestamp", "original", "mimetype", "statuscode", "digest")


@dataclass(frozen=True)
class Held:
    """A capture that the archive has; without a body it is named in the index alone."""

    timestamp: str
    url: str
    body: bytes | None
    digest: str
    mime: str = "text/html"
    status: str = "200"


@dataclass
class CdxServer:
    """What the archive holds, what it was asked, and what it answers before it does as asked."""

    url: str
    held: list[Held] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    page: int = 2
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    agent: str = ""

    @property
    def cdx(self) -> str:
        return self.url + "/cdx/search/cdx"

    def take_fetched(self) -> list[str]:
        """The captures asked for since the last call."""
        taken = [path for path in self.requests if path.startswith("/web/")]
        self.requests.clear()
        return taken

    def index(self, asked: dict[str, str]) -> list[list[str]]:
        """A page of the index: its columns, the captures, and where to go on."""
        host = asked["url"]
        held = [h for h in self.held if (urlsplit(h.url).hostname or "").endswith(host)]
        held = [h for h in held if asked.get("from", "") <= h.timestamp[:8]]
        held = [h for h in held if h.timestamp[:8] <= asked.get("to", "9")]
        first = int(asked.get("resumeKey", "0"))
        last = first + min(self.page, int(asked["limit"]))
        rows = [[h.timestamp, h.url, h.mime, h.status, h.digest] for h in held[first:last]]
        if not rows:
            return []
        more = [[], [str(last)]] if last < len(held) else []
        return [list(COLUMNS), *rows, *more]


@contextmanager
def serve_cdx() -> Iterator[CdxServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            archive.requests.append(self.path)
            archive.agent = self.headers["User-Agent"]
            if archive.refusals:
                status, headers = archive.refusals.pop(0)
                self.answer(status, b"slow down", headers)
            elif self.path.startswith("/cdx/search/cdx?"):
                asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                body = json.dumps(archive.index(asked)).encode()
                self.answer(200, body, {"Content-Type": "application/json"})
            elif self.path in archive.redirects:
                self.answer(302, b"", {"Location": archive.redirects[self.path]})
            else:
                self.capture()

        def capture(self) -> None:
            for held in archive.held:
                if self.path == f"/web/{held.timestamp}id_/{held.url}" and held.body is not None:
                    at = datetime.strptime(held.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
                    headers = {
                        "Content-Type": f"{held.mime}; charset=utf-8",
                        "Memento-Datetime": format_datetime(at, usegmt=True),
                        "X-Archive-Orig-Server": "Apache",
                        "X-Archive-Orig-Content-Length": "1",
                        "X-Archive-Src": "x.warc.gz",
                    }
                    self.answer(int(held.status), held.body, headers)
                    return
            self.answer(404, b"not archived", {})

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    archive = CdxServer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield archive
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
