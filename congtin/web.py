"""The search UI on gunicorn."""

import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask
from gunicorn.app.base import BaseApplication

from congtin.logs import gunicorn_options_of_logs
from congtin.outgoing import mail_of
from congtin.settings import Settings, SettingsError, web_address
from congtin.stores import open_catalogue, open_search
from search_ui import Options, Services, create_app
from search_ui.limiting import check
from search_ui.translating import LANGUAGES, translations
from vietnamese.analysis import analyze

#: Requests handled at once by one worker: most of a request is the engine's work, outside the GIL.
THREADS = 4


class PortTakenError(Exception):
    """Another program listens on the address already."""


def make_app(settings: Settings) -> Flask:
    """The search UI over what the settings name.

    Raises:
        congtin.settings.SettingsError: a limit on requests that cannot be used.
    """
    catalogue = open_catalogue(settings)
    services = Services(
        catalogue=catalogue,
        open_search=lambda: open_search(settings, catalogue),
        archive_url=settings.archive_url,
        cache_folder=settings.home / "cache" / "pages",
        folders=_folders(settings),
    )
    _check_limits(settings)
    return create_app(services, _options(settings))


def _folders(settings: Settings) -> dict[str, Path]:
    """The archive's folder and the index's, where they are on this machine."""
    index = urlsplit(settings.search_url)
    found = {"index": Path(unquote(index.path))} if index.scheme == "tantivy" else {}
    if "://" not in settings.archive_url:
        found["archive"] = Path(settings.archive_url)
    return found


def _check_limits(settings: Settings) -> None:
    try:
        check(_options(settings))
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _options(settings: Settings) -> Options:
    hosts = (host.strip() for host in settings.trusted_hosts.split(","))
    return Options(
        public_address=settings.public_address,
        trusted_hosts=tuple(filter(None, hosts)),
        proxies=settings.proxies,
        offers_mail=mail_of(settings) is not None,
        limits={
            "search": settings.limit_search,
            "suggest": settings.limit_suggest,
            "list": settings.limit_list,
            "export": settings.limit_export,
            "archived": settings.limit_archived,
        },
        limit_storage=settings.limit_storage,
        schedule_spread=settings.spread,
        metrics_token=settings.metrics_token.get_secret_value(),
    )


class _Server(BaseApplication):
    """gunicorn, configured by us and by nothing on the command line or in the environment."""

    def __init__(self, load: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._load = load
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Called in each worker after the fork: no connection is shared between them."""
        return self._load()


def run_server(
    settings: Settings, host: str, port: int, workers: int, on_ready: Callable[[str], None]
) -> None:
    """Serve until a signal ends it; `on_ready` is told the address.

    Raises:
        PortTakenError: the address is in use; says how to choose another.
        congtin.settings.SettingsError: a limit on requests that cannot be used.
    """
    listener = _listen(host, port)
    address = web_address(*listener.getsockname()[:2])
    if "public_address" not in settings.model_fields_set:
        settings = settings.model_copy(update={"public_address": address})
    # What cannot be used is told now, in a line, not by each worker as it starts.
    open_catalogue(settings).close()
    _check_limits(settings)
    _read_tables()
    options = {
        "bind": f"fd://{listener.fileno()}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 10,
        "loglevel": "warning",
        # A query of a thousand syllables, percent-encoded: what is too long is told by the app.
        "limit_request_line": 0,
        "control_socket_disable": True,
        # Of what a request says about its way here nothing is believed: see search_ui.security.
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "when_ready": lambda _: on_ready(f"{address}/"),
        **gunicorn_options_of_logs(settings),
    }
    _Server(lambda: make_app(settings), options).run()


def _read_tables() -> None:
    """Read what searches need, before there are workers: they share it, and answer at once."""
    analyze("Ủy ban nhân dân")
    for language in LANGUAGES:
        translations(language)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(
                f"{host}:{port} is in use by another program; choose another with --port"
            ) from error
        raise PortTakenError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    listener.set_inheritable(True)
    return listener
