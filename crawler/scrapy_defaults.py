"""The Scrapy settings that this crawler is built for; `congtin.scrapy_settings` adds the places.

The settings of our own that components read:

- `CONGTIN_DATABASE_URL`: the catalogue (SQLAlchemy URL)
- `CONGTIN_ARCHIVE_URL`: where WARC files go (fsspec URL or folder)
- `CONGTIN_WARC_MAX_BYTES`: when a WARC file is full and the next is begun
- `CONGTIN_PORTALS_FOLDER`: the user's own portal files; empty: only the shipped ones
- `CONGTIN_MAX_LISTING_PAGES`: how many pages of one listing are walked at most
- `CONGTIN_MAX_CHECKS`: how many known items a crawl looks at again at most
- `CONGTIN_ATTACHMENT_MAX_BYTES`: how large a file that an item offers may be, in bytes
- `CONGTIN_BUSY_WAIT`: seconds to wait at first after status 429 or 503 without `Retry-After`
- `CONGTIN_BLOCKED_WAIT`: seconds to wait at first where a portal refuses us
- `CONGTIN_MAX_WAITING`: seconds that one crawl spends on such waits at most
- `CONGTIN_LENIENT_HOSTS`: hosts whose old TLS is accepted (`crawler.portals.scrapy_settings`)
"""

from typing import Any

#: Who we say we are; `congtin.scrapy_settings` adds the contact of whoever runs the crawl.
USER_AGENT = "congtin/0.1 (archive of public news)"

SCRAPY_DEFAULTS: dict[str, Any] = {
    "BOT_NAME": "congtin",
    "SPIDER_LOADER_CLASS": "crawler.spider_loader.PortalSpiderLoader",
    "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    # Politeness.
    "USER_AGENT": USER_AGENT,
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": "congtin",  # the name alone: a contact is not to match anything
    "DOWNLOAD_DELAY": 1.0,  # seconds between two requests to a host; a portal file may say another
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    # How many requests may be on their way or wait for their turn: few, so that a stop is quick.
    "CONCURRENT_REQUESTS": 4,
    # Scrapy starts so many tasks for every response, to hand on what is read from it; its 100 cost
    # a tenth of a crawl's speed.
    "CONCURRENT_ITEMS": 2,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 0,  # the portal's own delay is the least
    "AUTOTHROTTLE_MAX_DELAY": 60,
    "DEFAULT_REQUEST_HEADERS": {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "vi,en;q=0.5",
    },
    "CONGTIN_BUSY_WAIT": 10,
    "CONGTIN_BLOCKED_WAIT": 60,  # what NukeViet's flood filter counts in
    "CONGTIN_MAX_WAITING": 3600,
    # A portal that needs these says so in its file, for itself alone
    # (`crawler.portals.scrapy_settings`).
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,  # nor is a proxy of the environment used for all
    "DOWNLOAD_VERIFY_CERTIFICATES": True,  # Scrapy's own default is not to
    # Bounds: what a broken or hostile server can cost us.
    "DOWNLOAD_TIMEOUT": 60,  # seconds
    "DOWNLOAD_MAXSIZE": 32 * 1024 * 1024,  # bytes, of the body and of what it unpacks to
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_FAIL_ON_DATALOSS": False,  # what came is archived, then asked for again
    "DOWNLOAD_HANDLERS": dict.fromkeys(
        ("http", "https"), "crawler.downloading.BoundedDownloadHandler"
    ),
    "REDIRECT_MAX_TIMES": 8,
    "METAREFRESH_MAXDELAY": 3,  # seconds; many news pages reload themselves after minutes
    "RETRY_TIMES": 2,
    "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # the run's own record tells it
    "CONGTIN_MAX_LISTING_PAGES": 5000,
    "CONGTIN_MAX_CHECKS": 200,
    "CONGTIN_ATTACHMENT_MAX_BYTES": 32 * 1024 * 1024,
    # Error pages are archived and recorded as what they are.
    "HTTPERROR_ALLOW_ALL": True,
    # The spider knows which articles and listings it has asked for. Scrapy's filter would drop,
    # without a word, a redirect to an address that was fetched before.
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    # Newest articles first, as listings show them.
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        # Before anything else, robots.txt (100) too, which would be fetched from there.
        "crawler.middlewares.destinations.DestinationMiddleware": 60,
        "crawler.middlewares.portal_requests.PortalRequestsMiddleware": 70,
        "crawler.middlewares.robots.RobotsMiddleware": 100,
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
        "crawler.middlewares.refreshing.PageRefreshMiddleware": 580,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "crawler.middlewares.unpacking.UnpackingMiddleware": 590,
        # Above compression (590), so that bodies can be read; below pages' own refreshes (580), as
        # of pages that refuse us, and retries (550).
        "crawler.middlewares.patience.PatienceMiddleware": 585,
        # Above archiving: below compression, as what it puts in place of a 304 is still compressed.
        "crawler.middlewares.from_archive.FromArchiveMiddleware": 880,
        # Next to the wire: below compression (590), redirects (600), cookies (700) and proxy (750),
        # so that bodies are still compressed and requests carry the headers that are sent.
        "crawler.middlewares.archiving.ArchivingMiddleware": 890,
        # Last of all: from here on a request is on its way.
        "crawler.middlewares.one_at_a_time.OneAtATimeMiddleware": 895,
    },
    "ITEM_PIPELINES": {"crawler.item_pipelines.CataloguePipeline": 300},
    "EXTENSIONS": {
        "crawler.extensions.runs.RunRecorder": 100,
        "crawler.extensions.hours.HoursKeeper": 110,
    },
    "LOG_LEVEL": "INFO",
    "STATS_DUMP": False,
}
