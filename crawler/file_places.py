"""Where the files that a portal's items offer may be fetched from."""

from urllib.parse import urlsplit

from archive.urls import site_of
from crawler.portals import Portal

#: All sites of a province, or of a ministry, are hosts under one name of three parts
#: (`sotuphap.kontum.gov.vn`, `www.kontum.gov.vn`).
_GOVERNMENT = ".gov.vn"


def is_file_site(url: str, portal: Portal) -> bool:
    """Whether an address is on one of the sites that the portal file names, for files or at all."""
    return site_of(url) in portal.sites | {_site(site) for site in portal.file_sites}


def may_have_files(url: str, portal: Portal) -> bool:
    """Whether the portal's files may be at an address: its own sites, or those of its province."""
    if is_file_site(url, portal):
        return True
    domain = _domain(site_of(url))
    return domain is not None and domain in {_domain(site) for site in portal.sites}


def _site(site: str) -> str:
    """A site as `site_of` writes it, from the address or the name in a portal file."""
    return site_of(site) or site_of(f"http://{site}")


def _domain(site: str) -> str | None:
    """The name of three parts that a government's site is under."""
    host = urlsplit(f"//{site}").hostname or ""
    return ".".join(host.split(".")[-3:]) if host.endswith(_GOVERNMENT) else None
