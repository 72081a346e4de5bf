"""One address for a page, whichever of a portal's hosts serves it."""

from urllib.parse import urlsplit

from archive.urls import site_of
from crawler.portals import Portal

#: Hosts for telephones are named so, before the name of the site that they serve again.
_FOR_TELEPHONES = ("m.", "mobile.")


def own_address(url: str, portal: Portal) -> str:
    """An address on one of a portal's mirrors, or on its host for telephones, as one on its own.

    Mirrors stand for the site of the portal's first start address. Others stay as they are.
    """
    site = site_of(url)
    first = portal.start[0].url
    if site in portal.mirrors and site != site_of(first):
        return _moved(url, first)
    for prefix in _FOR_TELEPHONES:
        served = site.removeprefix(prefix)
        if served != site and served in portal.sites and site not in portal.sites:
            start = next((s.url for s in portal.start if site_of(s.url) == served), first)
            return _moved(url, start)
    return url


def _moved(url: str, to: str) -> str:
    place = urlsplit(to)
    return urlsplit(url)._replace(scheme=place.scheme, netloc=place.netloc).geturl()
