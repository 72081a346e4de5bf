"""Where the search UI shows what the archive keeps, for who tells of it elsewhere.

What is named so in a feed, an export or a message has to be found there for good: the routes of
search_ui keep to these paths.
"""

from urllib.parse import quote

from archive.items import ItemType

_FOLDERS: dict[ItemType, str] = {"NewsArticle": "articles", "Legislation": "legislation"}


#: What the routes leave as it is in an id, which an import may have given.
_SAFE = "!$&'()*+,/:;=@"


def item_path(item_type: ItemType, item_id: str) -> str:
    """The path of the page of an article or a register's entry, below the UI's public address."""
    return f"/{_FOLDERS[item_type]}/{quote(item_id, safe=_SAFE)}"


def document_path(key: str) -> str:
    """The path of a document's page."""
    return f"/documents/{quote(key, safe=_SAFE)}"
