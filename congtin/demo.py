"""The demonstration: from portals to a searchable archive, on this machine alone."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import tomli_w

from congtin.sample_portals import DEFAULT_PORTS, FREE_PORTS, PortTakenError, SamplePortals
from congtin.sample_portals.earlier import write_earlier_captures
from congtin.sample_portals.portals import portal_definitions
from congtin.settings import Settings, load_settings
from congtin.stores import open_catalogue
from crawler.backfilling import Backfill, BackfillOptions, Politeness, find_files
from crawler.portals import Portal
from crawler.re_extraction import Places

#: The file that says that a home is a demonstration's, and at which ports its sample portals are.
MARKER = "demo.json"


class NotADemoHomeError(Exception):
    """The home holds real data. A demonstration would mix invented articles with them."""


class DemoPortsError(Exception):
    """The ports of this home's sample portals are in use: perhaps it is being shown already."""


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
    return load_settings(
        home=home, database_url="", search_url="", archive_url="", portals_folder=home / "portals"
    )


@contextmanager
def serve_samples(home: Path, note: Callable[[str], None]) -> Iterator[SamplePortals]:
    """The sample portals, served at the ports they had in this home before.

    Articles are known by their addresses: at other ports the same ones would be there twice. In a
    new home it is the usual ports, or free ones where those are taken.

    Raises:
        DemoPortsError: a port that they had before is taken.
    """
    remembered = _remembered_ports(home)
    portals = SamplePortals(remembered or DEFAULT_PORTS)
    try:
        portals.start()
    except PortTakenError as error:
        if remembered:
            raise DemoPortsError(
                f"{error.strerror}. Is this demonstration being shown already? If not, name "
                f"another folder with CONGTIN_HOME, or remove {home}"
            ) from error
        note(f"{error.strerror}; taking free ports instead")
        portals = SamplePortals(FREE_PORTS)
        portals.start()
    ports = [urlsplit(address).port for address in portals.base_urls.values()]
    about = {"about": "Invented articles of `congtin demo`.", "ports": ports}
    (home / MARKER).write_text(json.dumps(about) + "\n", encoding="utf-8")
    try:
        yield portals
    finally:
        portals.stop()


def _remembered_ports(home: Path) -> list[int] | None:
    try:
        ports = json.loads((home / MARKER).read_text("utf-8"))["ports"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return [int(port) for port in ports]


def write_portal_files(settings: Settings, portals: Sequence[Portal]) -> None:
    """Put the sample portals' files into the home, so that every command knows them."""
    settings.portals_folder.mkdir(parents=True, exist_ok=True)
    for portal in portals:
        text = tomli_w.dumps(portal.model_dump(mode="json", exclude_defaults=True))
        (settings.portals_folder / f"{portal.name}.toml").write_text(text, encoding="utf-8")


def sample_definitions(samples: SamplePortals) -> list[Portal]:
    """The portal files of the sample portals at the addresses they are served at."""
    return portal_definitions(samples.base_urls)


def earlier_captures(samples: SamplePortals, home: Path) -> Path:
    """Let the portals go on to their second edition; where captures of what was before it are.

    These are written once in a home: a second demonstration finds the same.
    """
    folder, unfinished = home / "earlier", home / "earlier.unfinished"
    if folder.exists():
        samples.publish_second_edition()
    else:
        shutil.rmtree(unfinished, ignore_errors=True)
        write_earlier_captures(samples, unfinished, datetime.now(UTC))
        unfinished.rename(folder)
    return folder


def take_in(settings: Settings, portals: Sequence[Portal], folder: Path) -> Counter[str]:
    """Back-fill the portals with the captures in a folder; what came of it, counted."""
    catalogue = open_catalogue(settings)
    places = Places(settings.database_url, settings.archive_url)
    options = BackfillOptions(Politeness(settings.user_agent, delay=0))
    counts: Counter[str] = Counter()
    for portal in portals:
        work = Backfill(portal, portals, find_files([str(folder)]), [], options)
        counts += work.run(catalogue, places, settings.warc_max_bytes, lambda *_: None).counts
    catalogue.close()
    return counts


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
