"""Where sources disagree about a document: kept as evidence, with who says what."""

from typing import Any

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from documents.contradictions import Claim, contradictions
from documents.traces import DocumentTrace
from documents.tracing import trace
from tests.documents.conftest import Publish, Register
from tests.documents.test_registers import ENTRY as REGISTERED
from tests.documents.test_registers import KEY
from tests.documents.test_resolving import PLAN

ENTRY = REGISTERED | {"issued_on": "2022-12-11"}


def traced(catalogue: Catalogue, key: str = KEY) -> DocumentTrace:
    with catalogue.session() as session:
        found = trace(session, key)
    assert found is not None
    return found


def claims(catalogue: Catalogue, key: str = KEY) -> dict[str, list[Claim]]:
    return {found.field: list(found.claims) for found in contradictions(traced(catalogue, key))}


BETWEEN_ENTRY_AND_NEWS: list[tuple[dict[str, str], str, str, str]] = [
    # The day.
    ({"issued_on": "2022-12-10"}, "issued_on", "2022-12-10", "2022-12-11"),
    # The type.
    ({"document_type": "Quyết định"}, "document_type", "Quyết định", "Kế hoạch"),
    # The title, where it speaks of something else.
    (
        {"title": "Trồng rừng thay thế năm 2023"},
        "title",
        "Trồng rừng thay thế năm 2023",
        "phát triển thông tin cơ sở",
    ),
]


@pytest.mark.parametrize(("changed", "field", "registered", "stated"), BETWEEN_ENTRY_AND_NEWS)
def test_a_register_and_the_news(
    publish: Publish,
    register: Register,
    catalogue: Catalogue,
    changed: dict[str, str],
    field: str,
    registered: str,
    stated: str,
) -> None:
    article = publish(PLAN, day="2022-12-15")
    register(**ENTRY | changed)
    ((found, (of_register, of_news)),) = claims(catalogue).items()
    assert found == field
    assert (of_register.value, of_register.portals) == (registered, ("kon-tum",))
    assert (of_register.registered, of_register.articles) == (1, ())
    assert (of_news.value, of_news.times, of_news.portals) == (stated, 1, ())
    assert [told.article_id for told in of_news.articles] == [article]


BETWEEN_ENTRIES: list[tuple[dict[str, str], str, str]] = [
    ({"issued_on": "2022-12-12"}, "issued_on", "likely"),
    ({"document_type": "Quyết định"}, "document_type", "likely"),
    ({"signer": "Y Ngọc"}, "signer", "likely"),
    # Nothing in common: there may be two documents of this number.
    ({"title": "Trồng rừng thay thế năm 2023"}, "title", "uncertain"),
]


@pytest.mark.parametrize(("changed", "field", "level"), BETWEEN_ENTRIES)
def test_two_registers(
    register: Register, catalogue: Catalogue, changed: dict[str, str], field: str, level: str
) -> None:
    register(1, **ENTRY)
    register(2, **ENTRY)
    register(3, **ENTRY | changed | {"portal": "cong-bao"})
    found = claims(catalogue)
    assert list(found) == [field]
    assert [(claim.registered, claim.portals) for claim in found[field]] == [
        *((2, ("kon-tum",)), (1, ("cong-bao",)))
    ]
    sure = traced(catalogue).certainty
    assert (sure.level, "registers-disagree" in sure.reasons) == (level, True)


def test_an_article_may_take_a_side(
    publish: Publish, register: Register, catalogue: Catalogue
) -> None:
    publish(PLAN, day="2022-12-15")
    register(1, **ENTRY)
    register(2, **ENTRY | {"title": "Trồng rừng thay thế năm 2023", "portal": "cong-bao"})
    other, ours = sorted(claims(catalogue)["title"], key=lambda claim: claim.times)
    assert (ours.value, ours.times, len(ours.articles)) == (ENTRY["title"], 1, 1)
    assert (other.times, other.articles, other.portals) == (0, (), ("cong-bao",))


SAME: list[dict[str, str]] = [
    # In capitals, or with his office.
    {"signer": "LÊ NGỌC TUẤN"},
    {"signer": "Chủ tịch Lê Ngọc Tuấn"},
    # The title with words about it, or half of it.
    {"title": "V/v phát triển thông tin cơ sở"},
    # The type in words, the issuer in full.
    {"document_type": "Kế hoạch", "issuer": "Ủy ban nhân dân tỉnh Kon Tum"},
]


@pytest.mark.parametrize("changed", SAME)
def test_the_same_in_other_words_is_no_contradiction(
    register: Register, catalogue: Catalogue, changed: dict[str, str]
) -> None:
    register(1, **ENTRY)
    register(2, **ENTRY | changed)
    assert claims(catalogue) == {}
    assert traced(catalogue).certainty.level == "certain"


DECISION = "Quyết định số 490/QĐ-BTTTT ngày 30/3/2023"
DECISION_KEY = "bo-thong-tin-va-truyen-thong/490-qd-btttt/2023"


def test_issuers_that_differ(publish: Publish, register: Register, catalogue: Catalogue) -> None:
    right = publish(f"{DECISION} của Bộ Thông tin và Truyền thông.", day="2023-05-01")
    wrong = publish(f"{DECISION} của Chính phủ.", day="2023-05-02", number=2)
    register(identifier="490/QĐ-BTTTT", issuer="Bộ TT&TT", issued_on="2023-03-30")
    ministry, government = claims(catalogue, DECISION_KEY)["issuer"]
    assert (ministry.value, ministry.portals) == ("Bộ Thông tin và Truyền thông", ("kon-tum",))
    assert [article.article_id for article in ministry.articles] == [right]
    assert (government.value, government.portals) == ("Chính phủ", ())
    assert [article.article_id for article in government.articles] == [wrong]


def test_all_mentions_count_however_many(publish: Publish, catalogue: Catalogue) -> None:
    """Only the first are read in full; what they are called and when is counted of all."""
    early = "Đề án số 77/KH-UBND ngày 3/4/2021 của UBND tỉnh Kon Tum được nhắc. " * 201
    publish(early, day="2021-05-01")
    late = "Kế hoạch số 77/KH-UBND ngày 3/4/2021 của UBND tỉnh Kon Tum được nhắc. " * 202
    publish(late, day="2021-06-01", number=2)
    publish("Văn bản số 77/KH-UBND ngày 3/4/2021 được nhắc. " * 300, day="2021-06-02", number=3)
    with catalogue.session() as session:
        (document,) = session.scalars(select(DocumentRow))
    assert document.document_type == "Kế hoạch"
    evidence: dict[str, Any] = {item["kind"]: item for item in document.evidence}
    assert evidence["mentions"] == {
        "kind": "mentions",
        "articles": 3,
        "naming_body": 1,
        "read": 1,
    }
    assert evidence["contradiction"]["stated"] == {"Kế hoạch": 202, "Đề án": 201}


def test_how_long_after_it_was_announced(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, day="2022-12-01T09:00:00+07:00")
    assert traced(catalogue).evidence[0]["days_after"] == -10
    assert traced(catalogue).certainty.reasons == ("dated-ahead", "body-by-territory")
    publish(PLAN, day="2022-12-15", number=2)
    assert [item.get("days_after") for item in traced(catalogue).evidence[:2]] == [-10, 4]
    assert "announced" in traced(catalogue).certainty.reasons
