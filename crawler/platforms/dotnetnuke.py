"""DotNetNuke, as syt.kontum.gov.vn (files at `/LinkClick.aspx?fileticket=…&tabid=N`) and the
documents of the Ministry of Home Affairs (doc.moha.gov.vn, `/Default.aspx?TabID=N`) have or had it.

Its frame is the same anywhere (dnnsoftware/Dnn.Platform): parts have ids that begin with
`dnn_ctr{id}_`. What is in them is each vendor's own. Known are the module `newsviewer`
(`.news-details`, `.post-date`, `…_lbContent`; copies of pages of hus.vnu.edu.vn in public
repositories) and `IndexLawDetail` (tpnanh/DACNTT2_N26, WebDB.sql). Other modules are read as a
visitor reads them.
"""

from functools import cached_property
from typing import Any

from parsel import Selector

from archive.items import Attachment
from crawler.element_text import line_of
from crawler.found import Found
from crawler.listings.postback_listing import PostBackListing
from crawler.pages import Page
from crawler.platforms.base import LegislationPage, Platform
from crawler.platforms.visible import ReadingPage
from crawler.reading.bodies import paragraphs
from crawler.registers.labelled import LabelBlock, blocks_in

_LABELS = "_divthuoctinh"
_TEXT = "_lbContent"


class ModulePage(ReadingPage):
    """An article of the news module, or what a visitor reads as one."""

    def why_not(self) -> str | None:
        """Neither the news module's article nor readable as one."""
        return None if self._is_news() and self.headline() else super().why_not()

    def find(self, field: str) -> Found[Any] | None:
        """A field by the news module's mark for it; other pages as a visitor reads them."""
        if not self._is_news():
            return super().find(field)
        found: Found[Any] | None = getattr(self, field)()
        return found

    def headline(self) -> Found[str] | None:
        """The headline."""
        return self.text_in("news-details", "h1")

    def lead(self) -> Found[str] | None:
        """The bold line above the text."""
        for content in self.elements("post-content"):
            return self.text_of("post-content", "p:first-child > strong", Selector(root=content))
        return None

    def body(self) -> Found[list[str]] | None:
        """The text."""
        parts = self.elements(_TEXT)
        return Found([text for part in parts for text in paragraphs(part)], "lbContent")

    def date_published(self) -> Found[str] | None:
        """The time and day below the headline."""
        return self.date_in("post-date")

    def section(self) -> Found[str] | None:
        """The last step of the path."""
        steps = [line_of(step) for step in self.elements("breadcrumb", "li")]
        return Found(steps[-1], "breadcrumb") if steps and steps[-1] else None

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that the article offers."""
        return self.files_in("links", *self.elements("news-details"))

    def _is_news(self) -> bool:
        return _is_news(self.page)


class LawPage(LegislationPage):
    """An entry of the module for documents, or of another register by its labels."""

    def why_not(self) -> str | None:
        """Articles of the news module, and pages without labels."""
        return "an article (.news-details)" if _is_news(self.page) else super().why_not()

    @cached_property
    def block(self) -> LabelBlock | None:
        """The module's table of labels, else the page's labels."""
        table = next(self.elements(_LABELS), None)
        blocks = blocks_in(table) if table is not None else []
        return max(blocks, key=lambda block: len(block.values), default=None) or super().block

    def title(self) -> Found[str] | None:
        """The first row of the module's table, which has no label."""
        cell = next(self.elements(_LABELS, "td"), None)
        title = line_of(cell) if cell is not None and cell.get("colspan") else ""
        return Found(title, "first-row") if title else super().title()

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files in the module's tab for them, else near the labels."""
        return self.files_in("divtaive", *self.elements("_divtaive")) or super().attachments()


def _is_news(page: Page) -> bool:
    return "news-details" in page.named and _TEXT in page.named


def _recognise(page: Page) -> str | None:
    if (page.meta("generator") or "").startswith("DotNetNuke"):
        return "its generator says that it is DotNetNuke"
    if "__dnnVariable" in page.named or any(name.startswith("dnn_ctr") for name in page.named):
        return "the ids that DotNetNuke gives parts of pages (dnn_ctr…, __dnnVariable)"
    return None


PLATFORM = Platform("dotnetnuke", "DotNetNuke", ModulePage, _recognise, PostBackListing, LawPage)
