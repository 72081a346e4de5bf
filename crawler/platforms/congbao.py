"""The gazette of the Government, congbao.chinhphu.vn.

From mhieuz-dev/nlp_vbpl, src/ingestion/congbao.py, and what it notes: the address tells the type
and ends with the number of the document, behind which pages of an issue put another; the title is
that of OpenGraph; among other days, some of them impossible, the day of issue follows `Ban hành`;
the text is in one or more PDF files, in order, on hosts named `congbaocdn…`. No listing has been
seen but its feed: on other pages, links to documents are taken for what they list.
"""

import re

from archive.items import Attachment
from crawler.element_text import clean, line_of
from crawler.found import Found
from crawler.listings.page_requests import PageRequest
from crawler.pages import Page
from crawler.platforms.base import LegislationPage, Platform, attachments_of
from crawler.platforms.gazettes import GazettePage
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows
from vietnamese.folding import fold

_DOCUMENT = re.compile(r"/van-ban/(?P<type>[a-z-]+?)-so-[^/?]*-\d+(?P<issue>/\d+)?\.htm")
_ISSUED = re.compile(r"Ban\s+hành\s*:?\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})")
_FILE = re.compile(r"https://congbaocdn[^\"'\s\\<>]+\.pdf")
_NUMBER = re.compile(r"\bsố\s+(\S+/[^\s,;]+)", re.IGNORECASE)
_HOST = "congbao.chinhphu.vn"


class DocumentPage(LegislationPage):
    """The page of a document, by its address."""

    def why_not(self) -> str | None:
        """Pages at other addresses, and those without a title."""
        if _DOCUMENT.search(self.page.url) is None:
            return "its address is not that of a document (/van-ban/…-so-…-{id}.htm)"
        return None if self.title() else "the page has no title (og:title)"

    def title(self) -> Found[str] | None:
        """OpenGraph's, whole: it begins with type and number."""
        title = self.page.meta("og:title")
        return Found(title, "opengraph:title") if title else None

    def identifier(self) -> Found[str] | None:
        """What follows `số` in the title."""
        title = self.title()
        match = _NUMBER.search(title.value) if title else None
        return Found(match[1], "title") if match else None

    def document_type(self) -> Found[str] | None:
        """What stands before `số` in the title, where the address says the same."""
        title, address = self.title(), _DOCUMENT.search(self.page.url)
        said = clean(re.split(r"\bsố\b", title.value, maxsplit=1)[0]) if title else ""
        same = address is not None and fold(said).replace(" ", "-") == address["type"]
        return Found(said, "title") if same else None

    def issued_on(self) -> Found[str] | None:
        """The day behind `Ban hành`."""
        for match in _ISSUED.finditer(line_of(self.page.selector.root)):
            if day := self.said("issued_on", match["day"]):
                return Found(day, "ban-hanh")
        return None

    def attachments(self) -> Found[list[Attachment]] | None:
        """The parts of the text, in order, each once, wherever the page names them."""
        files = dict.fromkeys(_FILE.findall(self.page.text))
        return attachments_of(self.page, "congbaocdn", ((url, "") for url in files))


class DocumentLinks(RegisterPage):
    """A page with links to documents."""

    def rows(self) -> list[RegisterRow]:
        """Each document linked to, by the link's text."""
        rows = []
        for link in self.page.css("a[href*='/van-ban/']"):
            match = _DOCUMENT.search(link.attrib["href"])
            if match and (title := line_of(link.root)):
                row = self.row({"title": title}, link.root, within=link.root)
                if match["issue"]:
                    row.entry.url = row.entry.url.replace(f"{match['issue']}.htm", ".htm")
                rows.append(row)
        return unique_rows(rows)

    def next_request(self) -> PageRequest | None:
        """No pager of the gazette has been seen; its feed has what is new."""
        return None


def _recognise(page: Page) -> str | None:
    return f"its address is on {_HOST}" if f"://{_HOST}/" in page.url else None


PLATFORM = Platform(
    "congbao",
    "Công báo Chính phủ",
    GazettePage,
    _recognise,
    legislation=DocumentPage,
    register=DocumentLinks,
)
