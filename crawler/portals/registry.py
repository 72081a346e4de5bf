"""The portals known, from their files.

The files that come with the package are in `portal_files/`; a user's own folder adds to them and
may replace them. Of a country there are thousands, and reading one takes half a millisecond.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from archive.urls import site_of
from crawler.portals import Portal, PortalFileError, UnknownPortalError

SHIPPED = Path(__file__).parents[1] / "portal_files"


def load_portal_file(path: Path) -> Portal:
    """Read a portal file.

    Raises:
        PortalFileError: it cannot be read, is no TOML, or a field is missing, unknown or wrong.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PortalFileError(path, [f": {error}"]) from error
    try:
        fields: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PortalFileError(path, [f": {error}"]) from error
    try:
        return Portal.model_validate(fields)
    except ValidationError as error:
        problems = [_problem(text, detail["loc"], detail["msg"]) for detail in error.errors()]
        raise PortalFileError(path, problems) from error


class RememberedFiles:
    """Reads portal files, and reads them again only once they have changed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, int, int], Portal | PortalFileError]] = {}

    def load(self, path: Path) -> Portal:
        """As `load_portal_file` does.

        Raises:
            PortalFileError: as there.
        """
        state = _state(path)
        known = self._read.get(path)
        if known is None or known[0] != state:
            try:
                known = state, load_portal_file(path)
            except PortalFileError as error:
                known = state, error
            self._read[path] = known
        if isinstance(known[1], PortalFileError):
            raise known[1]
        return known[1]


def _state(path: Path) -> tuple[int, int, int]:
    """What is another once a file was written anew: none of it of a file that is gone."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0, 0
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


class PortalRegistry:
    """The portals known: those of the package and those of a folder of the user's.

    A file that cannot be used is left out and kept in `refused`; the others work. A user's file
    replaces a shipped one of the same name; two of the same name in one folder are an error of the
    second.

    Args:
        folder: the user's.
        shipped: the package's.
        load: reads one file, raising `PortalFileError`.
        naming: only files in which one of these names stands are read; None: all.
    """

    def __init__(
        self,
        folder: Path | None = None,
        shipped: Path = SHIPPED,
        load: Callable[[Path], Portal] = load_portal_file,
        naming: Collection[str] | None = None,
    ) -> None:
        self.refused: list[PortalFileError] = []
        self._load_file = load
        self._naming = naming
        self._portals: dict[str, Portal] = {}
        for place in (shipped, folder):
            if place is not None:
                self._portals.update(self._load(place))

    def _load(self, folder: Path) -> dict[str, Portal]:
        portals: dict[str, Portal] = {}
        sources: dict[str, Path] = {}
        for path in sorted(folder.glob("*.toml")):
            if self._naming is not None and not _names_one_of(path, self._naming):
                continue
            try:
                portal = self._load_file(path)
                if portal.name in sources:
                    taken = sources[portal.name].name
                    raise PortalFileError(path, [f": name: {portal.name!r} is already in {taken}"])
            except PortalFileError as error:
                self.refused.append(error)
            else:
                portals[portal.name], sources[portal.name] = portal, path
        return portals

    def __iter__(self) -> Iterator[Portal]:
        return iter(sorted(self._portals.values(), key=lambda portal: portal.name))

    def __len__(self) -> int:
        return len(self._portals)

    def find(self, name: str) -> Portal:
        """The portal of that name.

        Raises:
            UnknownPortalError: there is none; with the names near it.
        """
        portal = self._portals.get(name)
        if portal is None:
            raise UnknownPortalError(
                name, difflib.get_close_matches(name, self._portals, n=3, cutoff=0.5)
            )
        return portal

    def of_url(self, url: str) -> Portal | None:
        """The portal that an address belongs to, by its site."""
        site = site_of(url)
        return next((portal for portal in self if site in portal.sites), None)


def _names_one_of(path: Path, names: Collection[str]) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return True  # who reads it says what is wrong
    return any(name.encode() in content for name in names)


def _problem(text: str, location: tuple[int | str, ...], message: str) -> str:
    """`:3: province: …`: the line where the field stands, if it does, its name, what is wrong."""
    field = ".".join(str(part) for part in location)
    line = _line_of(text, location)
    return f"{f':{line}' if line else ''}: {field}: {message.removeprefix('Value error, ')}"


def _line_of(text: str, location: tuple[int | str, ...]) -> int | None:
    names = [part for part in location if isinstance(part, str)]
    for name in reversed(names):
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(rf"\s*(?:\[+\s*)?['\"]?{re.escape(name)}['\"]?\s*[=\]]", line):
                return number
    return None
