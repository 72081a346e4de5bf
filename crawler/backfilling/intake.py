"""Captures of a portal put into our own archive, each payload once, none twice."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.snapshots import find_payload, payload_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.warc import HttpExchange, WarcWriter, payload_digest
from crawler.backfilling.captures import Capture, Revisited
from crawler.backfilling.content_types import is_asset_type, is_file_type
from crawler.records import keep_exchange
from crawler.snapshot_kinds import kind_by_status

#: Puts an exchange into the archive, with the snapshot that has its payload and where it is from;
#: the new snapshot's id.
Keep = Callable[[Session, HttpExchange, SnapshotRow | None, str], int]


@dataclass(frozen=True, slots=True)
class _Later:
    """A revisit whose payload has not come yet: its file may be read later."""

    capture: Capture
    source: str


class Intake:
    """Takes in captures of one portal; without `keep` they are only counted.

    Attributes:
        counts: `archived` captures, of which `identical` ones have a payload that was there
            already; `to archive` if nothing is kept; `known` ones that the catalogue had;
            `unresolved`: revisits of what is in none of the files.
    """

    def __init__(self, catalogue: Catalogue, keep: Keep | None) -> None:
        self.counts: Counter[str] = Counter()
        self._catalogue = catalogue
        self._keep = keep
        self._payloads: dict[str, int] = {}  # digest as others write it: snapshot that has it
        self._later: list[_Later] = []

    def is_known(self, url: str, fetched_at: str, digest: str) -> bool:
        """Whether the catalogue has a capture of this address and moment; it is counted if so."""
        with self._catalogue.session() as session:
            row = session.scalars(_captured(url, fetched_at)).first()
        if row is None:
            return False
        self._remember(digest, row.id)
        self.counts["known"] += 1
        return True

    @property
    def keeps(self) -> bool:
        """Whether captures are kept, not only counted."""
        return self._keep is not None

    def has_payload(self, digest: str) -> bool:
        """Whether the payload of this digest (as others write it) is in the archive."""
        return digest in self._payloads

    def take(self, capture: Capture, source: str) -> None:
        """Archive a capture, unless it is known; a revisit whose payload is missing waits.

        Raises:
            ArchiveWriteError: it cannot be written.
        """
        if not self._try(capture, source):
            self._later.append(_Later(capture, source))

    def take_rest(self) -> None:
        """Archive the revisits that waited; those that wait in vain are counted."""
        for each in sorted(self._later, key=lambda later: later.capture.exchange.fetched_at):
            if not self._try(each.capture, each.source):
                self.counts["unresolved"] += 1
        self._later.clear()

    def _try(self, capture: Capture, source: str) -> bool:
        exchange, revisited = capture.exchange, capture.revisited
        digest = None if revisited else payload_digest(exchange.payload)
        with self._catalogue.session() as session:
            for row in session.scalars(_captured(exchange.url, exchange.fetched_at)):
                if digest in (None, row.payload_digest):
                    self._remember(capture.digest, row.id)
                    self.counts["known"] += 1
                    return True
            original = (
                self._revisited(session, exchange, revisited)
                if revisited
                else find_payload(session, digest or "")
                if exchange.payload
                else None
            )
        if self._keep is None:
            self.note(capture.digest)
            self.counts["to archive"] += 1
            return True
        if revisited and original is None:
            return False
        with self._catalogue.begin() as session:
            number = self._keep(session, exchange, original, source)
        self._remember(capture.digest, number)
        self.counts["archived"] += 1
        self.counts["identical"] += original is not None
        return True

    def note(self, digest: str) -> None:
        """Take a payload for one that would be archived by now."""
        self._remember(digest, 0)

    def _remember(self, digest: str, snapshot_id: int) -> None:
        if digest:
            self._payloads.setdefault(digest, snapshot_id)

    def _revisited(
        self, session: Session, exchange: HttpExchange, revisited: Revisited
    ) -> SnapshotRow | None:
        """The snapshot that has the payload of a revisit."""
        row = None
        if revisited.url and revisited.fetched_at:
            row = session.scalars(_captured(revisited.url, revisited.fetched_at)).first()
        if row is None and revisited.digest in self._payloads:
            row = session.get(SnapshotRow, self._payloads[revisited.digest])
        if row is None and exchange.status == HTTPStatus.NOT_MODIFIED:
            earlier = _captures_of(exchange.url).where(SnapshotRow.fetched_at < exchange.fetched_at)
            row = session.scalars(earlier.order_by(SnapshotRow.fetched_at.desc()).limit(1)).first()
        return payload_snapshot(session, row) if row is not None else None


def archiving(warcs: WarcWriter, portal: str, run_id: int) -> Keep:
    """What writes captures to the archive and enters them as snapshots of the portal."""

    def keep(
        session: Session, exchange: HttpExchange, original: SnapshotRow | None, source: str
    ) -> int:
        metadata = {"portal": portal, "run": str(run_id), "source": source, **exchange.metadata}
        exchange = replace(exchange, metadata=metadata)
        kind = _kind(exchange, original)
        return keep_exchange(session, warcs, exchange, original, portal, run_id, kind, source)

    return keep


def _captures_of(url: str) -> Select[SnapshotRow]:
    return select(SnapshotRow).where(SnapshotRow.url == url)


def _captured(url: str, fetched_at: str) -> Select[SnapshotRow]:
    return _captures_of(url).where(SnapshotRow.fetched_at == fetched_at)


def _kind(exchange: HttpExchange, original: SnapshotRow | None) -> str | None:
    """What a capture is, as far as that shows without reading it; None: a page to be read."""
    if kind := kind_by_status(exchange.url, exchange.status):
        return kind
    told = (str(v) for k, v in exchange.response_headers if str(k).lower() == "content-type")
    content_type = next(told, (original.content_type if original else None) or "").lower()
    if is_asset_type(content_type):
        return "asset"
    return "attachment" if is_file_type(content_type) else None
