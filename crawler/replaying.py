"""Archived responses as pages again, unpacked as they were when they came."""

from functools import cache
from http import HTTPStatus

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.statscollectors import DummyStatsCollector
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.warc import BrokenRecord, BrokenRecordError, StoredResponse, read_snapshot
from crawler.pages import Page


def page_of_snapshot(catalogue: Catalogue, archive_url: str, snapshot: SnapshotRow) -> Page:
    """The page that a snapshot holds; of a revisit, with the payload that it refers to.

    Raises:
        BrokenRecordError: the record with its payload cannot be read or unpacked.
    """
    with catalogue.session() as session:
        holder = payload_holder(session, snapshot)
    stored = read_snapshot(archive_url, holder.warc, holder.offset)
    try:
        body = unpack(stored)
    except (OSError, EOFError, ValueError, IgnoreRequest) as error:
        raise _broken(holder, f"its payload cannot be unpacked ({error})") from error
    return Page(
        url=snapshot.url,
        body=body,
        content_type=stored.header("Content-Type"),
        # that a page is as it was is said without it
        status=stored.status if snapshot.status == HTTPStatus.NOT_MODIFIED else snapshot.status,
        fetched_at=snapshot.fetched_at,
    )


def payload_holder(session: Session, snapshot: SnapshotRow) -> SnapshotRow:
    """The snapshot whose record has the payload: itself, or the one that a revisit refers to.

    Raises:
        BrokenRecordError: there is none.
    """
    holder = payload_snapshot(session, snapshot)
    if holder is None:
        raise _broken(snapshot, "the record that it refers to is not in the catalogue")
    return holder


def unpack(stored: StoredResponse) -> bytes:
    """The payload without its content encoding, by the very code that a crawl unpacks with."""
    headers = Headers()
    for name, value in stored.headers:
        headers.appendlist(name, value)
    response = Response(stored.url, stored.status, headers, stored.payload)
    unpacked = _unpacker().process_response(Request(stored.url), response)
    assert isinstance(unpacked, Response)
    return unpacked.body


@cache
def _unpacker() -> HttpCompressionMiddleware:
    crawler = Crawler(Spider)
    crawler.stats = DummyStatsCollector(crawler)
    return HttpCompressionMiddleware.from_crawler(crawler)


def _broken(snapshot: SnapshotRow, reason: str) -> BrokenRecordError:
    return BrokenRecordError(BrokenRecord(snapshot.warc, snapshot.offset, reason))
