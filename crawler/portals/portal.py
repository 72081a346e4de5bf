"""Portals: who publishes, where a crawl begins, and what differs from the platform's rules.

A portal is one short TOML file; `crawler.portals.registry` reads them.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    field_validator,
)

from archive.health import HealthField
from archive.timetables import parse_timetable
from archive.urls import site_of
from vietnamese.provinces import find_province

#: The fields of an article that a portal file may name a selector of its own for.
SELECTABLE = frozenset(
    ("headline", "lead", "body", "author", "source", "date_published", "views", "section")
)

_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"{_CLOCK}-{_CLOCK}")
_HTTP_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _stated(value: object) -> object:
    """`unknown` in a portal file is written for the reader; it states nothing."""
    return None if value == "unknown" else value


Stated = Annotated[str | None, BeforeValidator(_stated)]


def _http_url(value: str) -> str:
    _HTTP_URL.validate_python(value)
    return value


def _known_platform(value: str) -> str:
    from crawler.platforms import PLATFORMS

    if value not in PLATFORMS:
        raise ValueError(f"{value!r} is no platform; there are {', '.join(sorted(PLATFORMS))}")
    return value


def _usable_selectors(value: Mapping[str, str]) -> Mapping[str, str]:
    for field, selector in value.items():
        if field not in SELECTABLE:
            raise ValueError(f"{field!r} is none of {', '.join(sorted(SELECTABLE))}")
        try:
            HTMLTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise ValueError(f"{field}: {selector!r} is no CSS selector: {error}") from error
    return value


def _usable_hours(value: str) -> str:
    if not _HOURS.fullmatch(value):
        raise ValueError(f"{value!r} is not a time of day as 22:00-05:00")
    return value


def _usable_timetable(value: str) -> str:
    return parse_timetable(value).text


class StartAddress(BaseModel):
    """Where a crawl begins, and the section its articles belong to unless they say themselves.

    `form`, or `json_body`, is posted to the address where a portal shows a listing only so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, AfterValidator(_http_url)]
    section: Stated = None
    form: Mapping[str, str] = Field(default_factory=dict)
    json_body: str | None = None


class EarlierDesign(BaseModel):
    """How a portal's pages were built until it changed its design.

    Attributes:
        valid_until: the last day (ISO 8601) of that design.
        platform: the platform whose page objects read it; None: that of today.
        selectors: as in `Portal`: none of today's hold besides.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid_until: date
    platform: Annotated[str, AfterValidator(_known_platform)] | None = None
    selectors: Annotated[Mapping[str, str], AfterValidator(_usable_selectors)] = Field(
        default_factory=dict
    )


class Expectations(BaseModel):
    """What a portal's health is judged by, until its own habit tells more.

    Attributes:
        articles: so many a first crawl finds at least.
        fields: what nearly every article has.
        quiet_days: so many working days without news are nothing strange; None: its habit tells.
        closed: it publishes no more: that nothing new comes is well.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    articles: Annotated[int, Field(ge=0)] = 1
    fields: tuple[HealthField, ...] = ("date_published", "body")
    quiet_days: Annotated[int, Field(ge=1, le=1000)] | None = None
    closed: bool = False


class Portal(BaseModel):
    """One portal.

    Attributes:
        name: what commands call it: lower-case letters, digits and hyphens.
        title: what readers call it.
        publisher: the body that answers for it.
        successor: the body that the publisher became part of, where it is no more.
        province: slug of `vietnamese.provinces`.
        department: the department whose news it is.
        platform: the name of the module in `crawler.platforms` that reads it.
        start: the addresses a crawl begins at.
        verified: whether somebody has crawled the real portal with this file.
        feeds: RSS and Atom feeds and sitemaps that name its articles.
        mirrors: further hosts that serve the same pages; addresses there are taken for those here.
        file_sites: further sites that its attachments are fetched from.
        download_delay: seconds between two requests; None leaves it to the crawler.
        hours: when it may be asked (`22:00-05:00`, Asia/Ho_Chi_Minh); None: at any time.
        schedule: when it is crawled by itself (`hằng ngày 2:00`, see `archive.timetables`), unless
            somebody has set another timetable; None: only when it is asked for.
        tls: `lenient` accepts the ciphers and certificates of servers that were never renewed.
        proxy: the proxy (`http://host:port`) that its pages are fetched through.
        cookies: sent with every request; where there are any, those that it sets are kept, too.
        selectors: CSS selectors, by field, that go before the platform's own rules.
        earlier: the designs it had before, in the order of their last days.
        expectations: what its health is judged by, where its habit does not tell.
        notes: what a reader of the file should know, such as where its facts are from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Annotated[str, Field(min_length=1)]
    publisher: Stated = None
    successor: Stated = None
    province: Stated = None
    department: Stated = None
    platform: Annotated[str, AfterValidator(_known_platform)]
    start: Annotated[tuple[StartAddress, ...], Field(min_length=1)]
    verified: bool = False
    feeds: tuple[Annotated[str, AfterValidator(_http_url)], ...] = ()
    mirrors: tuple[str, ...] = ()
    file_sites: tuple[str, ...] = ()
    download_delay: Annotated[float, Field(ge=0, le=3600)] | None = None
    hours: Annotated[str, AfterValidator(_usable_hours)] | None = None
    schedule: Annotated[str, AfterValidator(_usable_timetable)] | None = None
    tls: Literal["strict", "lenient"] = "strict"
    proxy: Annotated[str, AfterValidator(_http_url)] | None = None
    cookies: Mapping[str, str] = Field(default_factory=dict)
    selectors: Annotated[Mapping[str, str], AfterValidator(_usable_selectors)] = Field(
        default_factory=dict
    )
    earlier: tuple[EarlierDesign, ...] = ()
    expectations: Expectations = Expectations()
    notes: Stated = None

    @field_validator("province")
    @classmethod
    def _is_province(cls, value: str | None) -> str | None:
        if value is not None and (
            (province := find_province(value)) is None or province.slug != value
        ):
            raise ValueError(f"{value!r} is the slug of no province")
        return value

    @field_validator("earlier")
    @classmethod
    def _in_order(cls, value: tuple[EarlierDesign, ...]) -> tuple[EarlierDesign, ...]:
        days = [design.valid_until for design in value]
        if days != sorted(set(days)):
            raise ValueError("the designs are not in the order of their last days")
        return value

    def at(self, moment: str | None) -> "Portal":
        """The portal as its pages were built at a moment (ISO 8601); None: as they are now."""
        for design in self.earlier:
            if moment is not None and moment[:10] <= design.valid_until.isoformat():
                platform = design.platform or self.platform
                changes = {"platform": platform, "selectors": design.selectors}
                return self.model_copy(update=changes)
        return self

    @property
    def sites(self) -> frozenset[str]:
        """The sites that its start addresses are on, and its mirrors."""
        return frozenset((*(site_of(start.url) for start in self.start), *self.mirrors))


class PortalError(ValueError):
    """A portal that is not known, or whose file cannot be used."""


class PortalFileError(PortalError):
    """A portal file that cannot be used. Names the file and, a line each, what is wrong where.

    Attributes:
        name: the portal that it is the file of, as far as can be told; None: another file is.
        sites: the sites that it names.
    """

    def __init__(
        self,
        path: Path,
        problems: list[str],
        name: str | None = None,
        sites: Collection[str] = frozenset(),
    ) -> None:
        super().__init__("\n".join(f"{path}{problem}" for problem in problems))
        self.path = path
        self.problems = problems
        self.name = name
        self.sites = sites


class RefusedPortalError(PortalError):
    """A portal that is not to be used, because its file cannot be. Says what is wrong with it."""

    def __init__(self, refusal: PortalFileError) -> None:
        super().__init__(f"the file of portal {refusal.name!r} is refused: {refusal}")
        self.refusal = refusal


class UnknownPortalError(PortalError):
    """A name that no portal has. Lists the names near it."""

    def __init__(self, name: str, near: list[str]) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no portal is named {name!r}{hint}")
        self.name = name
        self.near = near
