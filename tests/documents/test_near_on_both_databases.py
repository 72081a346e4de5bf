"""What comes near comes in the same order whatever the database."""

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from documents.near import near_documents
from documents.requests import read_request


def newest_first(catalogue: Catalogue) -> None:
    """More documents of an unknown year than are offered leave those of a known one first."""
    with catalogue.begin() as session:
        for number in range(12):
            year = 2020 + number if number < 3 else None
            session.add(
                DocumentRow(
                    key=f"b{number:02}/luat-trong-rau-{number}/{year or '_'}",
                    identifier_folded=f"luat-trong-rau-{number}",
                    body=f"b{number:02}",
                    year=year,
                    evidence=[],
                )
            )
    with catalogue.session() as session:
        found = near_documents(session, read_request("trồng rau"))
        assert [document.year for document in found] == [2022, 2021, 2020, *[None] * 7]


def test_newest_first(catalogue: Catalogue) -> None:
    newest_first(catalogue)


@pytest.mark.server
def test_newest_first_on_postgresql(postgres_catalogue_url: str) -> None:
    catalogue = Catalogue(postgres_catalogue_url)
    newest_first(catalogue)
    catalogue.close()
