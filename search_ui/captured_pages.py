"""Captures as files to take away: which records of the archive a page needs to stand alone."""

import hashlib
import tempfile
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable
from typing import BinaryIO, cast

from flask import Response, request, send_file
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.clock import parse_moment
from archive.evidence import Place
from archive.warc import StoredResponse
from search_ui.replay_pages import asset_addresses
from search_ui.replaying import DOWNLOAD_POLICY, html_payload

#: A page with more pictures than so many bytes, as archived, is packed without the last of them.
MOST_BYTES = 200_000_000

_CHUNK = 1 << 20


def nearest_assets(session: Session, at: str, urls: Collection[str]) -> dict[str, SnapshotRow]:
    """For each of these addresses that was archived, its capture nearest to the moment `at`."""
    moment = parse_moment(at)
    captures: list[SnapshotRow] = []
    for some in chunks(sorted(urls)):
        captures += session.scalars(
            select(SnapshotRow).where(SnapshotRow.url.in_(some), SnapshotRow.kind == "asset")
        )
    by_distance = sorted(
        captures, key=lambda row: abs(parse_moment(row.fetched_at) - moment), reverse=True
    )
    return {row.url: row for row in by_distance}


def places_of(session: Session, row: SnapshotRow) -> list[Place]:
    """Where a capture is: first the response that a revisit refers to, if it is one."""
    payload = payload_snapshot(session, row)
    rows = [row] if payload is None or payload.id == row.id else [payload, row]
    return [Place(some.warc, some.offset) for some in rows]


def places_needed(session: Session, row: SnapshotRow, stored: StoredResponse) -> list[Place]:
    """Where a page is, and what was archived of all that it shows."""
    places = places_of(session, row)
    page = html_payload(stored)
    if page is None:
        return places
    addresses = asset_addresses(page, stored.header("Content-Type") or "", stored.url)
    length = row.length
    for asset in sorted(
        nearest_assets(session, row.fetched_at, addresses).values(), key=lambda one: one.id
    ):
        payload = payload_snapshot(session, asset) or asset
        length += payload.length
        if length > MOST_BYTES:
            break
        places += places_of(session, asset)
    return places


def packed(write: Callable[[BinaryIO], object], name: str, content_type: str) -> Response:
    """What `write` writes as a file to keep, with its digest (RFC 9530)."""
    file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115
    write(file)
    digest = _digest(file)
    file.seek(0)
    response = send_file(file, content_type, as_attachment=True, download_name=name, etag=False)
    response.call_on_close(file.close)
    response.set_etag(digest.hex())
    response.headers["Repr-Digest"] = f"sha-256=:{b64encode(digest).decode()}:"
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.make_conditional(request)
    return response


def _digest(file: BinaryIO) -> bytes:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.digest()


def file_name(row: SnapshotRow, suffix: str) -> str:
    """What a capture is called as a file: its host, its moment and its number."""
    host = row.url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    moment = "".join(filter(str.isdigit, row.fetched_at))
    kept: Iterable[str] = (c for c in host if c.isascii() and (c.isalnum() or c in ".-"))
    return f"{''.join(kept) or 'congtin'}-{moment}-{row.id}.{suffix}"
