"""`congtin serve`."""

from contextlib import nullcontext

import click

from congtin.cli.output import note
from congtin.settings import load_settings


@click.command()
@click.option("--host", help="Address to listen on (CONGTIN_HOST; default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (CONGTIN_PORT; default 8640).")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Server processes."
)
@click.option(
    "--with-worker",
    is_flag=True,
    help="Run `congtin schedule run` beside it: all that one machine needs.",
)
@click.pass_obj
def serve(
    overrides: dict[str, str], host: str | None, port: int | None, workers: int, with_worker: bool
) -> None:
    """Serve the search UI and the JSON API.

    Runs gunicorn until Ctrl-C. It shows what is in the catalogue and the index; it crawls nothing.
    Behind a reverse proxy keep the default address, and set CONGTIN_PUBLIC_ADDRESS (where readers
    reach it) and CONGTIN_PROXIES (how many proxies there are: limits count by client).
    """
    from congtin.web import run_server
    from congtin.worker_beside import worker_beside

    settings = load_settings(**overrides)
    where = (host or settings.host, settings.port if port is None else port)
    with worker_beside(settings) if with_worker else nullcontext():
        run_server(settings, *where, workers, on_ready=lambda url: note(f"Serving {url}"))
