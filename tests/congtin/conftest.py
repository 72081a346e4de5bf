"""The command line as a person runs it, and the sample portals crawled with it."""

import getpass
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.audit import list_deeds
from congtin.demo import sample_definitions, write_portal_files
from congtin.sample_portals import FREE_PORTS, SamplePortals
from congtin.settings import load_settings
from tests.congtin.forked_commands import run_forked


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The JSON Lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Congtin:
    """`congtin` with a home of its own."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The variables it is run with: none of the tester's own settings."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("CONGTIN_")}
        return {**kept, "CONGTIN_HOME": str(self.home)}

    def command(self, *arguments: str) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "congtin", *arguments]

    def __call__(
        self, *arguments: str, stdin: str | bytes = b"", code: int | None = 0, **variables: str
    ) -> Finished:
        """Run a command to its end, which must have the exit code `code` (None: any)."""
        result = Finished(
            *run_forked(
                arguments,
                stdin.encode() if isinstance(stdin, str) else stdin,
                {**self.environment, **variables},
                self.home.parent,
                timeout=300,
            )
        )
        assert code is None or result.code == code, result.out[-2000:] + result.err[-4000:]
        assert "Traceback" not in result.err, result.err
        return result


def audited(congtin: Congtin) -> list[tuple[str, str]]:
    """What the audit log has: action and subject. All of it is by who runs the tests."""
    url = load_settings(home=congtin.home).database_url
    with closing(Catalogue(url)) as catalogue, catalogue.session() as session:
        deeds = list_deeds(session, 100)
    assert {deed.user for deed in deeds} <= {f"{getpass.getuser()} (command line)"}
    return [(deed.action, deed.subject) for deed in reversed(deeds)]


@pytest.fixture
def congtin(tmp_path: Path) -> Congtin:
    """`congtin` with an empty home."""
    return Congtin(tmp_path / "home")


@dataclass(frozen=True, slots=True)
class CrawledSamples:
    """The sample portals, being served, and a home into which they were crawled and indexed."""

    portals: SamplePortals
    congtin: Congtin
    names: tuple[str, ...]
    first_crawl: Finished


@pytest.fixture(scope="session")
def crawled_samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrawledSamples]:
    """The sample portals crawled once for all tests that only look at what came of it."""
    home = tmp_path_factory.mktemp("samples") / "home"
    with SamplePortals(FREE_PORTS) as portals:
        congtin = Congtin(home)
        definitions = sample_definitions(portals)
        write_portal_files(load_settings(home=home, portals_folder=home / "portals"), definitions)
        names = tuple(portal.name for portal in definitions)
        crawl = congtin("crawl", *names, "--json")
        congtin("index")
        yield CrawledSamples(portals, congtin, names, crawl)


@pytest.fixture
def crawled(crawled_samples: CrawledSamples, tmp_path: Path) -> Congtin:
    """A copy of the home that the samples were crawled into; they are being served still."""
    home = tmp_path / "home"
    shutil.copytree(crawled_samples.congtin.home, home)
    return Congtin(home)
