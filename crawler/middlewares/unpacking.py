"""Unpacks answers as Scrapy does, and says which came and are not whole or cannot be unpacked."""

from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.failures import TruncatedError, UnreadableError
from crawler.snapshot_kinds import is_truncated

#: What a page ends with, but for so many characters that some servers add.
_END_OF_PAGE = b"</html>"
_AFTER_THE_END = 200


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Tells what was archived and cannot be read from what was not fetched.

    An answer that broke off is asked for again, as failed requests are. A page that is there to its
    last tag is taken for whole: there are servers that count its bytes wrong each time.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Unpack a response, or ask for it again.

        Raises:
            TruncatedError: it broke off, and did before.
            UnreadableError: it is larger than the limit, or not what its headers say.
        """
        try:
            unpacked = super().process_response(request, response)
        except IgnoreRequest as error:
            raise UnreadableError(str(error)) from error
        except Exception as error:  # each packing has an error of its own
            if is_truncated(response):
                return self._again(request)
            raise UnreadableError(f"it cannot be unpacked: {error}") from error
        if is_truncated(response) and isinstance(unpacked, Response) and not _is_whole(unpacked):
            return self._again(request)
        return unpacked

    def _again(self, request: Request) -> Request:
        assert self._crawler.spider is not None
        error = TruncatedError()
        again = get_retry_request(request, spider=self._crawler.spider, reason=str(error))
        if again is None:
            raise error
        return again


def _is_whole(response: Response) -> bool:
    return _END_OF_PAGE in response.body[-_AFTER_THE_END:].lower()
