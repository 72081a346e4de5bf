"""The platforms known: families of portals, each read by one module of page objects."""

from collections.abc import Iterator

from crawler.pages import Page
from crawler.platforms import (
    congbao,
    domino,
    dotnetnuke,
    generic,
    json_api,
    kontum,
    lacviet,
    liferay7,
    liferay62,
    nukeviet,
    sharepoint_a,
    sharepoint_b,
    vcms,
    vnpt,
    vnpt_liferay,
    webforms,
    websphere,
)
from crawler.platforms.base import Platform

#: In the order they are tried on a page whose platform is not known; `generic` takes what is left.
PLATFORMS: dict[str, Platform] = {
    module.PLATFORM.name: module.PLATFORM
    for module in (
        vnpt_liferay,
        vcms,
        liferay7,
        nukeviet,
        liferay62,
        sharepoint_a,
        vnpt,
        lacviet,
        sharepoint_b,
        dotnetnuke,
        websphere,
        congbao,
        domino,
        json_api,
        kontum,
        webforms,
        generic,
    )
}


def detect(page: Page) -> list[tuple[Platform, str]]:
    """The platforms a page may be of, likeliest first, each with the reason to think so."""
    return list(_recognised(page))


def likeliest(page: Page) -> Platform:
    """The platform that a page is likeliest of."""
    return next(_recognised(page))[0]


def _recognised(page: Page) -> Iterator[tuple[Platform, str]]:
    """As they are asked for: the last ones read the whole page."""
    for platform in PLATFORMS.values():
        if (reason := platform.recognise(page)) is not None:
            yield platform, reason
