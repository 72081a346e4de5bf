"""What pages ask of the catalogue for what is withheld: once, however much they ask the engine."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from archive.catalogue.tables import ArticleRow
from tests.search_ui.library import Library
from tests.sql import statements

# What is asked: an answer of the engine takes several questions.
ASKED = [
    # is it indexed, what are its words' counts, what is like it
    "/articles/{article}",
    # what is found as it is typed, and folded
    "/search?q=hoi+nghi",
    # what begins so, and how many there are of each
    "/api/v1/suggest?q=hoi",
]


@pytest.mark.parametrize("address", ASKED)
def test_what_is_withheld_is_read_once(client: FlaskClient, library: Library, address: str) -> None:
    with library.catalogue.session() as session:
        article = session.scalars(select(ArticleRow.id)).first()
        with statements(session) as sent:
            assert client.get(address.format(article=article)).status_code == 200
    asked = [statement for statement, _ in sent if "FROM withheld" in statement]
    assert len(asked) == 1
