"""The demonstration: from portals to a searchable archive, on this machine alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tomli_w

from congtin.sample_portals import DEFAULT_PORTS, FREE_PORTS, PortTakenError, SamplePortals
from congtin.sample_portals.portals import portal_definitions
from congtin.settings import Settings, load_settings
from crawler.portals import Portal

#: The file that says that a home holds a demonstration, and so may be cleared.
MARKER = "DEMO"
_MARKER_TEXT = "Invented articles of `congtin demo`. `congtin demo` may delete what is here.\n"


class NotADemoHomeError(Exception):
    """The home holds real data. A demonstration would mix invented articles with them."""


def demo_settings(home: Path) -> Settings:
    """Settings for a home of the demonstration's own, whatever else is set.

    Raises:
        NotADemoHomeError: the home holds data that are not a demonstration's.
    """
    home = home.absolute()
    if home.exists() and any(home.iterdir()) and not (home / MARKER).exists():
        raise NotADemoHomeError(
            f"{home} holds data that are not a demonstration's; "
            "name an empty folder with CONGTIN_HOME"
        )
    home.mkdir(parents=True, exist_ok=True)
    (home / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    return load_settings(
        home=home, database_url="", search_url="", archive_url="", portals_folder=home / "portals"
    )


@contextmanager
def serve_samples(note: Callable[[str], None]) -> Iterator[SamplePortals]:
    """The sample portals, served: on their usual ports, or on free ones where those are taken."""
    portals = SamplePortals(DEFAULT_PORTS)
    try:
        portals.start()
    except PortTakenError as error:
        note(f"{error.strerror}; taking free ports instead")
        portals = SamplePortals(FREE_PORTS)
        portals.start()
    try:
        yield portals
    finally:
        portals.stop()


def write_portal_files(settings: Settings, portals: Sequence[Portal]) -> None:
    """Put the sample portals' files into the home, so that every command knows them.

    What was crawled at other addresses (other ports) would stand beside it twice: it is cleared.
    """
    files = {
        settings.portals_folder / f"{portal.name}.toml": tomli_w.dumps(
            portal.model_dump(mode="json", exclude_none=True)
        )
        for portal in portals
    }
    former = {path: path.read_text("utf-8") for path in settings.portals_folder.glob("*.toml")}
    if former and former != files:
        for entry in settings.home.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != MARKER:
                entry.unlink()
    settings.portals_folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")


def sample_definitions(samples: SamplePortals) -> list[Portal]:
    """The portal files of the sample portals at the addresses they are served at."""
    return portal_definitions(samples.base_urls)


def serve_ui(settings: Settings, host: str, port: int) -> subprocess.Popen[bytes]:
    """Start `congtin serve` over the demonstration's home in a process of its own."""
    environment = {
        **os.environ,
        "CONGTIN_HOME": str(settings.home),
        "CONGTIN_DATABASE_URL": settings.database_url,
        "CONGTIN_SEARCH_URL": settings.search_url,
        "CONGTIN_ARCHIVE_URL": settings.archive_url,
        "CONGTIN_PORTALS_FOLDER": str(settings.portals_folder),
    }
    command = [sys.executable, "-m", "congtin", "serve", "--host", host, "--port", str(port)]
    return subprocess.Popen(command, env=environment)  # noqa: S603 (nothing of it is user's text)
