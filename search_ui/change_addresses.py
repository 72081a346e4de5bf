"""Where a silent change is shown."""

from flask import url_for

from archive.catalogue.reading_silent_changes import SilentChange
from search_ui.addresses import item_address


def change_address(change: SilentChange) -> str:
    """The version with all that it changed; of what is gone, the item."""
    if change.item_type == "Legislation":
        if change.number is None:
            return item_address("Legislation", change.item_id)
        return url_for("legislation.version", legislation_id=change.item_id, number=change.number)
    if change.number is None:
        return item_address("NewsArticle", change.item_id)
    return url_for("articles.version", article_id=change.item_id, number=change.number)
