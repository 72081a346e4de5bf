"""Mentions become documents."""

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change, read_changes
from archive.catalogue.tables import DocumentRedirectRow, DocumentRow, MentionRow
from documents.keys import look_ups_of_number
from documents.resolving import resolve_changes
from tests.documents.conftest import Publish

PLAN = (
    "Ngày 11/12/2022, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND về việc phát triển thông tin "
    "cơ sở."
)


def keys(catalogue: Catalogue, article_id: str | None = None) -> list[str | None]:
    statement = select(MentionRow.document_key).order_by(MentionRow.article_id, MentionRow.id)
    if article_id is not None:
        statement = statement.where(MentionRow.article_id == article_id)
    with catalogue.session() as session:
        return list(session.scalars(statement))


KEY_CASES = [
    # "UBND tỉnh" is that of the portal's province; the year is that of the day stated.
    (PLAN, "kon-tum", "2022-12-15", "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"),
    # The same words on another province's portal are another document.
    (PLAN, "gia-lai", "2022-12-15", "ubnd-tinh-gia-lai/4204-kh-ubnd/2022"),
    # After the mergers "UBND tỉnh" on a portal of Kon Tum is Quảng Ngãi's.
    (
        "Ngày 11/8/2025, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND.",
        "kon-tum",
        "2025-08-12",
        "ubnd-tinh-quang-ngai-2025/4204-kh-ubnd/2025",
    ),
    # Lào Cai keeps its name and is another province all the same.
    (
        "Ngày 11/8/2025, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND.",
        "lao-cai",
        "2025-08-12",
        "ubnd-tinh-lao-cai-2025/4204-kh-ubnd/2025",
    ),
    # What was issued before the mergers is cited after them: the province was Kon Tum then, by the
    # year in the number …
    (
        "Theo Quyết định số 12/2022/QĐ-UBND của UBND tỉnh, giá đất giữ nguyên.",
        "kon-tum",
        "2025-08-10",
        "ubnd-tinh-kon-tum/12-2022-qd-ubnd/2022",
    ),
    # … or by the department's symbol; and before there was a day, by nothing else.
    (
        "Theo Quyết định số 33/2024/QĐ-STTTT.",
        "kon-tum",
        "2025-08-10",
        "so-thong-tin-va-truyen-thong-tinh-kon-tum/33-2024-qd-stttt/2024",
    ),
    # In the year of the mergers the article's day tells.
    (
        "Theo Quyết định số 12/2025/QĐ-UBND của UBND tỉnh, giá đất giữ nguyên.",
        "kon-tum",
        "2025-03-10",
        "ubnd-tinh-kon-tum/12-2025-qd-ubnd/2025",
    ),
    (
        "Theo Quyết định số 12/2025/QĐ-UBND của UBND tỉnh, giá đất giữ nguyên.",
        "kon-tum",
        "2025-08-10",
        "ubnd-tinh-quang-ngai-2025/12-2025-qd-ubnd/2025",
    ),
    # A body that did not exist in the year did not issue it.
    (
        "Theo Quyết định số 12/2026/QĐ-UBND của UBND tỉnh Kon Tum.",
        "kon-tum",
        "2026-08-10",
        "_/12-2026-qd-ubnd/2026",
    ),
    # The year in the number counts, whatever day stands beside it.
    (
        "Nghị định số 30/2020/NĐ-CP ngày 5/3/2021.",
        "kon-tum",
        "2023-05-01",
        "chinh-phu/30-2020-nd-cp/2020",
    ),
    # The National Assembly's laws and resolutions have numbers apart: two documents.
    ("Luật số 45/2013/QH13.", "kon-tum", "2023-05-01", "quoc-hoi/45-2013-qh13/2013"),
    ("Nghị quyết số 45/2013/QH13.", "kon-tum", "2023-05-01", "quoc-hoi/45-2013-nq-qh13/2013"),
    # Its Standing Committee's resolutions are one, with and without the type in the number.
    (
        "Nghị quyết số 1211/2016/UBTVQH13.",
        "kon-tum",
        "2023-05-01",
        "uy-ban-thuong-vu-quoc-hoi/1211-2016-nq-ubtvqh13/2016",
    ),
    (
        "Nghị quyết số 1211/2016/NQ-UBTVQH13.",
        "kon-tum",
        "2023-05-01",
        "uy-ban-thuong-vu-quoc-hoi/1211-2016-nq-ubtvqh13/2016",
    ),
    # Without a type the number is the law's, if there is one of it.
    ("Theo 45/2013/QH13.", "kon-tum", "2023-05-01", "quoc-hoi/45-2013-qh13/2013"),
    # A district's committee is its own body.
    (
        "Kế hoạch số 4204/KH-UBND ngày 5/3/2021 của UBND huyện Đăk Tô.",
        "kon-tum",
        "2021-03-10",
        "ubnd-huyen-dak-to-kon-tum/4204-kh-ubnd/2021",
    ),
    # The symbol names a ministry, wherever the portal is.
    (
        "Quyết định số 490/QĐ-BTTTT ngày 30/3/2023.",
        "kon-tum",
        "2023-05-01",
        "bo-thong-tin-va-truyen-thong/490-qd-btttt/2023",
    ),
    # The year of a legal document stands in its number.
    ("Nghị định số 30/2020/NĐ-CP.", "kon-tum", "2023-05-01", "chinh-phu/30-2020-nd-cp/2020"),
    # A law by name has a number, whatever it is called.
    ("Luật Đất đai năm 2013 quy định rõ.", "kon-tum", "2023-05-01", "quoc-hoi/45-2013-qh13/2013"),
    ("Theo BLHS 2015, ông bị phạt.", "kon-tum", "2023-05-01", "quoc-hoi/100-2015-qh13/2015"),
    (
        "Theo Pháp lệnh Ưu đãi người có công với cách mạng năm 2020.",
        "kon-tum",
        "2023-05-01",
        "uy-ban-thuong-vu-quoc-hoi/2-2020-ubtvqh14/2020",
    ),
    # Two laws of one name and year: the day tells which; without it, it is not told.
    (
        "Luật Tổ chức chính quyền địa phương ngày 16/6/2025 quy định rõ.",
        "kon-tum",
        "2025-07-01",
        "quoc-hoi/72-2025-qh15/2025",
    ),
    (
        "Luật Tổ chức chính quyền địa phương năm 2025 quy định rõ.",
        "kon-tum",
        "2025-07-01",
        "quoc-hoi/luat-to-chuc-chinh-quyen-dia-phuong/2025",
    ),
    # A constitution has none.
    ("Theo Hiến pháp năm 2013.", "kon-tum", "2023-05-01", "quoc-hoi/hien-phap/2013"),
    # A law that the table does not have.
    (
        "Luật Cải cách ruộng đất năm 1953 quy định rõ.",
        "kon-tum",
        "2023-05-01",
        "quoc-hoi/luat-cai-cach-ruong-dat/1953",
    ),
    # A day long after the article's own is a slip: it tells neither body nor year …
    (
        "Quyết định số 4204/QĐ-UBND ngày 29/12/2033 của UBND tỉnh.",
        "kon-tum",
        "2024-01-04",
        "ubnd-tinh-kon-tum/4204-qd-ubnd/_",
    ),
    # … which the number itself may tell.
    (
        "Quyết định số 42/2023/QĐ-UBND ngày 29/12/2033 của UBND tỉnh.",
        "kon-tum",
        "2024-01-04",
        "ubnd-tinh-kon-tum/42-2023-qd-ubnd/2023",
    ),
    # A few days ahead are none: it is announced before it is issued.
    (
        "Quyết định số 4204/QĐ-UBND ngày 29/12/2023 của UBND tỉnh.",
        "kon-tum",
        "2023-12-27",
        "ubnd-tinh-kon-tum/4204-qd-ubnd/2023",
    ),
    # Neither body nor year can be told.
    ("Kế hoạch số 4204/KH-UBND.", "kon-tum", "2023-05-01", "_/4204-kh-ubnd/_"),
]


@pytest.mark.parametrize(("text", "province", "day", "expected"), KEY_CASES)
def test_key(
    publish: Publish, catalogue: Catalogue, text: str, province: str, day: str, expected: str
) -> None:
    publish(text, day=day, province=province)
    assert keys(catalogue) == [expected]


def test_repeated_mention_is_the_same_document(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, "Các chỉ tiêu tại Kế hoạch số 4204/KH-UBND.", day="2022-12-15")
    assert keys(catalogue) == ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"] * 2


def test_number_without_a_type_beside_a_resolution(publish: Publish, catalogue: Catalogue) -> None:
    publish("Nghị quyết số 1211/2016/UBTVQH13.", "Theo 1211/2016/UBTVQH13.", day="2023-05-01")
    assert keys(catalogue) == ["uy-ban-thuong-vu-quoc-hoi/1211-2016-nq-ubtvqh13/2016"] * 2


def test_look_up_of_a_number_that_a_law_and_a_resolution_have(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish("Luật số 45/2013/QH13. Nghị quyết số 45/2013/QH13.", day="2023-05-01")
    with catalogue.session() as session:
        look_ups = look_ups_of_number("45/2013/QH13")
        assert set(
            session.scalars(
                select(DocumentRow.key).where(DocumentRow.identifier_folded.in_(look_ups))
            )
        ) == {"quoc-hoi/45-2013-qh13/2013", "quoc-hoi/45-2013-nq-qh13/2013"}


def test_year_that_another_mention_states_tells_the_body(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish(
        "Quyết định số 12/QĐ-UBND ngày 5/3/2022.",
        "Theo Quyết định số 12/QĐ-UBND của UBND tỉnh, giá đất giữ nguyên.",
        day="2025-08-10",
    )
    assert keys(catalogue) == ["ubnd-tinh-kon-tum/12-qd-ubnd/2022"] * 2


def test_bare_mention_finds_the_one_document_it_can_mean(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish(PLAN, day="2022-12-15", number=1)
    later = publish(
        "Thực hiện Kế hoạch số 4204/KH-UBND, Sở đã báo cáo.", day="2023-06-01", number=2
    )
    assert keys(catalogue, later) == ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"]


def test_bare_mention_waits_for_a_document_and_its_old_key_redirects(
    publish: Publish, catalogue: Catalogue
) -> None:
    early = publish("Thực hiện Kế hoạch số 4204/KH-UBND.", day="2023-06-01", number=1)
    assert keys(catalogue, early) == ["_/4204-kh-ubnd/_"]
    publish(PLAN, day="2022-12-15", number=2)
    assert keys(catalogue, early) == ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"]
    with catalogue.session() as session:
        redirect = session.get(DocumentRedirectRow, "_/4204-kh-ubnd/_")
        assert redirect is not None
        assert redirect.key == "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
        assert session.get(DocumentRow, "_/4204-kh-ubnd/_") is None


def test_bare_mention_of_another_province_is_not_taken_in(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish(PLAN, day="2022-12-15", number=1, province="kon-tum")
    other = publish(
        "Theo Kế hoạch số 4204/KH-UBND.", day="2023-06-01", number=2, province="gia-lai"
    )
    assert keys(catalogue, other) == ["_/4204-kh-ubnd/_"]


def test_what_cannot_be_told_apart_stays_apart(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, day="2022-12-15", number=1)
    district = "Kế hoạch số 4204/KH-UBND ngày 5/3/2022 của UBND huyện Đăk Tô."
    publish(district, day="2022-03-10", number=2)
    bare = publish("Theo Kế hoạch số 4204/KH-UBND.", day="2023-06-01", number=3)
    assert keys(catalogue, bare) == ["_/4204-kh-ubnd/_"]


SLIP = "Quyết định số 4204/QĐ-UBND ngày 29/12/2033 của UBND tỉnh."


def test_day_that_is_a_slip(publish: Publish, catalogue: Catalogue) -> None:
    publish(SLIP.replace("2033", "2023"), day="2024-01-03", number=1)
    publish(SLIP, day="2024-01-04", number=2)
    key = "ubnd-tinh-kon-tum/4204-qd-ubnd/2023"
    assert keys(catalogue) == [key] * 2
    with catalogue.session() as session:
        document = session.get(DocumentRow, key)
        assert document is not None
        (contradiction,) = (e for e in document.evidence if e["kind"] == "contradiction")
        assert contradiction["stated"] == {"2023-12-29": 1, "2033-12-29": 1}


RESOLUTION = "Nghị quyết số 18-NQ/TW"


def test_number_that_every_term_of_the_party_has(publish: Publish, catalogue: Catalogue) -> None:
    publish(f"{RESOLUTION} ngày 16/6/2022.", day="2022-07-01", number=1)
    bare = publish(f"Tổng kết {RESOLUTION}.", day="2024-12-14", number=2)
    assert keys(catalogue, bare) == ["trung-uong-dang/18-nq-tw/2022"]
    publish(f"{RESOLUTION} ngày 25/10/2017.", day="2017-11-01", number=3)
    assert keys(catalogue, bare) == ["trung-uong-dang/18-nq-tw/_"]


def test_the_only_one_known_that_is_old(publish: Publish, catalogue: Catalogue) -> None:
    publish(f"{RESOLUTION} ngày 25/10/2017.", day="2017-11-01", number=1)
    bare = publish(f"Tổng kết {RESOLUTION}.", day="2024-12-14", number=2)
    assert keys(catalogue, bare) == ["trung-uong-dang/18-nq-tw/_"]


def test_facts_come_from_the_announcing_article(publish: Publish, catalogue: Catalogue) -> None:
    publish("Căn cứ Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh.", day="2023-01-05")
    announcing = publish(PLAN, day="2022-12-15", number=2)
    with catalogue.session() as session:
        document = session.get(DocumentRow, "ubnd-tinh-kon-tum/4204-kh-ubnd/2022")
        assert document is not None
        assert document.identifier == "4204/KH-UBND"
        assert document.document_type == "Kế hoạch"
        assert document.issued_on == "2022-12-11"
        assert document.body_name == "UBND tỉnh Kon Tum"
        assert document.province == "kon-tum"
        assert document.title == "phát triển thông tin cơ sở"
        assert document.evidence[0]["article_id"] == announcing
        assert document.evidence[-1] == {"kind": "mentions", "articles": 2, "naming_body": 0}


def test_contradiction_is_kept(publish: Publish, catalogue: Catalogue) -> None:
    one = publish(PLAN, day="2022-12-15", number=1)
    other_day = "Kế hoạch số 4204/KH-UBND ngày 12/12/2022 của UBND tỉnh."
    other = publish(other_day, day="2023-01-05", number=2)
    with catalogue.session() as session:
        document = session.get(DocumentRow, "ubnd-tinh-kon-tum/4204-kh-ubnd/2022")
        assert document is not None
        assert document.issued_on == "2022-12-11"
        assert {
            "kind": "contradiction",
            "field": "issued_on",
            "stated": {"2022-12-11": 1, "2022-12-12": 1},
            "articles": {"2022-12-11": [one], "2022-12-12": [other]},
        } in document.evidence


def test_document_without_a_mention_goes(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, day="2022-12-15")
    publish("Không nhắc đến văn bản nào nữa.", day="2022-12-15")
    with catalogue.session() as session:
        assert session.scalars(select(DocumentRow)).all() == []


def test_affected_articles_are_written_to_the_change_log(
    publish: Publish, catalogue: Catalogue
) -> None:
    early = publish("Thực hiện Kế hoạch số 4204/KH-UBND.", day="2023-06-01", number=1)
    with catalogue.session() as session:
        before = latest_change(session)
    publish(PLAN, day="2022-12-15", number=2)
    with catalogue.session() as session:
        changes = read_changes(session, after=before)
    assert early in {change.item_id for change in changes if change.kind == "resolved"}


def test_resolving_again_changes_nothing(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, day="2022-12-15")
    assert resolve_changes(catalogue) == 0
    with catalogue.session() as session:
        before = latest_change(session)
    assert resolve_changes(catalogue) == 0
    with catalogue.session() as session:
        assert latest_change(session) == before
