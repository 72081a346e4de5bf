"""What nobody sees is no part of a text, read as the body of an article or as a page's blocks."""

import pytest
from lxml import html

from crawler.blocks import blocks_of_element
from crawler.reading.bodies import paragraphs


@pytest.mark.parametrize(
    "unseen",
    [
        '<p style="display: none">x</p>',
        '<p style="VISIBILITY:hidden">x</p>',
        '<span style="mso-hide:all">x</span>',  # Word's hidden text
        "<p hidden>x</p>",
        '<p class="nut sr-only">x</p>',
        '<div class="d-none"><p>x</p></div>',
        "<script>x</script>",
        "<style>x</style>",
    ],
)
def test_bodies_and_blocks_leave_the_same_out(unseen: str) -> None:
    element = html.fromstring(f"<div><p>Một</p>{unseen}<p>Hai</p></div>")
    assert paragraphs(element) == ["Một", "Hai"]
    assert [block.text for block in blocks_of_element(element)] == ["Một", "Hai"]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        # a table of data is a paragraph a row, one that only lays out a paragraph a line
        ("<table><tr><td>Số<td>12</tr></table>", ["Số | 12"]),
        ("<table><tr><td><p>Một<p>Hai</td><td>Ba</td></tr></table>", ["Một", "Hai", "Ba"]),
        # a cell's hidden lines are none
        ("<table><tr><td>Số<p hidden>x<p hidden>y</td><td>12</td></tr></table>", ["Số | 12"]),
        # the parser puts what follows into an <embed>, of which nothing is shown
        ("<p>Một</p><embed src=/phim.mp4><p>Hai</p>", ["Một", "Hai"]),
        # Word's own marks, and comments
        ("Một<?xml:namespace prefix = o /><!-- x --> hai<o:p> ba</o:p>", ["Một hai ba"]),
    ],
)
def test_paragraphs(markup: str, texts: list[str]) -> None:
    assert paragraphs(html.fromstring(f"<div>{markup}</div>")) == texts


def test_what_is_apart_is_left_out_but_not_the_text_behind_it() -> None:
    element = html.fromstring("<div class=anh><p>Một <b class=anh>x</b> hai</p></div>")
    assert paragraphs(element, without=".anh") == ["Một hai"]
    assert paragraphs(element) == ["Một x hai"]
