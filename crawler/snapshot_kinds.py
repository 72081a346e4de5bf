"""What a response is, as far as its address and status tell."""

from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.http import Response

#: The kind of an answer that broke off before its end (of `WARC-Truncated`, ISO 28500): it is kept,
#: and asked for again. Scrapy's flag of it is `dataloss`.
TRUNCATED = "truncated"


def kind_by_status(url: str, status: int) -> str | None:
    """The kind of snapshot that a response is whatever it holds; None: that is to be read."""
    if status >= HTTPStatus.BAD_REQUEST:
        return "error"
    if status >= HTTPStatus.MULTIPLE_CHOICES and status != HTTPStatus.NOT_MODIFIED:
        return "redirect"
    return "robots" if urlsplit(url).path == "/robots.txt" else None


def is_truncated(response: Response) -> bool:
    """Whether a response broke off before its end."""
    return "dataloss" in response.flags
