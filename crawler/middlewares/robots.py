"""robots.txt as RFC 9309 has it, and its Crawl-delay."""

import logging

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from crawler.failures import RobotsUnreachableError, UnreadableError, in_words
from crawler.host_gates import MOST_SPACING, gate_of

logger = logging.getLogger(__name__)

#: RFC 9309, section 2.3.1.4: as long as the file is unreachable (network errors, status 5xx), all
#: is to be taken for forbidden; Google's crawlers take 429 for the same. Other errors (2.3.1.3)
#: mean that there is no such file, and all is allowed.
_UNREACHABLE_STATUS = frozenset((429, *range(500, 600)))

#: RFC 9309, section 2.5: at least so many bytes are to be parsed. The rest is not even fetched.
MOST_BYTES = 500 * 1024

#: Scrapy's mark of requests for robots.txt, wherever they are redirected to.
_OF_ROBOTS = "dont_obey_robotstxt"
_RECEIVED = "robots_bytes"


class _Unreachable(RobotParser):
    """Stands for a robots.txt that nobody can read now; says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> "_Unreachable":
        return cls(robotstxt_body.decode())

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware, strict where robots.txt is unreachable, and slow where it asks for it.

    Of a file that is larger than `MOST_BYTES` the beginning counts, as far as its lines are whole.

    A `Crawl-delay` (no standard, but widely meant) is the least time between an answer and the next
    request to the host, up to `crawler.host_gates.MOST_SPACING` seconds.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        crawler.signals.connect(self.keep_crawl_delay, signal=signals.robots_parsed)
        crawler.signals.connect(self.begin_counting, signal=signals.headers_received)
        crawler.signals.connect(self.stop_when_enough, signal=signals.bytes_received)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let a request pass or not; ask for robots.txt as it is, so that it can be cut short.

        Raises:
            IgnoreRequest: robots.txt forbids it.
            RobotsUnreachableError: robots.txt cannot be read.
        """
        if request.meta.get(_OF_ROBOTS):
            request.headers["Accept-Encoding"] = "identity"
        await super().process_request(request)

    def begin_counting(self, request: Request) -> None:
        """Let robots.txt come, however large it is said to be."""
        if request.meta.get(_OF_ROBOTS):
            request.meta.update({_RECEIVED: 0, "download_maxsize": 0})

    def stop_when_enough(self, request: Request, data: bytes) -> None:
        """Count what came of robots.txt.

        Raises:
            StopDownload: it is enough.
        """
        if _RECEIVED not in request.meta:
            return
        request.meta.pop("download_maxsize", None)  # it would be that of unpacking, too
        request.meta[_RECEIVED] += len(data)
        if request.meta[_RECEIVED] > MOST_BYTES:
            raise StopDownload(fail=False)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let a request pass.

        Raises:
            IgnoreRequest: robots.txt forbids it.
            RobotsUnreachableError: robots.txt cannot be read.
        """
        if isinstance(rp, _Unreachable):
            raise RobotsUnreachableError(
                f"robots.txt cannot be read ({rp.reason}), and until it can, all is forbidden"
            )
        super().process_request_2(rp, request)

    def keep_crawl_delay(self, robotparser: RobotParser, request: Request) -> None:
        """Note how long robots.txt asks to wait."""
        host = urlparse_cached(request).hostname or ""
        agent = self._robotstxt_useragent or self._default_useragent
        asked = robotparser.crawl_delay(agent) or 0.0
        gate = gate_of(host, self.crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        gate.spacing = min(asked, MOST_SPACING)
        if asked:
            kept = "" if asked <= MOST_SPACING else f"; {MOST_SPACING:g} s are kept"
            logger.info("%s: robots.txt asks for %g s between requests%s", host, asked, kept)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status in _UNREACHABLE_STATUS:
            self._forbid_all(netloc, f"status {response.status}")
        else:
            beginning = response.replace(body=_beginning(response.body))
            await super()._parse_robots(beginning, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # What is left out on purpose (a redirect to where it must not lead) is no such file.
        if isinstance(exc, IgnoreRequest) and not isinstance(exc, UnreadableError):
            super()._robots_error(exc, netloc)
        else:
            self._forbid_all(netloc, in_words(exc))

    def _forbid_all(self, netloc: str, reason: str) -> None:
        waiting = self._parsers[netloc]
        assert isinstance(waiting, Deferred)
        self._parsers[netloc] = forbidding = _Unreachable(reason)
        waiting.callback(forbidding)


def _beginning(body: bytes) -> bytes:
    """What is read of a robots.txt. A rule that is cut off could forbid everything (`/`)."""
    return body if len(body) <= MOST_BYTES else body[: body.rfind(b"\n", 0, MOST_BYTES) + 1]
