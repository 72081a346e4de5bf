"""Lạc Việt's portal on SharePoint, as Bình Dương, Bạc Liêu and Đồng Nai's library have or had it.

Seen of it: addresses of files (`/_layouts/LacVietBIO/fckUpload/2022-8/….jpg`,
`/_layouts/LacViet.DichVuCong/Pages/DownloadFilePage.aspx?FileUrl=`, `/_layouts/LacViet.App/…`), the
form of its dates (`Thứ Hai, 25/06/2018, 09:25`), and the markup of its articles, which the site of
Đắk Song district kept when it left SharePoint (easywebhub/daksong_website, layout/post.html and
tin_van_hoa.html): section and date in a row above `#tableforprint`, in that `.Title`, the lead
(`.lv_description_mode1`) and the text in a field of SharePoint's (`.ExternalClass…`). What is built
in another way is read as a visitor reads it.
"""

import re
from functools import cached_property
from typing import Any

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.blocks import blocks_of_element
from crawler.found import Found
from crawler.listings.postback_listing import PostBackListing
from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.visible import ReadingPage
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import read_author
from crawler.reading.stamps import read_views

_FILES = re.compile(r"/_layouts/(?:\d+/)?LacViet[.\w]*/", re.IGNORECASE)
_POST = "#tableforprint:has(.Title)"
_TEXT = "[class^=ExternalClass]"
#: The row above an article, or a list of them: the section's name and the day.
_HEAD = ".ms-news-header"


class PostPage(ReadingPage):
    """An article by the marks of its parts, or else as a visitor reads it."""

    def why_not(self) -> str | None:
        """Nothing below the title in the part that is printed, nor readable as an article."""
        if self._post is None:
            return super().why_not()
        if self.headline() and (self.body() or self.lead() or self.attachments()):
            return None
        return f"no title with a text in {_POST}"

    def find(self, field: str) -> Found[Any] | None:
        """A field by its mark; of pages without the marks, off what a visitor reads."""
        if self._post is None:
            return super().find(field)
        found: Found[Any] | None = getattr(self, field)()
        return found

    def headline(self) -> Found[str] | None:
        """The title."""
        return self.text_of("Title", ".Title", self._post)

    def lead(self) -> Found[str] | None:
        """What stands in bold below the title."""
        return self.text_of("lv_description_mode1", ".lv_description_mode1", self._post)

    def body(self) -> Found[list[str]] | None:
        """The text, without the author's name that ends it."""
        texts = [text for field in self._fields for text in paragraphs(field)]
        if self.author() is not None:
            texts.pop()
        return Found(texts, "ExternalClass") if texts else None

    def author(self) -> Found[str] | None:
        """The name that ends the text, at the right or set apart by its letters."""
        blocks = [block for field in self._fields for block in blocks_of_element(field)]
        if len(blocks) < 2:
            return None
        last = blocks[-1]
        author = read_author(last.text, last.right, last.is_bold or last.is_italic)
        return Found(author, "last-line") if author else None

    def date_published(self) -> Found[str] | None:
        """The day in the row above."""
        return self.date_of("ms-news-header", f"{_HEAD} .Time")

    def views(self) -> Found[int] | None:
        """The counter below the text (`Số lượt người xem: 215`)."""
        counter = self.text_in("css_readCounter")
        views = read_views(counter.value) if counter else None
        return Found(views, "css_readCounter") if views is not None else None

    def section(self) -> Found[str] | None:
        """The section in the row above."""
        return self.text_of("FolderTitle", f"{_HEAD} .FolderTitle")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that are linked to or shown between title and end of the text."""
        return self.files_in("links", self._post.root) if self._post is not None else None

    @cached_property
    def _post(self) -> Selector | None:
        return next(iter(self.page.css(_POST)), None)

    @cached_property
    def _fields(self) -> list[etree._Element]:
        return [field.root for field in self._post.css(_TEXT)] if self._post is not None else []


def _recognise(page: Page) -> str | None:
    said = _FILES.search(page.text)
    return f"it has files of Lạc Việt's portal ({said[0]})" if said else None


PLATFORM = Platform("lacviet", "Lạc Việt (SharePoint)", PostPage, _recognise, PostBackListing)
