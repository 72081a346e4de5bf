"""What would become of a site: a page of it as it is read, and a first file for its portal."""

import json
from typing import Any

from archive.items import Article, Legislation
from crawler.extraction import Extraction, extract
from crawler.pages import Page
from crawler.portals import Portal
from crawler.portals.guessing import PortalGuess, guess_portal

#: So many cards and rows of a listing are shown.
SHOWN = 20

#: Kinds of page that tell of no portal; nor do their titles.
TELLS_NOTHING = frozenset(("blocked", "empty", "error", "login"))


def preview(page: Page, portal: Portal | None) -> dict[str, Any]:
    """What a page holds, read as its portal's file says if there is one, as JSON values.

    `kind` and `reason` as in `crawler.extraction`; `item` with its `provenance`, or `cards`; `file`
    is the text of a portal file, where there is none yet and the page tells of a portal;
    `platforms` those that it may be built on, likeliest first, with the reasons.
    """
    extraction = extract(page, portal)
    shown: dict[str, Any] = {
        "url": page.url,
        "kind": extraction.kind,
        "reason": extraction.reason,
        "portal": portal.name if portal else None,
        "item": _item(extraction.article or extraction.legislation),
        "cards": _cards(extraction),
    }
    if portal is None and extraction.kind not in TELLS_NOTHING:
        guess = guess_portal(page)
        shown["name"] = guess.name
        shown["platforms"] = [list(platform) for platform in guess.platforms]
        shown["file"] = portal_file(guess)
    return shown


def _item(item: Article | Legislation | None) -> dict[str, Any] | None:
    if item is None:
        return None
    shown: dict[str, Any] = item.to_json()
    shown.pop("references", None)
    return shown


def _cards(extraction: Extraction) -> list[dict[str, str | None]]:
    cards = [
        {"url": card.url, "headline": card.headline, "date": card.date_published}
        for card in extraction.cards
    ]
    rows = [
        {
            "url": row.entry.url,
            "headline": " ".join(filter(None, (row.entry.identifier, row.entry.title))),
            "date": row.entry.issued_on,
        }
        for row in extraction.rows
    ]
    return [*cards, *rows][:SHOWN]


def portal_file(guess: PortalGuess) -> str:
    """The text of a portal file; what was guessed says so."""
    platform, reason = guess.platforms[0]
    guessed = "  # guessed from the host name"
    department = _toml(guess.department) + guessed if guess.department else '"unknown"'
    province = _toml(guess.province) + guessed if guess.province else '"unknown"  # as "kon-tum"'
    lines = [
        f"name = {_toml(guess.name)}",
        f"title = {_toml(guess.title)}",
        'publisher = "unknown"',
        f"province = {province}",
        f"department = {department}",
        f"platform = {_toml(platform)}  # {' '.join(reason.split())}",
        "verified = false",
    ]
    if guess.feeds:
        lines.append(f"feeds = [{', '.join(map(_toml, guess.feeds))}]")
    for address, section in guess.starts:
        lines += ["", "[[start]]", f"url = {_toml(address)}"]
        lines.append(f"section = {_toml(section or 'unknown')}")
    if guess.others:
        lines += ["", "# Links of its menus that were taken for no listings:"]
        lines += (f"# {address}  {' '.join(text.split())}" for address, text in guess.others)
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    """A TOML basic string (TOML 1.0: the same escapes as JSON)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
