"""Which versions an article has, whatever order its captures are recorded in.

A version is a stretch of time in which the page was only ever seen with one content. Captures come
in any order (others' captures are filled in years later), and the same capture comes again when
better extraction reads it anew. Pure functions over the list of versions in order of time.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

#: What made a version differ from the one before: that our own rules came to read a capture
#: otherwise, or that it was imported; None: that the portal changed the page.
MadeBy = Literal["rules", "import"] | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version: between which captures it was seen, and where its content is from.

    `first` and `last` are the moments of the first and the last capture that had it. `origin` is
    the number of the version in the catalogue that has this content; None: the one just extracted.
    """

    first: str
    last: str
    digest: str
    snapshot_id: int | None
    origin: int | None
    made_by: MadeBy = None


def place_capture(
    versions: Sequence[Version],
    at: str,
    digest: str,
    snapshot_id: int | None,
    seen: Collection[str] = (),
    made_by: MadeBy = None,
) -> list[Version]:
    """The versions of an article once a capture made `at`, with content `digest`, is among them.

    A capture that a version was read from and that now reads differently changes that version;
    where neighbours come to read alike, they become one. Any other capture confirms a version,
    extends one, or is a version of its own; a stretch known as unchanged is split around it, at the
    captures that confirmed it: `seen` are the moments of those made before. `made_by` is what a
    version of its own is made by; one that comes after a capture read anew is the portal's, if it
    still differs.
    """
    read_before = _version_read_from(versions, at, snapshot_id)
    if read_before is not None:
        return _reread(versions, read_before, digest, snapshot_id)
    captured = Version(at, at, digest, snapshot_id, origin=None, made_by=made_by)
    before = [version for version in versions if version.first <= at]
    after = list(versions[len(before) :])
    if before and before[-1].digest == digest:
        before[-1] = replace(before[-1], last=max(before[-1].last, at))
        return before + after
    if before and at < before[-1].last:
        return [*before[:-1], *_split(before[-1], captured, seen), *after]
    if after and after[0].digest == digest:
        after[0] = replace(after[0], first=at)
        return before + after
    return [*before, captured, *after]


def _split(around: Version, captured: Version, seen: Collection[str]) -> list[Version]:
    at = captured.first
    last_before = max((m for m in seen if around.first <= m < at), default=around.first)
    first_after = min((m for m in seen if at < m <= around.last), default=around.last)
    return [
        replace(around, last=last_before),
        captured,
        replace(around, first=first_after, snapshot_id=None),
    ]


def _version_read_from(versions: Sequence[Version], at: str, snapshot_id: int | None) -> int | None:
    """The index of the version that this very snapshot gave, if it gave one.

    The later half of a version that was split is known by its moment alone.
    """
    if snapshot_id is None:
        return None
    for index, version in enumerate(versions):
        if version.snapshot_id == snapshot_id:
            return index
    for index, version in enumerate(versions):
        if version.snapshot_id is None and version.first == at:
            return index
    return None


def _reread(
    versions: Sequence[Version], index: int, digest: str, snapshot_id: int | None
) -> list[Version]:
    if versions[index].digest == digest:
        return list(versions)
    changed = replace(versions[index], digest=digest, snapshot_id=snapshot_id, origin=None)
    result: list[Version] = []
    following = [
        replace(version, made_by=None) if place == 0 and version.made_by == "rules" else version
        for place, version in enumerate(versions[index + 1 :])
    ]
    for version in [*versions[:index], changed, *following]:
        if result and result[-1].digest == version.digest:
            result[-1] = replace(result[-1], last=version.last)
        else:
            result.append(version)
    return result
