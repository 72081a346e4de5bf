"""A web site on loopback that answers as no server should: bytes as each test writes them."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.crawler.loopback_site import NOT_FOUND, Answer

#: Writes the answer to a request to the connection, which is closed afterwards.
Misbehaviour = Callable[[socket.socket], None]


@dataclass
class HostileSite:
    """The answers by path and query: proper ones, raw bytes, or what is done to the connection.

    `fallback` answers where there is no answer; None is a 404. `asked` are the requests so far, in
    order, each with its headers.
    """

    url: str
    answers: dict[str, Answer | bytes | Misbehaviour] = field(default_factory=dict)
    fallback: Callable[[str], Answer | None] = lambda path: None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers.setdefault("/robots.txt", NOT_FOUND)

    @property
    def paths(self) -> list[str]:
        """What was asked for."""
        return [path for path, _ in self.asked]


def wire(answer: Answer) -> bytes:
    """A proper answer as it goes over the wire; the connection is closed after it."""
    lines = [
        f"HTTP/1.1 {answer.status} Said",
        *(f"{name}: {value}" for name, value in answer.headers),
        f"Content-Length: {len(answer.body)}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + answer.body


@contextmanager
def serve_hostile_site(
    host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[HostileSite]:
    """Serve a site, over TLS where a context is given."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            connection: socket.socket = self.request
            # The crawl was killed, hung up on us, or does not like the certificate.
            with suppress(OSError, ValueError):
                if tls is not None:
                    connection = tls.wrap_socket(connection, server_side=True)
                head = b""
                while b"\r\n\r\n" not in head:
                    if not (received := connection.recv(65536)):
                        return
                    head += received
                first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
                path = first.split(" ")[1]
                headers = dict(line.split(": ", 1) for line in lines)
                site.asked.append((path, headers))
                answer = site.answers.get(path) or site.fallback(path) or NOT_FOUND
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(wire(answer) if isinstance(answer, Answer) else answer)
                connection.close()

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    server = Server((host, 0), Handler)
    scheme = "https" if tls else "http"
    site = HostileSite(f"{scheme}://{host}:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
