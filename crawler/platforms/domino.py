"""Official gazettes on Lotus Domino: congbao.sonla.gov.vn, whose theme is Ho Chi Minh City's.

Seen: the page `DanhMucVB` with the years of the gazette, `GazettesByYearMonth` (the issues of a
year), `DocumentsByGazette` (the documents of an issue), as saved in vinhdinhduc/get_data_congbao
(samples/); the flat list (`VanBanQPPL2`) and the properties (`ThuocTinh`) by the selectors of its
crawler.py and config.py. The addresses of issues and of the next page are those that the scripts of
`DanhMucVB` build. No page `NoiDung` has been seen: it holds the text of the document that
`ThuocTinh` describes.
"""

import re
from urllib.parse import parse_qsl, quote, urlsplit

from parsel import Selector

from crawler.element_text import line_of, text_of
from crawler.listings.page_requests import PageRequest
from crawler.listings.pages import ListingPage
from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.gazettes import GazettePage
from crawler.registers.labels import read_value
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows

#: How many documents the flat list has on a page where its address does not say (`Count=`).
_PAGE_SIZE = 30
_DATABASE = re.compile(r"^https?://[^/?#]+/(?:[^?#]*/)?[^/?#]+\.nsf/", re.IGNORECASE)
_MARKS = ("document._domino_target", "?openForm&ParentUNID=")
_YEAR = re.compile(r"(?:19|20)\d\d")


class GazetteRegister(RegisterPage):
    """The documents of an issue, or of all issues; the issues of a year; the years."""

    def rows(self) -> list[RegisterRow]:
        """The documents listed."""
        rows: list[RegisterRow] = []
        issuer: str | None = None
        for row in self.page.css("tr"):
            if heading := row.css("th.level2-heading"):
                issuer = read_value("issuer", text_of(heading[0].root))
            elif row.css("span.doc-notation"):
                rows.append(self._of_issue(row, issuer))
            elif row.css("a.kyhieu"):
                rows.append(self._of_list(row))
        return unique_rows(rows)

    def _of_issue(self, row: Selector, issuer: str | None) -> RegisterRow:
        """`<td>` day, `<td><a>` type, number and title, files."""
        link = row.css("a:has(span.doc-notation)")
        kind, number = _text(row, "span.doc-cate"), _text(row, "span.doc-notation")
        said = _text(row, "a:has(span.doc-notation)")
        values = {
            "identifier": read_value("identifier", number),
            "document_type": read_value("document_type", kind),
            "issuer": issuer,
            "issued_on": read_value("issued_on", _text(row, "td")),
            "title": read_value("title", said.partition(number)[2] if number else said),
        }
        return self._described(self.row(values, *(one.root for one in link), within=row.root))

    def _of_list(self, row: Selector) -> RegisterRow:
        """Cells with the number, the title with both days, the status, and the files."""
        cells = row.css("td.datacell")
        values = {
            "identifier": read_value("identifier", _text(row, "a.kyhieu")),
            "title": read_value("title", _text(row, "span.excerpt")),
            "issued_on": read_value("issued_on", _text(row, "span.w-effect")),
            "effective_on": read_value("effective_on", _text(row, "span.effecting")),
            "status": read_value("status", text_of(cells[4].root)) if len(cells) > 4 else None,
        }
        links = (one.root for one in row.css("a.kyhieu"))
        return self._described(self.row(values, *links, within=row.root))

    def _described(self, row: RegisterRow) -> RegisterRow:
        """The row with the page of the document's properties for its own: it has more labels."""
        row.entry.url = row.entry.url.replace("/NoiDung?", "/ThuocTinh?")
        return row

    def next_request(self) -> PageRequest | None:
        """The flat list tells how many documents there are; its addresses say from which on."""
        total = _text(self.page.selector, "#total")
        parts = urlsplit(self.page.url)
        query = [part for part in parts.query.split("&") if part]
        said = {name.lower(): value for name, value in parse_qsl(parts.query)}
        size = _number(said.get("count"), _PAGE_SIZE)
        page = _number(said.get("page"), 1)
        start = size * page + 1
        if not total.isdecimal() or start > int(total):
            return None
        kept = [one for one in query if not one.lower().startswith(("start=", "page="))]
        view = kept or ["OpenView"]
        follow = "&".join((*view, f"Start={start}", f"page={page + 1}"))
        return PageRequest(parts._replace(query=follow, fragment="").geturl())

    def parts(self) -> list[tuple[str, str]]:
        """The issues of a year, or on the first page the years."""
        database = _DATABASE.match(self.page.url)
        if database is None or self.page.css("a.kyhieu, span.doc-notation"):
            return []
        years = [
            (
                text,
                f"GazettesByYearMonth?openView&Count=-1&RestrictToCategory={quote(text, safe='')}",
            )
            for option in self.page.css("select#gazette-year option")
            if _YEAR.fullmatch(text := line_of(option.root))
        ]
        issues = [
            (
                issue,
                f"DocumentsByGazette?openView&Count=-1&RestrictToCategory={quote(issue, safe='')}",
            )
            for issue in self.page.css("a span[doccate]::attr(value)").getall()
        ]
        return [(f"{database[0]}{address}", text) for text, address in years or issues]


def _text(within: Selector, css: str) -> str:
    """The text of the first element that a selector finds, empty where there is none."""
    found = within.css(css)
    return line_of(found[0].root) if found else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 6 else otherwise


def _recognise(page: Page) -> str | None:
    if _DATABASE.match(page.url):
        return "its address is in a Notes database (.nsf/)"
    for mark in _MARKS:
        if mark in page.text:
            return f"it has the marks of a Domino view ({mark})"
    return None


PLATFORM = Platform(
    "domino",
    "Lotus Domino (công báo)",
    GazettePage,
    _recognise,
    ListingPage,
    register=GazetteRegister,
)
