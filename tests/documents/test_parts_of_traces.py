"""A trace of a document that very many articles mention: a part of it, and how much there is."""

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from documents.contradictions import contradictions
from documents.traces import DocumentTrace, RelationCount
from documents.tracing import trace
from tests.documents.conftest import Publish
from tests.sql import statements

KEY = "ubnd-tinh-kon-tum/20-qd-ubnd/2022"
OWN = "Quyết định số 20/QĐ-UBND ngày {} của UBND tỉnh Kon Tum"
PLAN = f"UBND tỉnh Kon Tum ban hành Kế hoạch số {{}}/KH-UBND ngày 5/3/2023 thực hiện {OWN}."


@pytest.fixture
def cited(catalogue: Catalogue, publish: Publish) -> Catalogue:
    """One decision, carried out by five plans, of which the last names another day for it."""
    for number in range(1, 6):
        stated = "1/2/2022" if number < 5 else "2/1/2022"
        publish(PLAN.format(number, stated), day=f"2023-03-0{number}", number=number)
    return catalogue


def traced(catalogue: Catalogue, skip: int = 0, most: int | None = None) -> DocumentTrace:
    with catalogue.session() as session:
        found = trace(session, KEY, skip, most)
    assert found is not None
    return found


def test_parts_make_up_the_whole(cited: Catalogue) -> None:
    whole = traced(cited)
    parts = [traced(cited, skip, most=2) for skip in (0, 2, 4)]
    assert [len(part.mentions) for part in parts] == [2, 2, 1]
    assert tuple(mention for part in parts for mention in part.mentions) == whole.mentions
    assert {part.counts for part in parts} == {whole.counts}
    assert (whole.counts.articles, whole.counts.mentions) == (5, 5)


def test_of_each_kind_of_relation_there_are_so_many(cited: Catalogue) -> None:
    found = traced(cited, most=2)
    assert len(found.relations) == 2
    assert found.counts.relations == (RelationCount("implements", False, 5),)
    assert all(relation.headline == "Tin" for relation in found.relations)


def test_articles_that_the_evidence_names_are_there(cited: Catalogue) -> None:
    found = traced(cited, most=2)
    shown = {mention.article_id for mention in found.mentions}
    named = {mention.article_id for mention in found.evidence_mentions}
    assert len(named) == 3
    assert not named & shown
    (days,) = contradictions(found)
    assert {claim.value: len(claim.articles) for claim in days.claims}["2022-01-02"] == 1
    assert traced(cited).evidence_mentions == ()


def test_texts_of_the_part_alone_are_read(cited: Catalogue) -> None:
    with cited.begin() as session:
        document = session.get(DocumentRow, KEY)
        assert document is not None
        document.evidence = []
    with cited.session() as session, statements(session) as sent:
        trace(session, KEY, most=2)
    (read,) = [parameters for statement, parameters in sent if "articles.body" in statement]
    assert len(read) == 2


def test_first_of_what_may_be_meant(
    catalogue: Catalogue, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.possibilities.SHOWN", 2)
    for number, body in enumerate(("UBND tỉnh", "UBND huyện Đăk Tô", "UBND huyện Đăk Hà")):
        told = f"Quyết định số 20/QĐ-UBND ngày 1/2/2022 của {body}."
        publish(told, day="2022-02-03", number=number)
    for number in range(3, 8):
        publish("Theo Quyết định số 20/QĐ-UBND.", day="2022-06-01", number=number)
    found = traced(catalogue)
    assert (len(found.unresolved), found.counts.unresolved) == (2, 5)
    with catalogue.session() as session:
        unknown = trace(session, "_/20-qd-ubnd/_")
    assert unknown is not None
    assert (len(unknown.possible), unknown.counts.possible) == (2, 3)
