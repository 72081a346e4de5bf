"""Serves the sample portals on loopback, each department on a port of its own, in this process."""

import errno
import socket
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from congtin.sample_portals.articles import SampleArticle, all_articles
from congtin.sample_portals.departments import all_departments
from congtin.sample_portals.editions import publish_second_edition
from congtin.sample_portals.expected import ExpectedArticle, expected_article
from congtin.sample_portals.site import DepartmentSite
from congtin.sample_portals.web import create_app

HOST = "127.0.0.1"
DEFAULT_PORTS = (8651, 8652, 8653, 8654)
FREE_PORTS = (0, 0, 0, 0)
POLL_SECONDS = 0.05  # how soon a server notices that it is to stop


class PortTakenError(OSError):
    """A port that a sample portal was to be served on is in use."""


class _QuietHandler(WSGIRequestHandler):
    """Serves without writing an access log to standard error."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 (werkzeug's name)
        """Says nothing."""


class SamplePortals:
    """The sample portals being served, from `with SamplePortals() as portals:` to its end.

    `ports` has one for each department, in the order of `departments.toml`; 0 takes any free one,
    and `SamplePortals(FREE_PORTS)` thus any four.
    """

    def __init__(self, ports: Sequence[int] = DEFAULT_PORTS) -> None:
        departments = all_departments()
        if len(ports) != len(departments):
            raise ValueError(f"{len(departments)} departments need as many ports, not {len(ports)}")
        articles = all_articles()
        self.sites = {d.slug: DepartmentSite(d, articles) for d in departments}
        self._ports = dict(zip(self.sites, ports, strict=True))
        self._servers: dict[str, BaseWSGIServer] = {}
        self._threads: list[threading.Thread] = []

    @property
    def base_urls(self) -> Mapping[str, str]:
        """The address of each portal that is being served, by the department's slug."""
        return {slug: f"http://{HOST}:{server.port}" for slug, server in self._servers.items()}

    def start(self) -> None:
        """Begins to serve; every port answers when this returns.

        Raises:
            PortTakenError: a port is in use (none is served then).
        """
        try:
            for slug, site in self.sites.items():
                self._servers[slug] = _bind(site, self._ports[slug])
        except PortTakenError:
            self._close()
            raise
        for slug, server in self._servers.items():
            thread = threading.Thread(
                target=server.serve_forever,
                args=(POLL_SECONDS,),
                name=f"portal {slug}",
                daemon=True,
            )
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Stops serving and frees the ports."""
        for server in self._servers.values():
            server.shutdown()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._close()

    def edit(self, department: str, number: int, **changes: Any) -> SampleArticle:
        """Publishes an article anew with these fields of `SampleArticle` changed."""
        return self.sites[department].edit(number, **changes)

    def remove(self, department: str, number: int) -> None:
        """Takes an article down."""
        self.sites[department].remove(number)

    def publish_second_edition(self) -> None:
        """Makes the edits of `content/edition2.toml`: articles changed, gone and new."""
        publish_second_edition(self.sites)

    def expected(self) -> list[ExpectedArticle]:
        """The true item of every article that is published now, edits included."""
        return [
            expected_article(site.department, article, self.base_urls[slug])
            for slug, site in self.sites.items()
            for article in site.articles()
        ]

    def _close(self) -> None:
        for server in self._servers.values():
            server.server_close()
        self._servers.clear()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _bind(site: DepartmentSite, port: int) -> BaseWSGIServer:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise PortTakenError(
                error.errno,
                f"the sample portal of {site.department.name} cannot have port {port} on {HOST}: "
                "something else uses it; give other ports",
            ) from error
        listener.listen(128)
        # Handed over as a descriptor: left to bind by itself, werkzeug ends the process when a
        # port is taken. It duplicates the descriptor, so that ours is closed here.
        return make_server(
            HOST,
            listener.getsockname()[1],
            create_app(site),
            threaded=True,
            request_handler=_QuietHandler,
            fd=listener.fileno(),
        )
