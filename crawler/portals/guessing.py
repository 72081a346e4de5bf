"""What the first page of a portal tells for its file: the platform, the province, the feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.extraction import extract
from crawler.pages import Page
from crawler.platforms import detect
from vietnamese.folding import fold
from vietnamese.provinces import find_province

#: Labels of hosts that a department is known by, as seen in addresses of portals.
_DEPARTMENTS = {
    "sotuphap": "Sở Tư pháp",
    "tuphap": "Sở Tư pháp",
    "stp": "Sở Tư pháp",
    "sotttt": "Sở Thông tin và Truyền thông",
    "stttt": "Sở Thông tin và Truyền thông",
    "sonoivu": "Sở Nội vụ",
    "snv": "Sở Nội vụ",
    "sotaichinh": "Sở Tài chính",
    "stc": "Sở Tài chính",
    "sxd": "Sở Xây dựng",
    "soxaydung": "Sở Xây dựng",
    "syt": "Sở Y tế",
    "soyte": "Sở Y tế",
    "stnmt": "Sở Tài nguyên và Môi trường",
    "snnptnt": "Sở Nông nghiệp và Phát triển nông thôn",
    "svhttdl": "Sở Văn hóa, Thể thao và Du lịch",
    "sovhttdl": "Sở Văn hóa, Thể thao và Du lịch",
}

_NO_NAME = frozenset(("www", "gov", "vn", "org", "com", "edu"))
#: What menus lead to besides listings, by the whole text of the link, folded.
_NO_LISTING = re.compile(
    r"lien he|lien ket(?: website)?|thanh vien|dang (?:nhap|ky|xuat)|so do (?:cong|site|trang|web)"
    r"|sitemap|rss|gop y|gui cau hoi|thu dien tu|tim kiem"
)
#: NukeViet's modules that list no news, and single pages of others, by their addresses.
_NUKEVIET_NO_LISTING = re.compile(
    r"/(?:about|page|contact|users|feeds|faq|voting|statistics|siteterms|seek)(?:/|$)|\.html$"
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class PortalGuess:
    """What a portal file may begin with; None is what the page does not tell.

    `platforms` are the names of those that it may be built on, likeliest first, with the reasons.
    `starts` are addresses of listings with what their links say; `others` those of the menus' links
    that list nothing, by what they say or where they lead.
    """

    name: str
    title: str
    province: str | None
    department: str | None
    platforms: tuple[tuple[str, str], ...]
    feeds: tuple[str, ...]
    starts: tuple[tuple[str, str | None], ...]
    others: tuple[tuple[str, str], ...] = ()


def guess_portal(page: Page) -> PortalGuess:
    """What a page, best the home page, tells of its portal."""
    host = urlsplit(page.url).hostname or "portal"
    labels = [label for label in fold(host).split(".") if label not in _NO_NAME]
    provinces = (find_province(label) for label in labels if not label.isdigit())
    platforms = tuple((platform.name, reason) for platform, reason in detect(page))
    sections = extract(page).sections
    others = tuple(part for part in sections if _lists_nothing(*part, platforms[0][0]))
    return PortalGuess(
        name="-".join(labels) or "portal",
        title=page.meta("og:site_name") or page.title or host,
        province=next((province.slug for province in provinces if province), None),
        department=next((_DEPARTMENTS[label] for label in labels if label in _DEPARTMENTS), None),
        platforms=platforms,
        feeds=tuple(_feeds(page)),
        starts=tuple(part for part in sections if part not in others) or ((page.url, None),),
        others=others,
    )


def _lists_nothing(url: str, text: str, platform: str) -> bool:
    if _NO_LISTING.fullmatch(fold(text)):
        return True
    return platform == "nukeviet" and bool(_NUKEVIET_NO_LISTING.search(urlsplit(url).path))


def _feeds(page: Page) -> Iterator[str]:
    """The feeds that a page names; those below another, as of one category, tell nothing more."""
    named = list(dict.fromkeys(_named_feeds(page)))
    for url in named:
        if not any(
            url != other and other.endswith("/") and url.startswith(other) for other in named
        ):
            yield url


def _named_feeds(page: Page) -> Iterator[str]:
    for link in page.selector.xpath("//link[@rel='alternate'][@href]"):
        url = page.absolute(link.attrib["href"])
        if url and link.attrib.get("type", "").lower() in _FEED_TYPES:
            yield url
