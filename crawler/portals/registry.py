"""The portals known, from their files.

The files that come with the package are in `portal_files/`; a user's own folder adds to them and
may replace them, and so do those that the catalogue keeps. Of a country there are thousands, and
reading one takes half a millisecond.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from archive.urls import site_of
from crawler.portals import Portal, PortalFileError, RefusedPortalError, UnknownPortalError

SHIPPED = Path(__file__).parents[1] / "portal_files"

#: What files that the catalogue keeps are called: they have a table, and no folder.
KEPT = Path("catalogue")

_NAME = re.compile(r"""^\s*name\s*=\s*["']([a-z0-9][a-z0-9-]*)["']""", re.MULTILINE)
_ADDRESS = re.compile(r"""["'](https?://[^"']+)["']""")


def load_portal_file(path: Path) -> Portal:
    """Read a portal file.

    Raises:
        PortalFileError: it cannot be read, is no TOML, or a field is missing, unknown or wrong.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:  # which names the path once more
        raise PortalFileError(path, [f": {error.strerror or error}"], path.stem) from error
    except UnicodeDecodeError as error:
        raise PortalFileError(path, [f": {error}"], path.stem) from error
    return parse_portal(text, path)


def parse_portal(text: str, path: Path) -> Portal:
    """Read the text of a portal file; `path` is what it is called in errors.

    Raises:
        PortalFileError: it is no TOML, or a field is missing, unknown or wrong.
    """
    try:
        fields: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refusal(text, path, [f": {error}"]) from error
    try:
        return Portal.model_validate(fields)
    except ValidationError as error:
        problems = [problem_at(text, detail["loc"], detail["msg"]) for detail in error.errors()]
        raise _refusal(text, path, problems) from error


def _refusal(text: str, path: Path, problems: list[str]) -> PortalFileError:
    """The error of a file that cannot be used, with what can be told of its portal all the same."""
    stated = _NAME.search(text)
    sites = frozenset(filter(None, map(site_of, _ADDRESS.findall(text))))
    return PortalFileError(path, problems, stated[1] if stated else path.stem, sites)


class RememberedFiles:
    """Reads portal files, and reads them again only once they have changed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[object, Portal | PortalFileError]] = {}

    def load(self, path: Path) -> Portal:
        """As `load_portal_file` does.

        Raises:
            PortalFileError: as there.
        """
        return self._remembered(path, _state(path), lambda: load_portal_file(path))

    def parse(self, text: str, path: Path) -> Portal:
        """As `parse_portal` does.

        Raises:
            PortalFileError: as there.
        """
        return self._remembered(path, text, lambda: parse_portal(text, path))

    def _remembered(self, path: Path, state: object, read: Callable[[], Portal]) -> Portal:
        known = self._read.get(path)
        if known is None or known[0] != state:
            try:
                known = state, read()
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
    """The portals known: those of the package, of a folder of the user's, and of the catalogue.

    A user's file replaces a shipped one of the same name, and one kept in the catalogue both: it is
    the same on every machine. Two of the same name in one folder are an error of the second. A file
    that cannot be used is kept in `refused`, and its portal is not known, be there another file for
    it to replace: nobody meant that one. The other portals work.

    Args:
        folder: the user's.
        shipped: the package's.
        load: reads one file, raising `PortalFileError`.
        naming: only files in which one of these names stands are read; None: all.
        kept: the text of each file that the catalogue keeps, by its portal's name.
        parse: reads one such text, raising `PortalFileError`.

    Attributes:
        refused: what is wrong with the files that are left out.
        places: the file that each portal is read from; see `KEPT`.
        unused: of portals that the catalogue keeps, the files in the user's folder.
    """

    def __init__(
        self,
        folder: Path | None = None,
        shipped: Path = SHIPPED,
        load: Callable[[Path], Portal] = load_portal_file,
        naming: Collection[str] | None = None,
        kept: Mapping[str, str] = MappingProxyType({}),
        parse: Callable[[str, Path], Portal] = parse_portal,
    ) -> None:
        self.refused: list[PortalFileError] = []
        self.places: dict[str, Path] = {}
        self.unused: dict[str, Path] = {}
        self._load_file, self._parse = load, parse
        self._naming = naming
        self._kept = kept
        self._portals: dict[str, Portal] = {}
        self._refusals: dict[str, PortalFileError] = {}
        for place in (shipped, folder):
            if place is not None:
                self._load(place)
        for name, text in kept.items():
            self._load_kept(name, text, folder)

    def _load(self, folder: Path) -> None:
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
                self._refuse(error, None if error.name in sources else error.name)
            else:
                self._know(portal)
                sources[portal.name] = path
        self.places |= sources

    def _load_kept(self, name: str, text: str, folder: Path | None) -> None:
        path = KEPT / f"{name}.toml"
        try:
            portal = self._parse(text, path)
            if portal.name != name:
                raise PortalFileError(path, [f": name: it is the file of {portal.name!r}"], name)
        except PortalFileError as error:
            self._refuse(error, name)
            return
        before = self.places.get(name)
        if before is not None and before.parent == folder:
            self.unused[name] = before
        self._know(portal)
        self.places[name] = path

    def _know(self, portal: Portal) -> None:
        self._portals[portal.name] = portal
        self._refusals.pop(portal.name, None)

    def _refuse(self, error: PortalFileError, name: str | None) -> None:
        """Leave out a file, and the portal of that name; None: another file is the portal's."""
        self.refused.append(error)
        if name is not None:
            self._portals.pop(name, None)
            self._refusals[name] = error

    def text_of(self, name: str) -> str:
        """The text of the file that a portal is read from, or of one kept that cannot be used.

        Raises:
            RefusedPortalError: the file, which is no kept one, cannot be used.
            UnknownPortalError: there is no such portal; with the names near it.
        """
        refusal = self._refusals.get(name)
        if refusal is not None and refusal.path.parent == KEPT:
            return self._kept[name]
        place = self.places[self.find(name).name]
        return self._kept[name] if place.parent == KEPT else place.read_text("utf-8")

    def __iter__(self) -> Iterator[Portal]:
        return iter(sorted(self._portals.values(), key=lambda portal: portal.name))

    def __len__(self) -> int:
        return len(self._portals)

    @property
    def refusals(self) -> Mapping[str, PortalFileError]:
        """The portals that are not known because a file cannot be used, and what is wrong with it.

        By name, so far as it can be told: what the file says, or else what it is called.
        """
        return self._refusals

    def is_taken(self, name: str) -> bool:
        """Whether a portal has this name, be it one whose file cannot be used."""
        return name in self._portals or name in self._refusals

    def find(self, name: str) -> Portal:
        """The portal of that name.

        Raises:
            RefusedPortalError: its file cannot be used.
            UnknownPortalError: there is none; with the names near it.
        """
        if name in self._refusals:
            raise RefusedPortalError(self._refusals[name])
        portal = self._portals.get(name)
        if portal is None:
            names = (*self._portals, *self._refusals)
            raise UnknownPortalError(name, difflib.get_close_matches(name, names, n=3, cutoff=0.5))
        return portal

    def of_url(self, url: str) -> Portal | None:
        """The portal that an address belongs to, by its site.

        Raises:
            RefusedPortalError: it belongs to one whose file cannot be used.
        """
        site = site_of(url)
        if (portal := next((each for each in self if site in each.sites), None)) is not None:
            return portal
        for refusal in self._refusals.values():
            if site in refusal.sites:
                raise RefusedPortalError(refusal)
        return None


def _names_one_of(path: Path, names: Collection[str]) -> bool:
    if path.stem in names:
        return True
    try:
        content = path.read_bytes()
    except OSError:
        return True  # who reads it says what is wrong
    return any(name.encode() in content for name in names)


def problem_at(text: str, location: tuple[int | str, ...], message: str) -> str:
    """`:3: province: …`: the line where the field stands, its name, what is wrong.

    A field that is missing is missed where its table begins, or the file.
    """
    field = ".".join(str(part) for part in location)
    line = _line_of(text.splitlines(), location)
    return f":{line}: {field}: {message.removeprefix('Value error, ')}"


def _line_of(lines: list[str], location: tuple[int | str, ...]) -> int:
    begin = _table_of(lines, location)
    names = [part for part in location if isinstance(part, str)]
    for name in reversed(names):
        for number, line in enumerate(lines[begin:], begin + 1):
            if re.match(rf"\s*(?:\[+\s*)?['\"]?{re.escape(name)}['\"]?\s*[=\]]", line):
                return number
    return 1


def _table_of(lines: list[str], location: tuple[int | str, ...]) -> int:
    """Where in the lines the table stands, of those of one name (`[[start]]`), that is meant."""
    name, number = (*location, 0)[:2]
    if not isinstance(number, int):
        return 0
    header = re.compile(rf"\s*\[\[\s*{re.escape(str(name))}\s*\]\]")
    places = [place for place, line in enumerate(lines) if header.match(line)]
    return places[number] if number < len(places) else 0
