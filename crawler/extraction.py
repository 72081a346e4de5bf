"""From a page to what it holds: an item, a listing's cards, or the reason why neither.

This is the one road from bytes to items: the spider, `congtin page` and re-extraction all go it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from archive.items import Article, Legislation
from archive.urls import article_id, canonicalize, site_of
from crawler.addresses import own_address
from crawler.assets import assets_of
from crawler.classification import refusal, unusable
from crawler.listings.page_requests import PageRequest
from crawler.listings.pages import Card
from crawler.pages import Page
from crawler.platforms import PLATFORMS, likeliest
from crawler.platforms.base import ArticlePage, ItemPage, LegislationPage, Platform
from crawler.portals import Portal
from crawler.portals.registry import PortalRegistry
from crawler.registers.pages import RegisterRow

__all__ = ["LISTINGS", "Card", "Extraction", "Kind", "Page", "extract", "extract_file"]

#: A page with fewer bytes may be a refusal that has the looks of an article, and is read for one.
_SMALL = 20_000

Kind = Literal[
    "article",
    "legislation",
    "listing",
    "register",
    "login",
    "error",
    "empty",
    "blocked",
    "other",
    "failed",
]

#: Kinds of page that list items.
LISTINGS: frozenset[Kind] = frozenset({"listing", "register"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page holds.

    `kind` `failed` is a page that its platform's rules say is an item but cannot read. `reason`
    says in words why a page is neither item nor listing. `legislation` is the entry of a register
    whose own page this is; `rows` are the entries that a page of the register lists, and `cards`
    the articles of a listing. `assets` are the absolute addresses of the images and style sheets
    that an article page needs to be shown again; `sections` the links of a listing's menus, with
    their texts, or the registers that a page of one leads to (a gazette's issues).
    """

    kind: Kind
    platform: str | None = None
    article: Article | None = None
    legislation: Legislation | None = None
    cards: tuple[Card, ...] = ()
    rows: tuple[RegisterRow, ...] = ()
    next: PageRequest | None = None
    reason: str | None = None
    assets: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()


def extract(page: Page, portal: Portal | None = None, section: str | None = None) -> Extraction:
    """Read a page by the rules of its portal's platform, or of the platform it looks like.

    `section` is the section the page was reached through, used where the page names none. Never
    raises on any page: what goes wrong in reading is the `reason` of a `failed` extraction.

    The article's references are left empty: they are found in its text when it is recorded.
    """
    try:
        return _extract(page, portal, section)
    except Exception as error:  # a page is hostile input; a crawl must outlive it
        return Extraction("failed", reason=f"reading it raised {type(error).__name__}: {error}")


def extract_file(
    path: Path,
    url: str,
    portal: Portal | None = None,
    registry: PortalRegistry | None = None,
) -> Extraction:
    """Read a saved page, HTML or text, that came from `url`.

    Without a portal, the one whose host the address has is taken from the registry, if it has one.

    Raises:
        OSError: the file cannot be read.
        crawler.portals.RefusedPortalError: as `PortalRegistry.of_url` does.
    """
    page = Page(url, path.read_bytes())
    if portal is None and registry is not None:
        portal = registry.of_url(url)
    return extract(page, portal)


def _extract(page: Page, portal: Portal | None, section: str | None) -> Extraction:
    verdict = unusable(page) or (refusal(page) if len(page.body) < _SMALL else None)
    if verdict is not None:
        return Extraction(verdict[0], reason=verdict[1])
    if portal is not None:
        portal = portal.at(page.fetched_at)
    platform = PLATFORMS[portal.platform] if portal else likeliest(page)
    entry = platform.legislation(page, portal)
    if entry.why_not() is None:
        return _legislation_page(platform, entry)
    shown = platform.article(page, portal)
    reason = shown.why_not()
    if reason is None:
        article = _article(platform, shown, section)
        if article is not None:
            return Extraction("article", platform.name, article, assets=assets_of(page))
        return Extraction("failed", platform.name, reason="the article has no headline")
    if (verdict := refusal(page)) is not None:
        return Extraction(verdict[0], platform.name, reason=verdict[1])
    return _listing(platform, page, reason)


def _listing(platform: Platform, page: Page, reason: str) -> Extraction:
    """A page of a register or of news, whichever it is; `reason` is why it is no article."""
    register = platform.register(page)
    rows, parts = tuple(register.rows()), tuple(register.parts())
    if rows or parts:
        following = register.next_request() if rows else None
        return Extraction(
            "register", platform.name, rows=rows, next=following, reason=reason, sections=parts
        )
    listing = platform.listing(page)
    cards = tuple(listing.cards())
    if not cards:
        return Extraction("other", platform.name, reason=reason)
    return Extraction(
        "listing",
        platform.name,
        cards=cards,
        next=listing.next_request(),
        reason=reason,
        sections=tuple(listing.sections()),
    )


def _legislation_page(platform: Platform, shown: LegislationPage) -> Extraction:
    entry = _legislation(platform, shown)
    if entry.identifier or entry.title:
        return Extraction("legislation", platform.name, legislation=entry)
    reason = "the entry has neither number nor title"
    return Extraction("failed", platform.name, reason=reason)


def _values(platform: Platform, shown: ItemPage) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields that a page states, and the rule of each."""
    values: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for field in shown.FIELDS:
        found = shown.read(field)
        if found is not None and found.value not in (None, "", []):
            values[field] = found.value
            provenance[field] = f"{platform.name}:{found.rule}"
    return values, provenance


def _legislation(platform: Platform, shown: LegislationPage) -> Legislation:
    values, provenance = _values(platform, shown)
    page, portal = shown.page, shown.portal
    url = _address(page, portal)
    return Legislation(
        url=url,
        id=article_id(url),
        portal=portal.name if portal else None,
        province=portal.province if portal else None,
        provenance=provenance,
        **values,
    )


def _article(platform: Platform, shown: ArticlePage, section: str | None) -> Article | None:
    """The item, each field with its rule; None without a headline."""
    values, provenance = _values(platform, shown)
    if "headline" not in values:
        return None
    provenance.setdefault("date_published", f"{platform.name}:not-stated")
    if section is not None and "section" not in values:
        values["section"], provenance["section"] = section, "portal:start"
    page, portal = shown.page, shown.portal
    url = _address(page, portal)
    return Article(
        url=url,
        id=article_id(url),
        portal=portal.name if portal else None,
        province=portal.province if portal else None,
        department=portal.department if portal else None,
        language="vi",
        provenance=provenance,
        **values,
    )


def _address(page: Page, portal: Portal | None) -> str:
    """The article's address: what the page says, unless that is where crawls of its portal begin.

    A portal whose pages all name one listing as their address would be read as one article. On
    mirrors it is the address on the portal's own site.
    """
    said = page.canonical_url
    if portal is None:
        return said
    if _place(said) != _place(page.url) and _place(said) in {_place(s.url) for s in portal.start}:
        said = page.url
    return own_address(said, portal)


def _place(url: str) -> tuple[str, ...]:
    """An address without what does not tell places apart: http or https, `www.`, sessions."""
    return (site_of(url), *urlsplit(canonicalize(url))[2:4])
