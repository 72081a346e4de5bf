"""Resolving reads what it needs by index, however much there is: told by SQLite's query plans."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.legislation import iter_legislation
from archive.catalogue.tables import DocumentRow
from documents.resolving import resolve_items
from documents.sources import read_sources
from tests.documents.conftest import Publish, Register
from tests.documents.test_resolving import PLAN
from tests.sql import Statement, statements

TABLES = ("mentions", "legislation", "articles", "documents", "document_redirects", "stale")


def plan(session: Session, sent: Sequence[Statement]) -> list[str]:
    """How each statement is answered, step by step."""
    cursor = session.connection().connection.cursor()
    return [
        str(step[3])
        for statement, parameters in sent
        # what writes many rows at once has the parameters of each
        if not isinstance(parameters, list)
        for step in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    ]


def test_resolving_an_item(publish: Publish, register: Register, catalogue: Catalogue) -> None:
    article = publish(PLAN, "Theo Quyết định số 7/QĐ-UBND.", day="2022-12-15")
    entry = register(identifier="7/QĐ-UBND")
    items = {("NewsArticle", article), ("Legislation", entry)}
    with catalogue.begin() as session, statements(session) as sent:
        resolve_items(session, items)
        steps = plan(session, list(sent))
    assert len(steps) > 10
    assert [step for step in steps if step.startswith(tuple(f"SCAN {t}" for t in TABLES))] == []


def test_counting_what_mentions_tell(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, day="2022-12-15")
    with catalogue.session() as session:
        (document,) = session.query(DocumentRow).all()
        with statements(session) as sent:
            read_sources(session, [document.key])
        counting = [statement for statement in sent if "count(" in statement[0]]
        steps = plan(session, counting)
    assert len(counting) == 2
    assert all(step.startswith("SEARCH mentions USING COVERING INDEX") for step in steps), steps


def test_reading_the_register_of_a_portal(register: Register, catalogue: Catalogue) -> None:
    register(identifier="7/QĐ-UBND")
    with catalogue.session() as session:
        with statements(session) as sent:
            assert len(list(iter_legislation(session, portal="kon-tum"))) == 1
        assert set(plan(session, sent)) == {
            "SEARCH legislation USING INDEX ix_legislation_portal_id (portal=? AND id>?)"
        }
