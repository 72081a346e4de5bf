"""What is told elsewhere of where items are shown is where they are shown."""

import pytest
from flask import Flask, url_for

from archive.items import ItemType
from archive.permalinks import document_path, item_path
from search_ui.addresses import item_address


# An id of ours; ids that imports gave: with what parts paths, with what addresses cannot hold.
@pytest.mark.parametrize("item_type", ["NewsArticle", "Legislation"])
@pytest.mark.parametrize("item_id", ["0f3a", "a/b", "bài 5?#%", "a:b@c;d,e+f=g&h", "x~'()*!$"])
def test_permalinks_are_the_routes(app: Flask, item_type: ItemType, item_id: str) -> None:
    with app.test_request_context():
        assert item_path(item_type, item_id) == item_address(item_type, item_id)
        assert document_path(item_id) == url_for("documents.document", key=item_id)
