"""Feeds are Atom as its RFC has it, whatever is in them."""

from dataclasses import replace

import pytest
from lxml import etree

from search_ui.feeds.atom import Category, Entry, Feed, Link, last_updated, tag_uri, write
from tests.search_ui.atom_rules import ATOM, mistakes, read_feed

ENTRY = Entry(
    id=tag_uri("kho.example", "/articles/4f"),
    title="Kế hoạch <b>số</b> 4204/KH-UBND & hơn thế",
    updated="2024-04-16T02:15:00Z",
    links=[Link("https://kho.example/articles/4f", type="text/html")],
    published="2024-04-15",
    authors=["Lệ Quỳnh"],
    categories=[Category("so-tu-phap", "Sở Tư pháp")],
    summary="Một dòng.",
    content="<p>Một <ins>dòng</ins></p>",
)
FEED = Feed(
    id=tag_uri("kho.example", "/search"),
    title="Tìm “kế hoạch”",
    updated="2024-04-16T02:15:00Z",
    author="Cổng Tin",
    links=[Link("https://kho.example/search.atom", "self", "application/atom+xml")],
    entries=[ENTRY],
)


@pytest.mark.parametrize(
    "feed",
    [
        FEED,  # all there is
        replace(FEED, entries=[]),  # nothing found
        # nothing but what must be
        replace(FEED, entries=[Entry(ENTRY.id, "", "2024-04-16", ENTRY.links)]),
        # characters that XML cannot hold, and those that it has to escape
        replace(FEED, title="\x00\x0b\ufffe\ud800]]><feed>&amp;", subtitle="\x1f"),
        replace(FEED, entries=[replace(ENTRY, content="]]>\x08", authors=["\x7f<>"])]),
    ],
)
def test_is_a_feed(feed: Feed) -> None:
    read_feed(write(feed))


def test_text_stays_as_it_is() -> None:
    root = read_feed(write(FEED))
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == ENTRY.title
    assert entry.findtext(f"{ATOM}content") == ENTRY.content
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"


# A moment of the archive; one of a portal; a portal's without its zone; a day alone.
@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2024-04-16T02:15:00Z", "2024-04-16T02:15:00Z"),
        ("2024-04-16T09:15:00+07:00", "2024-04-16T09:15:00+07:00"),
        ("2024-04-16T09:15", "2024-04-16T09:15:00+07:00"),
        ("2024-04-16", "2024-04-16T00:00:00+07:00"),
    ],
)
def test_moments_have_their_zone(given: str, written: str) -> None:
    root = read_feed(write(replace(FEED, entries=[replace(ENTRY, published=given)])))
    assert root.findtext(f"{ATOM}entry/{ATOM}published") == written


def test_feed_is_as_new_as_its_newest_entry() -> None:
    # The second is the later one, though its text sorts first.
    morning = replace(ENTRY, updated="2024-04-16T05:00:00+07:00")
    later = replace(ENTRY, updated="2024-04-15T23:00:00Z")
    assert last_updated([morning, later], "2020-01-01") == later.updated
    assert last_updated([], "2020-01-01") == "2020-01-01"


# What the checker above is for: each of these feeds breaks one rule.
@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (replace(FEED, entries=[ENTRY, ENTRY]), "twice"),
        (replace(FEED, links=[]), "no link to itself"),
        (replace(FEED, links=[*FEED.links, Link("/search")]), "not absolute"),
        (replace(FEED, entries=[replace(ENTRY, links=[*ENTRY.links] * 2)]), "two alternates"),
        (replace(FEED, entries=[replace(ENTRY, links=[], content=None)]), "neither"),
        (replace(FEED, language="tiếng Việt"), "attributes"),
    ],
)
def test_rules_are_checked(broken: Feed, rule: str) -> None:
    assert rule in " ".join(mistakes(etree.fromstring(write(broken))))
