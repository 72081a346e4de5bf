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

from archive.items import Attachment
from crawler.bodies import paragraphs
from crawler.found import Found
from crawler.labelled import LabelBlock, blocks_in
from crawler.pages import Page
from crawler.platforms.base import LegislationPage, Platform
from crawler.platforms.kontum import ReadingPage

_LABELS = "[id$='_IndexLawDetail_divthuoctinh']"
_TEXT = ".news-details [id$='_lbContent']"


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
        return self.text_of("title", ".news-details .title h1")

    def lead(self) -> Found[str] | None:
        """The bold line above the text."""
        return self.text_of("post-content", ".news-details .post-content > p:first-child > strong")

    def body(self) -> Found[list[str]] | None:
        """The text."""
        texts = [
            text
            for part in self.page.selector.css(_TEXT)
            for text in paragraphs(part.root, ".post-tools")
        ]
        return Found(texts, "lbContent")

    def date_published(self) -> Found[str] | None:
        """The time and day below the headline."""
        return self.date_of("post-date", ".news-details .post-date")

    def section(self) -> Found[str] | None:
        """The last step of the path."""
        return self.text_of("breadcrumb", ".breadcrumb li:last-child")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that the article offers."""
        parts = self.page.selector.css(".news-details")
        return self.files_in("links", *(part.root for part in parts))

    def _is_news(self) -> bool:
        return bool(self.page.selector.css(_TEXT))


class LawPage(LegislationPage):
    """An entry of the module for documents, or of another register by its labels."""

    @cached_property
    def block(self) -> LabelBlock | None:
        """The module's table of labels, else the page's labels."""
        tables = self.page.selector.css(_LABELS)
        blocks = blocks_in(tables[0].root) if tables else []
        return max(blocks, key=lambda block: len(block.values), default=None) or super().block

    def title(self) -> Found[str] | None:
        """The first row of the module's table, which has no label."""
        return self.text_of("first-row", f"{_LABELS} tr:first-child td[colspan]") or super().title()

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files in the module's tab for them, else near the labels."""
        tabs = self.page.selector.css("[id$='_IndexLawDetail_divtaive']")
        return self.files_in("divtaive", *(tab.root for tab in tabs)) or super().attachments()


def _recognise(page: Page) -> str | None:
    if (page.meta("generator") or "").startswith("DotNetNuke"):
        return "its generator says that it is DotNetNuke"
    if page.selector.css("#__dnnVariable, [id^='dnn_ctr']"):
        return "the ids that DotNetNuke gives parts of pages (dnn_ctr…, __dnnVariable)"
    return None


PLATFORM = Platform("dotnetnuke", "DotNetNuke", ModulePage, _recognise, legislation=LawPage)
