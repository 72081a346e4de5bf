"""Portals: who publishes, where a crawl begins, and what differs from the platform's rules.

A portal is one short TOML file; `crawler.portal_registry` reads them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    field_validator,
)

from archive.urls import site_of
from vietnamese.provinces import find_province

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
