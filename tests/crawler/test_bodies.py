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
