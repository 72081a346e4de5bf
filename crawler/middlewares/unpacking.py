"""Unpacks answers as Scrapy does, and says of those that cannot be unpacked that they came."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.failures import UnreadableError


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Tells what was archived and cannot be read from what was not fetched."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Unpack a response.

        Raises:
            UnreadableError: it is larger than the limit, or not what its headers say.
        """
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise UnreadableError(str(error)) from error
        except Exception as error:  # each packing has an error of its own
            raise UnreadableError(f"it cannot be unpacked: {error}") from error
