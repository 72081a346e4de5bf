"""Selectors by the index of a page's classes and ids: what they find is what parsel finds."""

import cssselect
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel import Selector, SelectorList

from crawler.pages import Page

MARKUP = """<!DOCTYPE html><html><head><title>Tin</title></head><body id="body" class="portal">
<div id="tin" class="list  news"><h3 class="title">Một</h3><a class="more" href="/1">Xem</a></div>
<p id="title" class="date">01/07/2025</p>
<DIV class="NEWS">Hai</DIV>
<div class="list
news"><h3 class="title hot">Ba</h3><span>Bốn <b class="hot">Năm</b></span></div>
<p class="a:b">Sáu</p><p class="cũ mới">Bảy</p><p class="x&nbsp;y">Tám</p>
<p class="hot hot">Chín</p><p class="">Mười</p><p id="">Mười một</p>
<p id="ctl00_lblNgay">Mười hai</p><em class="_lblNgay">Mười ba</em>
</body></html>"""


def page(markup: str) -> Page:
    return Page("https://stp.example.gov.vn/", markup.encode(), "text/html; charset=utf-8")


def places(found: SelectorList[Selector]) -> list[str]:
    """What was found, each by its place in the page, or as it is if it is no element."""
    return [
        one.root if isinstance(one.root, str) else one.root.getroottree().getpath(one.root)
        for one in found
    ]


def said(one: Selector) -> str | None:
    return one.root if isinstance(one.root, str) else one.xpath("string()").get()


@pytest.mark.parametrize(
    ("css", "texts"),
    [
        # one class, with and without its element, whose name may be in any case
        (".title", ["Một", "Ba"]),
        ("h3.title", ["Một", "Ba"]),
        ("H3.title", ["Một", "Ba"]),
        ("b.hot", ["Năm"]),
        ("h1.title", []),
        # an element whose id is another's class, and the other way round
        ("p.title", []),
        ("#title", ["01/07/2025"]),
        ("#hot", []),
        # classes are told apart by case; ids by the whole of them
        (".NEWS", ["Hai"]),
        (".News", []),
        ("#lblNgay", []),
        ("._lblNgay", ["Mười ba"]),  # the id's last part is in the index too
        ("#_lblNgay", []),
        # a class named twice is found once
        ("p.hot", ["Chín"]),
        # more than one class, or more than a class
        (".title.hot", ["Ba"]),
        (".news.list > .title", ["Một", "Ba"]),
        (".news .absent", []),
        (".absent .title", []),
        ("#tin ~ div .hot", ["Ba", "Năm"]),
        (".title + a", ["Xem"]),
        ("a.more[href^='/']", ["Xem"]),
        ("h3.title:first-child", ["Một", "Ba"]),
        ("[id$=lblNgay]", ["Mười hai"]),
        ("title", ["Tin"]),
        # names that have to be escaped; blanks that are part of a name
        (r".a\:b", ["Sáu"]),
        (r".a\:b, .absent", ["Sáu"]),
        (r"p.a\:b, .date", ["01/07/2025", "Sáu"]),
        (".mới", ["Bảy"]),
        (".x", []),
        (".x\u00a0y", ["Tám"]),
        # groups: in the order of the page, each once, with and without what is not there
        (".more, .title", ["Một", "Xem", "Ba"]),
        (".hot, .title, .absent", ["Một", "Ba", "Năm", "Chín"]),
        (".absent, b.hot", ["Năm"]),
        (".absent, #absent", []),
        # what is in brackets does not have to be there
        (".title:not(.absent)", ["Một", "Ba"]),
        (".title:not(.hot)", ["Một"]),
        (".title:is(.absent, .hot)", ["Ba"]),
        (":is(.absent, b)", ["Năm"]),
        ("span:has(.hot)", ["Bốn Năm"]),
        ("span:has(.absent)", []),
        # what an element holds and not the element
        (".title::text", ["Một", "Ba"]),
        ("span ::text", ["Bốn ", "Năm"]),
        (".more::attr(href)", ["/1"]),
        (".absent::attr(href), .date::text", ["01/07/2025"]),
    ],
)
def test_what_is_found(css: str, texts: list[str]) -> None:
    it = page(MARKUP)
    found = it.css(css)
    assert [said(one) for one in found] == texts
    assert places(found) == places(it.selector.css(css))
    assert found.getall() == it.selector.css(css).getall()
    assert it.may_have(css) or not texts


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".",
        ".title >",
        "div..title",
        ".title:unknown",
        ".title::unknown",
        ".title, ",
        ".absent:unknown",  # also where it would not be looked for
        ".absent::unknown",
    ],
)
def test_what_is_no_selector(css: str) -> None:
    it = page(MARKUP)
    with pytest.raises(cssselect.SelectorError):
        it.css(css)
    with pytest.raises(cssselect.SelectorError):
        it.may_have(css)


def test_what_broken_markup_leaves_beside_the_root() -> None:
    it = page("<a class=x></a></html><!-- --><a class=x>")
    assert places(it.css(".x")) == places(it.selector.css(".x")) == ["/html[1]/body/a"]


def test_names_that_a_page_lacks() -> None:
    it = page(MARKUP)
    assert it.may_have(".title .absent, h3.title")
    assert it.may_have(".title:not(.absent)")
    assert it.may_have("h1.title")  # the element is not looked at
    assert not it.may_have(".title .absent, #absent")
    assert not it.may_have(".title.absent > b")


NAMES, TAGS = ("a", "b", "x_a"), ("div", "p", "table")
CLASSES = ("", " class=a", " class='b a'", " class='a a'", " class=x_a")
IDS = ("", " id=a", " id=x_a")
#: Tags with few names, so that selectors meet them; not all are closed, or in their turn.
PIECES = st.sampled_from(
    [f"<{tag}{classes}{own}>t" for tag in TAGS for classes in CLASSES for own in IDS]
    + [f"</{tag}>" for tag in TAGS] * 8
)
SIMPLE = st.sampled_from(
    [
        *TAGS,
        *(f"{tag}{mark}{name}" for tag in ("", *TAGS) for mark in ".#" for name in NAMES),
        *(f".{one}.{other}" for one in NAMES for other in NAMES),
        *(f".{one}:not(.{other})" for one in NAMES for other in NAMES),
        *(f"{tag}:is(.{name}, #{name})" for tag in TAGS for name in NAMES),
        *(f"{tag}:has(> .{name})" for tag in TAGS for name in NAMES),
    ]
)
ENDS = st.sampled_from(["", "", "", "::text", "::attr(id)"])
COMBINATORS = st.sampled_from([" ", " > ", " + ", " ~ "])
SELECTORS = st.lists(
    st.builds("{}{}".format, SIMPLE, ENDS)
    | st.builds("{}{}{}{}".format, SIMPLE, COMBINATORS, SIMPLE, ENDS),
    min_size=1,
    max_size=3,
).map(", ".join)


@given(st.lists(PIECES, max_size=10).map("".join), SELECTORS)
def test_it_finds_what_parsel_finds(markup: str, css: str) -> None:
    it = page(f"<body>{markup}")
    assert places(it.css(css)) == places(it.selector.css(css))
    assert it.may_have(css) or not it.selector.css(css)
