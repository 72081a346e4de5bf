"""What a capture makes of an item that is known already, whatever type of item it is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row
from sqlalchemy.orm import Session

from archive.catalogue.version_rows import VersionRows
from archive.catalogue.versioning import MadeBy, Version, place_capture

Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Captured:
    """An item as one capture shows it: `content` makes a version, `digest` is that of it."""

    first_seen: str
    at: str
    snapshot_id: int | None
    content: Mapping[str, Any]
    digest: str

    @property
    def version(self) -> Version:
        """The version that it is, of an item not known before."""
        made_by: MadeBy = "import" if self.snapshot_id is None else None
        return Version(self.first_seen, self.at, self.digest, self.snapshot_id, None, made_by)


@dataclass(frozen=True, slots=True)
class Placed:
    """What of the item's row a capture changes.

    `newest`: the capture is the newest there is, so what it shows beside the content holds, too.
    `kept` is how many of its versions stayed as they were; None if all did.
    """

    values: dict[str, Any]
    newest: bool
    content_changed: bool
    versions_changed: bool
    kept: int | None


def shown_changes(
    known: Row[Any], told: Mapping[str, Any], gone_since: str | None, at: str
) -> dict[str, Any]:
    """What readers see differently now, content apart, with a capture made `at`.

    `told` are the fields as the capture has them; what it does not tell stays as it was.
    """
    changes = {
        name: value
        for name, value in {**told, "gone_since": gone_since}.items()
        if value is not None and value != getattr(known, name)
    }
    if known.gone_since and not gone_since and at >= known.gone_since:
        changes["gone_since"] = None  # it is back
    return changes


def place(
    session: Session,
    rows: VersionRows,
    known: Row[Any],
    captured: Captured,
    seen: Callable[[], Collection[str]],
    made_by: Callable[[], MadeBy],
) -> Placed:
    """Write a capture of a known item among its versions.

    `known` is the item's row; `seen` tells when the captures before were made, `made_by` what makes
    this one differ.
    """
    newest = captured.at >= known.last_seen
    values: dict[str, Any] = {}
    kept = None
    old = new = [Version(known.first_seen, known.last_seen, known.content_digest, None, None)]
    if not newest or captured.digest != known.content_digest:
        old = rows.read(session, known.id, known.last_seen)
        new = place_capture(
            *(old, captured.at, captured.digest, captured.snapshot_id), seen(), made_by()
        )
        newest |= captured.snapshot_id is not None and captured.snapshot_id == old[-1].snapshot_id
    if new != old:
        kept = rows.write(session, known.id, old, new, captured.content)
        values["version"] = len(new)
        values["snapshot_id"] = new[-1].snapshot_id or known.snapshot_id
    content_changed = new[-1].digest != known.content_digest
    if content_changed:
        values |= {**captured.content, "content_digest": captured.digest}
    values["last_seen"] = max(known.last_seen, captured.at)
    values["first_seen"] = min(known.first_seen, captured.first_seen)
    return Placed(
        values=values,
        newest=newest or content_changed,
        content_changed=content_changed,
        versions_changed=[v.digest for v in new] != [v.digest for v in old],
        kept=kept,
    )
