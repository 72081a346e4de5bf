"""What a portal file asks of Scrapy: settings for that portal's crawl alone."""

from typing import Any
from urllib.parse import urlsplit

from crawler.portals import Portal


def settings_of(portal: Portal) -> dict[str, Any]:
    """The Scrapy settings that a portal's own crawl has beside those of all crawls.

    Every crawl has a `Crawler` of its own, so that neither cookies nor lenient TLS reach another
    portal; what of them is for the portal's own hosts alone is seen to by `crawler.tls` and
    `crawler.middlewares.portal_requests`.
    """
    settings: dict[str, Any] = {}
    if portal.download_delay is not None:
        settings["DOWNLOAD_DELAY"] = portal.download_delay
    if portal.tls == "lenient":
        settings["DOWNLOAD_HANDLERS"] = {
            "http": "crawler.downloading.BoundedDownloadHandler",
            "https": "crawler.tls.LenientDownloadHandler",
        }
        settings["CONGTIN_LENIENT_HOSTS"] = sorted(_hosts(portal))
    if portal.proxy is not None:
        settings["HTTPPROXY_ENABLED"] = True
    if portal.cookies:
        settings["COOKIES_ENABLED"] = True
    return settings


def _hosts(portal: Portal) -> set[str]:
    sites = (*portal.sites, *portal.file_sites)
    hosts = (urlsplit(site if "//" in site else f"//{site}").hostname for site in sites)
    return {host for host in hosts if host}
