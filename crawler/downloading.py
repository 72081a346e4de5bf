"""Scrapy's handler of http and https, with a bound on the heads of answers.

`DOWNLOAD_MAXSIZE` bounds bodies alone: headers without end would fill the memory for as long as
`DOWNLOAD_TIMEOUT` lasts (measured: 200 MB in five seconds).
"""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.web._newclient import HEADER, STATUS

#: Servers themselves send some kilobytes; browsers accept 256 kB (Chromium: `kMaxHeaderBufSize`).
MOST_HEAD_BYTES = 256 * 1024


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Hangs up on answers whose heads do not end."""

    _head_bytes = 0

    def request(self, request: Any) -> Any:
        self._head_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's)
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                transport: Any = self.transport
                transport.abortConnection()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted has no types here


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 (Twisted's)
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # nor here


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Downloads as Scrapy does; see the module."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory
