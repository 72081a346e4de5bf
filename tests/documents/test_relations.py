"""What an article says of two documents."""

import pytest

from archive.catalogue import Catalogue
from documents.tracing import trace
from tests.documents.conftest import Publish

A = "ubnd-tinh-kon-tum/10-kh-ubnd/2023"
B = "ubnd-tinh-kon-tum/20-qd-ubnd/2022"

CASES = [
    # A relation after the document that is issued.
    (
        "Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Quyết định số "
        "20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh.",
        [("implements", True, B)],
    ),
    # And before it.
    (
        "Căn cứ Quyết định số 20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh, ngày 5/3/2023 UBND tỉnh ban "
        "hành Kế hoạch số 10/KH-UBND.",
        [("based_on", True, B)],
    ),
    # Replacing.
    (
        "Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thay thế Quyết định số "
        "20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh.",
        [("replaces", True, B)],
    ),
    # Only cited beside one another.
    (
        "Kế hoạch số 10/KH-UBND ngày 5/3/2023 của UBND tỉnh và Quyết định số 20/QĐ-UBND ngày "
        "1/2/2022 của UBND tỉnh.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_relation(
    publish: Publish, catalogue: Catalogue, text: str, expected: list[tuple[str, bool, str]]
) -> None:
    publish(text, day="2023-03-06")
    with catalogue.session() as session:
        traced = trace(session, A)
        assert traced is not None
        assert [(r.relation, r.outgoing, r.document.key) for r in traced.relations] == expected
        other = trace(session, B)
        assert other is not None
        assert [(r.relation, r.outgoing, r.document.key) for r in other.relations] == [
            (relation, not outgoing, A) for relation, outgoing, _ in expected
        ]


def test_a_relation_is_said_of_the_document_reported_last(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish(
        "Ngày 1/3/2023, Bộ Thông tin và Truyền thông ban hành Quyết định số 30/QĐ-BTTTT.",
        "Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Quyết định số "
        "20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh.",
        day="2023-03-06",
    )
    with catalogue.session() as session:
        ministry = trace(session, "bo-thong-tin-va-truyen-thong/30-qd-btttt/2023")
        assert ministry is not None
        assert ministry.relations == ()
        assert {cited.document.key for cited in ministry.co_cited} == {A, B}


def test_trace_is_in_order_of_time(publish: Publish, catalogue: Catalogue) -> None:
    mention = "Kế hoạch số 10/KH-UBND ngày 5/3/2023 của UBND tỉnh."
    for number, day in enumerate(("2024-01-01", "2023-03-06", "2023-10-10")):
        publish(mention, day=day, number=number)
    with catalogue.session() as session:
        traced = trace(session, A)
        assert traced is not None
        days = [m.date_published for m in traced.mentions]
        assert days == ["2023-03-06", "2023-10-10", "2024-01-01"]
        assert {m.sentence[m.start : m.end] for m in traced.mentions} == {
            "Kế hoạch số 10/KH-UBND ngày 5/3/2023"
        }


def test_unknown_key_has_no_trace(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        assert trace(session, "nobody/1-kh/2020") is None
