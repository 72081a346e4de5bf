"""Every type of page that there is, by an address of it in the archives of the tests."""

from tests.search_ui.library import PORTAL, Library
from tests.search_ui.registers import Registers
from tests.search_ui.test_pages import BOARD_KEY

#: Of the archive of articles (`tests.search_ui.library`); braces are filled from it.
LIBRARY_PAGES: dict[str, str] = {
    "front": "/",
    "search": "/search?q=pháp luật",
    "search, filtered": "/search?q=pháp luật&year=2020&department=Sở Y tế&from=2020-01-01",
    "search, nothing found": "/search?q=pháp luật&year=1999",
    "search, mistaken": "/search?q=phap luatj&from=2020-13-01",
    "values of a facet": "/search/values/department?q=pháp luật",
    "article": "/articles/{notice_board}",
    "article, gone": "/articles/{gone}",
    "version": "/articles/{notice_board}/versions/2",
    "snapshot": "/snapshots/{response}",
    "documents": "/documents",
    "documents, near": "/documents?q=4204/KH-SYT",
    "documents, browsed": "/documents/browse?type=Kế hoạch",
    "document": f"/documents/{BOARD_KEY}",
    "list of documents": "/documents/list?lines=4204/KH-UBND%0A1/QĐ-X",
    "portals": "/portals",
    "portal": f"/portals/{PORTAL}?day=2024-04-16",
    "changes": "/changes",
    "following": "/follow?q=pháp luật",
    "status": "/status",
    "guide to the API": "/api/",
    "about": "/about",
    "no such page": "/nowhere",
}

#: Of the archive of a register (`tests.search_ui.registers`).
REGISTER_PAGES: dict[str, str] = {
    "entry": "/legislation/{entry}",
    "version of an entry": "/legislation/{entry}/versions/2",
}


def address_of(page: str, library: Library, registers: Registers) -> str:
    """The address of a page, with the ids of the archives in it."""
    if page in REGISTER_PAGES:
        return REGISTER_PAGES[page].format(entry=registers.entry)
    ids = {name: getattr(library, name) for name in ("notice_board", "gone", "response")}
    return LIBRARY_PAGES[page].format(**ids)
