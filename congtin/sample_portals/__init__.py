"""Sample portals: four departments of an invented province site, served on loopback.

`make demo` and the end-to-end tests crawl them with the real spiders. README.md in this folder
tells what is in them and which traps of real portals they set.
"""

from congtin.sample_portals.citing import CitableDocument, Citation
from congtin.sample_portals.expected import ExpectedArticle, expected_articles
from congtin.sample_portals.server import (
    DEFAULT_PORTS,
    FREE_PORTS,
    PortTakenError,
    SamplePortals,
)

__all__ = [
    "DEFAULT_PORTS",
    "FREE_PORTS",
    "CitableDocument",
    "Citation",
    "ExpectedArticle",
    "PortTakenError",
    "SamplePortals",
    "expected_articles",
]
