"""Addresses of the search UI, for messages: it serves them, and stands above this package.

A test holds them against the routes that the UI has.
"""

from dataclasses import dataclass
from urllib.parse import quote

from archive.items import ItemType

#: The page of an item, by its type.
ITEM_PATHS: dict[str, str] = {"NewsArticle": "/articles/", "Legislation": "/legislation/"}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses below `public_address`, which has no slash at its end."""

    public_address: str

    def item(self, item_type: ItemType, item_id: str) -> str:
        """The permalink of an item."""
        return f"{self.public_address}{ITEM_PATHS[item_type]}{quote(item_id, safe='')}"

    def status(self) -> str:
        """The page of portals' health."""
        return f"{self.public_address}/status"

    def search(self, query: str) -> str:
        """The search page in the state that a query string describes."""
        return f"{self.public_address}/search?{query}"

    def manage(self, token: str) -> str:
        """The page where who has the token confirms, pauses and removes a saved search."""
        return f"{self.public_address}/follow/{token}"

    def remove(self, token: str) -> str:
        """Where one POST request removes a saved search (RFC 8058)."""
        return f"{self.manage(token)}/remove"
