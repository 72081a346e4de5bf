"""The Scrapy settings module that scrapy.cfg names: the crawler's defaults, this home's places."""

from typing import Any

from congtin.settings import Settings, load_settings
from crawler.scrapy_defaults import SCRAPY_DEFAULTS


def scrapy_settings(settings: Settings) -> dict[str, Any]:
    """Scrapy's settings for a crawl into what `settings` name."""
    return {
        **SCRAPY_DEFAULTS,
        "USER_AGENT": settings.user_agent,
        "DOWNLOAD_DELAY": settings.download_delay,
        "CONGTIN_DATABASE_URL": settings.database_url,
        "CONGTIN_ARCHIVE_URL": settings.archive_url,
        "CONGTIN_WARC_MAX_BYTES": settings.warc_max_bytes,
        "CONGTIN_ATTACHMENT_MAX_BYTES": settings.attachment_max_bytes,
        "CONGTIN_MAX_CHECKS": settings.max_checks,
        "CONGTIN_PORTALS_FOLDER": str(settings.portals_folder),
    }


# Scrapy reads the upper-case names of this module.
globals().update(scrapy_settings(load_settings()))
