"""The requests of a crawl: what is asked for, in which order, and what it is archived as."""

from typing import Any

from scrapy import FormRequest, Request
from scrapy.http import JsonRequest

from crawler.crawled import ASK_IF_CHANGED, LISTED_URL, REUSE, SNAPSHOT_KIND
from crawler.listings.page_requests import PageRequest

# Items of a page before the next page: so little waits, and a stopped crawl leaves few gaps.
LISTING_PRIORITY, ATTACHMENT_PRIORITY, ASSET_PRIORITY, ITEM_PRIORITY = 0, 3, 5, 10

#: Of attachments: larger ones are recorded as such and not fetched. In bytes.
ATTACHMENT_MAX_BYTES = "CONGTIN_ATTACHMENT_MAX_BYTES"


def listing_request(page: PageRequest, meta: dict[str, Any], **arguments: Any) -> Request:
    """Ask for a page of a listing, by its address or with what is to be posted there."""
    arguments |= {"priority": LISTING_PRIORITY, "meta": meta}
    if page.json is not None:
        return JsonRequest(page.url, method="POST", body=page.json, **arguments)
    if page.form:
        return FormRequest(page.url, method="POST", formdata=list(page.form), **arguments)
    return Request(page.url, **arguments)


def feed_request(url: str, ask_if_changed: bool, **arguments: Any) -> Request:
    """Ask for a feed or a sitemap."""
    meta = {ASK_IF_CHANGED: ask_if_changed, REUSE: "listing"}
    return Request(url, priority=LISTING_PRIORITY, meta=meta, **arguments)


def item_request(url: str, **arguments: Any) -> Request:
    """Ask for a page that shows an item."""
    meta = {LISTED_URL: url, REUSE: "item"}
    return Request(url, priority=ITEM_PRIORITY, meta=meta, **arguments)


def asset_request(url: str, **arguments: Any) -> Request:
    """Ask for an image or a style sheet."""
    return Request(
        url,
        priority=ASSET_PRIORITY,
        headers={"Accept": "text/css,image/*,*/*;q=0.5"},
        meta={SNAPSHOT_KIND: "asset"},
        **arguments,
    )


def attachment_request(url: str, max_bytes: int, ask_if_changed: bool, **arguments: Any) -> Request:
    """Ask for a file that an item offers."""
    return Request(
        url,
        priority=ATTACHMENT_PRIORITY,
        headers={"Accept": "*/*"},
        meta={
            SNAPSHOT_KIND: "attachment",
            LISTED_URL: url,
            ASK_IF_CHANGED: ask_if_changed,
            REUSE: "item",
            "download_maxsize": max_bytes,
        },
        **arguments,
    )
