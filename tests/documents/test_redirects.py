"""A key that turned out to be another document's leads on to it."""

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRedirectRow
from documents.tracing import current_key
from tests.documents.conftest import Publish, Register
from tests.documents.test_resolving import PLAN, keys

UNKNOWN = "_/4204-kh-ubnd/_"
BARE = "Thực hiện Kế hoạch số 4204/KH-UBND."


def redirects(catalogue: Catalogue) -> dict[str, str]:
    with catalogue.session() as session:
        rows = session.execute(select(DocumentRedirectRow.old_key, DocumentRedirectRow.key))
        return {row.old_key: row.key for row in rows}


def test_article_that_is_corrected(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN.replace("2022", "2021"), day="2022-12-15")
    publish(PLAN, day="2022-12-15")
    assert redirects(catalogue) == {
        "ubnd-tinh-kon-tum/4204-kh-ubnd/2021": "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
    }
    # and back again: a key in use leads nowhere
    publish(PLAN.replace("2022", "2021"), day="2022-12-15")
    assert redirects(catalogue) == {
        "ubnd-tinh-kon-tum/4204-kh-ubnd/2022": "ubnd-tinh-kon-tum/4204-kh-ubnd/2021"
    }


def test_chain(publish: Publish, catalogue: Catalogue) -> None:
    publish(BARE, day="2023-06-01", number=1)
    publish(PLAN.replace("2022", "2021"), day="2022-12-15", number=2)
    publish(PLAN, day="2022-12-15", number=2)
    with catalogue.session() as session:
        for old in (UNKNOWN, "ubnd-tinh-kon-tum/4204-kh-ubnd/2021"):
            assert current_key(session, old) == "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"


def test_key_that_means_two_documents_leads_to_neither(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish(BARE, day="2023-06-01", number=1)
    publish(BARE, day="2023-06-01", number=1, province="gia-lai")
    publish(PLAN, day="2022-12-15", number=2)
    assert redirects(catalogue) == {}  # Gia Lai's still stands under it
    publish(PLAN, day="2022-12-15", number=2, province="gia-lai")
    assert redirects(catalogue) == {}


def test_what_was_clear_can_become_unclear(
    publish: Publish, register: Register, catalogue: Catalogue
) -> None:
    bare = publish(BARE, day="2023-06-01", number=1)
    publish(PLAN, day="2022-12-15", number=2)
    assert keys(catalogue, bare) == ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"]
    register(identifier="4204/KH-UBND", issuer="UBND huyện Đăk Tô", issued_on="2023-01-09")
    assert keys(catalogue, bare) == [UNKNOWN]
    assert redirects(catalogue) == {}
