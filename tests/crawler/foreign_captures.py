"""WARC files as other crawlers write them, and homes that captures are taken into."""

import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import select
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # no types

from archive.catalogue import Catalogue
from archive.catalogue.articles import get_article
from archive.catalogue.tables import SnapshotRow
from archive.items import Article
from archive.urls import article_id
from crawler.backfilling import Backfill, BackfillOptions, BackfillSummary, Politeness, WebArchive
from crawler.portals import Portal, StartAddress
from crawler.re_extraction import Places
from tests.crawler.crawling import article_page, article_path

SITE = "http://stp.example.vn"
PORTAL = Portal(
    name="stp",
    title="Sở Tư pháp",
    platform="kontum",
    start=(StartAddress(url=SITE + "/tin", section="Tin tức"),),
)
OTHER = Portal(
    name="snv",
    title="Sở Nội vụ",
    platform="kontum",
    start=(StartAddress(url="http://snv.example.vn/tin", section="Tin tức"),),
)


def url_of(number: int) -> str:
    return SITE + article_path(number)


class ForeignWarc:
    """Writes records one by one, as crawlers differ in them."""

    def __init__(self, gzip: bool = True) -> None:
        self._buffer = io.BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=gzip)

    def response(
        self,
        url: str,
        at: str,
        body: bytes,
        status: str = "200 OK",
        headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    ) -> "ForeignWarc":
        return self._write("response", url, at, body, _head(status, headers), {})

    def article(self, number: int, at: str, text: str = "", **fields: str) -> "ForeignWarc":
        head = _head("200 OK", (("Content-Type", "text/html; charset=utf-8"),))
        return self._write(
            "response", url_of(number), at, article_page(number, text).body, head, fields
        )

    def revisit(self, url: str, at: str, status: str = "200 OK", **fields: str) -> "ForeignWarc":
        return self._write("revisit", url, at, b"", _head(status, ()), fields)

    def request(self, url: str, at: str, **fields: str) -> "ForeignWarc":
        head = StatusAndHeaders(
            "GET /tin HTTP/1.1", [("User-Agent", "Wget/1.21")], is_http_request=True
        )
        return self._write("request", url, at, b"", head, fields)

    def record(self, kind: str, url: str, at: str, body: bytes) -> "ForeignWarc":
        return self._write(kind, url, at, body, None, {"Content-Type": "text/html"})

    @property
    def data(self) -> bytes:
        return self._buffer.getvalue()

    def _write(
        self,
        kind: str,
        url: str,
        at: str,
        body: bytes,
        head: StatusAndHeaders | None,
        fields: dict[str, str],
    ) -> "ForeignWarc":
        told = {"WARC-Date": at, **{k.replace("_", "-"): v for k, v in fields.items()}}
        record = self._writer.create_warc_record(
            url, kind, io.BytesIO(body), len(body), http_headers=head, warc_headers_dict=told
        )
        self._writer.write_record(record)
        return self


def _head(status: str, headers: Sequence[tuple[str, str]]) -> StatusAndHeaders:
    return StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = (body[:half], body[half:], b"")
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)


def one_member(data: bytes) -> bytes:
    """A WARC file compressed in one piece, as `gzip` does it."""
    return gzip.compress(data)


@dataclass
class TakingHome:
    """Where a test's captures go."""

    folder: Path

    @cached_property
    def catalogue(self) -> Catalogue:
        catalogue = Catalogue(self.places.database_url)
        catalogue.migrate()
        return catalogue

    @property
    def places(self) -> Places:
        return Places(f"sqlite:///{self.folder / 'c.sqlite'}", str(self.folder / "archive"))

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def take(
        self,
        *files: Path,
        archives: Sequence[str] = (),
        portal: Portal = PORTAL,
        **options: str | bool,
    ) -> BackfillSummary:
        work = self.backfill(*files, archives=archives, portal=portal, **options)
        return work.run(self.catalogue, self.places, 10_000_000, lambda *_: None)

    def backfill(
        self,
        *files: Path,
        archives: Sequence[str] = (),
        portal: Portal = PORTAL,
        **options: str | bool,
    ) -> Backfill:
        return Backfill(
            portal,
            [PORTAL, OTHER],
            files,
            [WebArchive.at(url) for url in archives],
            BackfillOptions(Politeness("test", delay=0), **options),  # type: ignore[arg-type]
        )

    def snapshots(self) -> list[SnapshotRow]:
        with self.catalogue.session() as session:
            order = (SnapshotRow.fetched_at, SnapshotRow.id)
            return list(session.scalars(select(SnapshotRow).order_by(*order)))

    def article(self, number: int) -> Article | None:
        with self.catalogue.session() as session:
            return get_article(session, article_id(url_of(number)))
