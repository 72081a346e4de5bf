"""Requests that came to nothing, told in words and with their address."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.python.failure import Failure

_IN_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "the host name cannot be resolved"),
    (DownloadConnectionRefusedError, "the connection was refused"),
    (DownloadTimeoutError, "no answer in time"),
    (ResponseDataLossError, "the answer broke off"),
    (DownloadCancelledError, "the answer is larger than the limit or was cancelled"),
    (DownloadFailedError, "the connection was lost"),
)


class RefusedError(IgnoreRequest):
    """A request is not sent because of where it leads. Says why."""


class UnreadableError(IgnoreRequest):
    """A response came, and is archived, but cannot be unpacked. Says why."""


class TruncatedError(UnreadableError):
    """A response broke off, time and again; what came of it is archived."""

    def __init__(self) -> None:
        super().__init__("the answer broke off")


class RobotsUnreachableError(Exception):
    """A request is not sent because its host's robots.txt cannot be read now. Says why."""


class PostponedError(Exception):
    """A request is not sent because the crawl ends: the next crawl will send it. Says why."""


def request_of(failure: Failure) -> Request:
    """The request that came to nothing: of a redirect, the one that it led to."""
    request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
    return request


def led_to(request: Request) -> str:
    """Where a request goes, and after a redirect where it came from: `http://… leads to http://…`."""
    came_from: list[str] = request.meta.get("redirect_urls", [])
    return f"{came_from[0]} leads to {request.url}" if came_from else request.url


def describe_failure(failure: Failure) -> str:
    """What went wrong with the request that a failure is about: `http://…: in words (detail)`.

    A proxy that it went through is named, for it may be what does not answer; not its password.
    """
    request = request_of(failure)
    said = f"{led_to(request)}: {in_words(failure.value)}"
    proxy: str | None = request.meta.get("proxy")
    if proxy is None or isinstance(failure.value, IgnoreRequest | PostponedError):
        return said
    parts = urlsplit(proxy)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return f"{said}, through the proxy {bare}"


def in_words(error: BaseException | None) -> str:
    """What went wrong with a request: `in words (detail)`."""
    if isinstance(error, RefusedError | UnreadableError | RobotsUnreachableError | PostponedError):
        return str(error)
    for kind, words in _IN_WORDS:
        if isinstance(error, kind):
            return f"{words} ({first_line(error)})"
    if isinstance(error, IgnoreRequest):
        return f"not fetched ({first_line(error)})"
    return f"{type(error).__name__} ({first_line(error)})"


def may_succeed_later(failure: Failure) -> bool:
    """Whether the same request is worth sending again another day.

    False for what robots.txt forbids, redirects that lead to other sites or round in circles, and
    pages too large: those we leave out on purpose.
    """
    return not isinstance(failure.value, IgnoreRequest | DownloadCancelledError)


def first_line(error: BaseException | None) -> str:
    """What an error says of itself, without what its kind says of all of them (SQLAlchemy's)."""
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]
