"""Lines around a text that are none of it, told by their form: the labels of tools, mostly.

Every portal words its tools in its own way (`Tốc độ đọc`, `Mã QR`, `Gửi cho bạn bè`), so a list of
words never ends. But they stand above the first running text or below the author, are short, bear
no mark of a sentence, and are not set like the text.
"""

import re
from collections.abc import Sequence

from crawler.blocks import Block
from crawler.reading.own_links import leads_nowhere
from crawler.reading.roles import ends_sentence
from crawler.remembering import remembering
from vietnamese.folding import fold

_SCRAP_LENGTH = 45
#: Enumerations and quotations are text, however short.
_TEXT_STARTS = tuple("-–—+*•·“\"'‘«([0123456789")
#: `Thời gian: 8 giờ`: a line that says something of a thing it names.
_SAYS = re.compile(r":\s*\S")
#: With what letters and speeches begin.
_SALUTATION = re.compile(r"^(?:kinh gui|kinh thua|thua|than gui)\b")
#: `31/02/2023`, `01/05/23`: meant for a date, whether or not there is such a day.
_DATE_LIKE = re.compile(r"\D{0,3}\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}[\d\s/.:|,\-–h]*")


def is_scrap(block: Block) -> bool:
    """Whether a block may be a tool's label, as far as its own form tells."""
    if block.is_linked and block.links and all(leads_nowhere(href) for href, _ in block.links):
        return True
    return not block.heading and not block.is_bold and _reads_as_label(block.text)


@remembering  # the same lines are looked at from each line below them
def _reads_as_label(text: str) -> bool:
    return (
        len(text) <= _SCRAP_LENGTH
        and not ends_sentence(text)
        and not text.endswith((":", ","))
        and not text.startswith(_TEXT_STARTS)
        and not _SAYS.search(text)
        and not _SALUTATION.match(fold(text))
    )


def without_scraps_above(body: Sequence[Block], top: Block, first: int) -> list[Block]:
    """A body without the scraps above its first running text, which stands at `first`.

    Short lines that open a text stay where markup tells them from tools: they stand side by side
    with the running text, in an element that the headline, `top`, is not in.
    """
    text = body[first].container
    tells = text not in (0, top.container)
    above = [
        block
        for block in body[:first]
        if not is_scrap(block) or (tells and block.container == text and not block.links)
    ]
    while above and _DATE_LIKE.fullmatch(above[0].text):
        del above[0]
    return [*above, *body[first:]]
