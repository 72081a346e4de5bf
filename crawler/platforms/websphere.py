"""IBM WebSphere Portal, as mod.gov.vn has it (`/wps/portal/!ut/p/z1/…`).

From tpnanh/DACNTT2_N26, WebDB.sql: of an article title, day, author and paragraphs by their
elements in `.moduleContentBg`. Its listings have not been seen; addresses hold the state of a visit
and tell nothing of what they lead to.
"""

from functools import cached_property

from crawler.found import Found
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.reading.bodies import paragraphs

_MODULE = ".moduleContentBg"
_ADDRESS = "/wps/portal/"


class ModulePage(ArticlePage):
    """An article in the portal's module."""

    def why_not(self) -> str | None:
        """No title in the module."""
        return None if self.headline() else f"no title in the module ({_MODULE} h1)"

    def headline(self) -> Found[str] | None:
        """The first heading."""
        return self.text_of("h1", f"{_MODULE} h1")

    def body(self) -> Found[list[str]] | None:
        """The paragraphs, without the author's line."""
        author = self.author()
        texts = [text for text in self._texts if author is None or text != author.value]
        return Found(texts, "moduleContentBg") if texts else None

    def author(self) -> Found[str] | None:
        """What is bold, where it is all of the last paragraph: bold words stand in texts, too."""
        for bold in reversed(self.page.css(f"{_MODULE} b")):
            found = " ".join(paragraphs(bold.root))
            return Found(found, "b") if self._texts[-1:] == [found] else None
        return None

    def date_published(self) -> Found[str] | None:
        """The second heading."""
        return self.date_of("h2", f"{_MODULE} h2")

    @cached_property
    def _texts(self) -> list[str]:
        found = self.page.css(f"{_MODULE} p")
        return [text for one in found for text in paragraphs(one.root)]


def _recognise(page: Page) -> str | None:
    return f"its address has {_ADDRESS}" if _ADDRESS in page.url else None


PLATFORM = Platform("websphere", "IBM WebSphere Portal", ModulePage, _recognise)
