"""Captures of earlier days: of the first edition, and of what became of it before today.

The days are invented like all else: the pages are fetched when the file is written. With them a
demonstration has what only time brings: articles that were edited, and some that are gone.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from archive.clock import moment
from archive.warc import HttpExchange, WarcWriter
from congtin.sample_portals.server import SamplePortals

#: Days before today: when the first edition was captured, and between two changes.
FIRST, APART = 45, 4
#: Nothing is taken for gone that was missed only once: it is missed again so many days later.
MISSED_AGAIN = 2


def write_earlier_captures(portals: SamplePortals, folder: Path, today: datetime) -> None:
    """Publish the second edition, and write a WARC file of what it changes and takes away.

    Of each such article it has the page before, as of `FIRST` days ago, and after, each as of a
    day of its own.
    """
    first = {article.url: article for article in portals.expected()}
    with WarcWriter(str(folder), prefix="earlier") as warcs:
        pages = {url: _fetched(url, today - timedelta(FIRST)) for url in first}
        portals.publish_second_edition()
        second = {article.url: article for article in portals.expected()}
        touched = [url for url, article in first.items() if second.get(url) != article]
        for url in touched:
            warcs.write_exchange(pages[url])
        for url, days in _after(touched):
            warcs.write_exchange(_fetched(url, today - timedelta(days)))


def _after(touched: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each address, and how many days ago it was captured once it was changed or gone."""
    for number, url in enumerate(touched, 1):
        yield url, number * APART
        yield url, number * APART - MISSED_AGAIN


def _fetched(url: str, at: datetime) -> HttpExchange:
    """A page as it is now, as though it had been captured at a moment."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", parts._replace(scheme="", netloc="").geturl())
    answer = connection.getresponse()
    payload = answer.read()
    connection.close()
    return HttpExchange(
        url=url,
        fetched_at=moment(at),
        status=answer.status,
        response_headers=answer.getheaders(),
        payload=payload,
        request_headers=None,
    )
