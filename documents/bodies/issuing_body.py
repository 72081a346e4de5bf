"""What an issuing body is."""

from dataclasses import dataclass
from typing import Literal

#: What kind of body it is.
BodyLevel = Literal[
    "central", "province", "department", "district", "commune", "party", "corporation"
]


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """A body that issues documents.

    `key` is part of its documents' keys and never changes. `province` is a slug (None: central),
    `parent` the key of the body above. `since` and `until` are its first and last day
    (`2025-02-28`), None where not known or not ended. `source` says what that rests on.
    """

    key: str
    name: str
    level: BodyLevel
    province: str | None = None
    abbreviations: tuple[str, ...] = ()
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
