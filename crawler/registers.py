"""Document registers (`/van-ban`, công báo): the entries a page lists, and the page after it."""

from dataclasses import dataclass

from archive.items import Legislation
from crawler.page_requests import PageRequest
from crawler.pages import Page
from crawler.paging import next_page


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry as a page of the register lists it.

    `entry.url` is the entry's own page, or its file where it has no page, or else the register's
    page with `entry.id` given. `has_page` says whether there is a page of its own to be fetched.
    """

    entry: Legislation
    has_page: bool


class RegisterPage:
    """A page that may list entries of a register; none here, a platform names its own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def rows(self) -> list[RegisterRow]:
        """The entries listed, in order, each once."""
        return []

    def next_request(self) -> PageRequest | None:
        """How to ask for the next page of the register, None on the last one."""
        url = next_page(self.page)
        return PageRequest(url) if url else None
