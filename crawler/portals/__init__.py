"""Portals as their files describe them: a portal is one short TOML file in `crawler/portal_files`.

What a file may say is in `portal`; `registry` reads the files, `rows` keeps them in the catalogue,
`scrapy_settings` says what a crawl of one is set to, and `guessing` writes a first one.
"""

from crawler.portals.portal import (
    EarlierDesign,
    Expectations,
    Portal,
    PortalError,
    PortalFileError,
    RefusedPortalError,
    StartAddress,
    UnknownPortalError,
)

__all__ = [
    "EarlierDesign",
    "Expectations",
    "Portal",
    "PortalError",
    "PortalFileError",
    "RefusedPortalError",
    "StartAddress",
    "UnknownPortalError",
]
