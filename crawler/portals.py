"""Portals: who publishes, where a crawl begins, and what differs from the platform's rules.

A portal is one short TOML file. The ones that come with the package are in `portal_files/`; a
user's own folder adds to them and may replace them.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from archive.urls import site_of
from vietnamese.provinces import find_province

SHIPPED = Path(__file__).with_name("portal_files")

#: The fields of an article that a portal file may name a selector of its own for.
SELECTABLE = frozenset(
    ("headline", "lead", "body", "author", "source", "date_published", "views", "section")
)

_HTTP_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _stated(value: object) -> object:
    """`unknown` in a portal file is written for the reader; it states nothing."""
    return None if value == "unknown" else value


Stated = Annotated[str | None, BeforeValidator(_stated)]


class StartAddress(BaseModel):
    """Where a crawl begins, and the section its articles belong to unless they say themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    section: Stated = None

    @field_validator("url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        _HTTP_URL.validate_python(value)
        return value


class Portal(BaseModel):
    """One portal.

    Attributes:
        name: what commands call it: lower-case letters, digits and hyphens.
        title: what readers call it.
        publisher: the body that answers for it.
        province: slug of `vietnamese.provinces`.
        department: the department whose news it is.
        platform: the name of the module in `crawler.platforms` that reads it.
        start: the addresses a crawl begins at.
        verified: whether somebody has crawled the real portal with this file.
        download_delay: seconds between two requests; None leaves it to the crawler.
        selectors: CSS selectors, by field, that go before the platform's own rules.
        notes: what a reader of the file should know, such as where its facts are from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Annotated[str, Field(min_length=1)]
    publisher: Stated = None
    province: Stated = None
    department: Stated = None
    platform: Annotated[str, Field(min_length=1)]
    start: Annotated[tuple[StartAddress, ...], Field(min_length=1)]
    verified: bool = False
    download_delay: Annotated[float, Field(ge=0, le=3600)] | None = None
    selectors: Mapping[str, str] = Field(default_factory=dict)
    notes: Stated = None

    @field_validator("province")
    @classmethod
    def _is_province(cls, value: str | None) -> str | None:
        if value is not None and (
            (province := find_province(value)) is None or province.slug != value
        ):
            raise ValueError(f"{value!r} is the slug of no province")
        return value

    @field_validator("platform")
    @classmethod
    def _is_platform(cls, value: str) -> str:
        from crawler.platforms import PLATFORMS

        if value not in PLATFORMS:
            raise ValueError(f"{value!r} is no platform; there are {', '.join(sorted(PLATFORMS))}")
        return value

    @field_validator("selectors")
    @classmethod
    def _are_selectors(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        for field, selector in value.items():
            if field not in SELECTABLE:
                raise ValueError(f"{field!r} is none of {', '.join(sorted(SELECTABLE))}")
            try:
                HTMLTranslator().css_to_xpath(selector)
            except SelectorError as error:
                raise ValueError(f"{field}: {selector!r} is no CSS selector: {error}") from error
        return value

    @property
    def sites(self) -> frozenset[str]:
        """The sites that its start addresses are on."""
        return frozenset(site_of(start.url) for start in self.start)


class PortalError(ValueError):
    """A portal that is not known, or whose file cannot be used."""


class PortalFileError(PortalError):
    """A portal file that cannot be used. Names the file and, a line each, what is wrong where."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        super().__init__("\n".join(f"{path}{problem}" for problem in problems))
        self.path = path
        self.problems = problems


class UnknownPortalError(PortalError):
    """A name that no portal has. Lists the names near it."""

    def __init__(self, name: str, near: list[str]) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no portal is named {name!r}{hint}")
        self.name = name
        self.near = near


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


class PortalRegistry:
    """The portals known: those of the package and those of a folder of the user's.

    A file that cannot be used is left out and kept in `refused`; the others work. A user's file
    replaces a shipped one of the same name; two of the same name in one folder are an error of the
    second.
    """

    def __init__(self, folder: Path | None = None, shipped: Path = SHIPPED) -> None:
        self.refused: list[PortalFileError] = []
        self._portals: dict[str, Portal] = {}
        for place in (shipped, folder):
            if place is not None:
                self._portals.update(self._load(place))

    def _load(self, folder: Path) -> dict[str, Portal]:
        portals: dict[str, Portal] = {}
        sources: dict[str, Path] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                portal = load_portal_file(path)
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
