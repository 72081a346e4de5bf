"""What cannot be told apart is shown as such, on both sides."""

from archive.catalogue import Catalogue
from documents.traces import DocumentTrace
from documents.tracing import trace
from tests.documents.conftest import Publish, Register
from tests.documents.test_resolving import PLAN, keys

PROVINCE = "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
DISTRICT = "Kế hoạch số 4204/KH-UBND ngày 5/3/2022 của UBND huyện Đăk Tô."
BARE = "Theo Kế hoạch số 4204/KH-UBND, các xã đã làm."


def traced(catalogue: Catalogue, key: str) -> DocumentTrace:
    with catalogue.session() as session:
        found = trace(session, key)
        assert found is not None
        return found


def test_mention_that_may_mean_two_documents(publish: Publish, catalogue: Catalogue) -> None:
    publish(PLAN, day="2022-12-15", number=1)
    (district,) = keys(catalogue, publish(DISTRICT, day="2022-03-10", number=2))
    bare = publish(BARE, day="2023-06-01", number=3)
    publish(BARE, day="2023-06-01", number=4, province="gia-lai")  # it can mean neither
    publish(BARE, day="2029-06-01", number=5)  # so many years later it means a later one
    assert district is not None
    for key in (PROVINCE, district):
        found = traced(catalogue, key)
        assert [mention.article_id for mention in found.unresolved] == [bare]
        assert found.unresolved[0].sentence == BARE
        assert found.possible == ()
        assert bare not in {mention.article_id for mention in found.mentions}
    unknown = traced(catalogue, "_/4204-kh-ubnd/_")
    assert {summary.key for summary in unknown.possible} == {PROVINCE, district}
    assert unknown.unresolved == ()
    assert unknown.certainty.level == "uncertain"


OLD, NEW = "ubnd-tinh-lao-cai/15-kh-ubnd", "ubnd-tinh-lao-cai-2025/15-kh-ubnd"
FIFTEEN = "Kế hoạch số 15/KH-UBND"


def test_what_a_body_that_ended_issued(publish: Publish, catalogue: Catalogue) -> None:
    def say(text: str, day: str, number: int) -> str:
        return publish(text, day=day, number=number, province="lao-cai")

    say(f"{FIFTEEN} ngày 20/01/2025 của UBND tỉnh.", "2025-01-25", 1)
    either = say(f"{FIFTEEN} của UBND tỉnh.", "2025-07-03", 2)
    say(f"{FIFTEEN} của UBND tỉnh.", "2028-07-03", 3)  # so much later it is the new one's
    assert keys(catalogue, either) == [f"{NEW}/_"]
    assert [s.key for s in traced(catalogue, f"{NEW}/_").possible] == [f"{OLD}/2025"]
    assert [m.article_id for m in traced(catalogue, f"{OLD}/2025").unresolved] == [either]
    say(f"{FIFTEEN} ngày 20/08/2025 của UBND tỉnh.", "2025-08-25", 4)
    assert keys(catalogue, either) == [f"{NEW}/_"]
    possible = traced(catalogue, f"{NEW}/_").possible
    assert {summary.key for summary in possible} >= {f"{OLD}/2025", f"{NEW}/2025"}
    for key in (f"{OLD}/2025", f"{NEW}/2025"):
        assert either in {m.article_id for m in traced(catalogue, key).unresolved}


def test_number_of_several_terms(publish: Publish, catalogue: Catalogue) -> None:
    publish("Nghị quyết số 18-NQ/TW ngày 25/10/2017.", day="2017-11-01", number=1)
    publish("Nghị quyết số 18-NQ/TW ngày 16/6/2022.", day="2022-07-01", number=2)
    bare = publish("Tổng kết Nghị quyết số 18-NQ/TW.", day="2024-12-14", number=3)
    early = publish("Theo Nghị quyết số 18-NQ/TW.", day="2018-12-14", number=4)
    both = ["trung-uong-dang/18-nq-tw/2017", "trung-uong-dang/18-nq-tw/2022"]
    assert keys(catalogue, early) == both[:1]
    for key in both:
        assert [m.article_id for m in traced(catalogue, key).unresolved] == [bare]
    unknown = traced(catalogue, "trung-uong-dang/18-nq-tw/_")
    assert sorted(summary.key for summary in unknown.possible) == both


def test_law_of_which_there_are_two(publish: Publish, catalogue: Catalogue) -> None:
    name = "Luật Tổ chức chính quyền địa phương"
    publish(f"{name} ngày 16/6/2025 quy định rõ.", day="2025-07-01", number=1)
    either = publish(f"{name} năm 2025 quy định rõ.", day="2025-07-01", number=2)
    june = traced(catalogue, "quoc-hoi/72-2025-qh15/2025")
    assert [mention.article_id for mention in june.unresolved] == [either]
    unknown = traced(catalogue, "quoc-hoi/luat-to-chuc-chinh-quyen-dia-phuong/2025")
    assert [summary.key for summary in unknown.possible] == ["quoc-hoi/72-2025-qh15/2025"]


def test_body_and_what_became_of_it(publish: Publish, catalogue: Catalogue) -> None:
    publish("Quyết định số 490/QĐ-BTTTT ngày 30/3/2023.", day="2023-05-01")
    body = traced(catalogue, "bo-thong-tin-va-truyen-thong/490-qd-btttt/2023").body
    assert body is not None
    assert (body.name, body.level) == ("Bộ Thông tin và Truyền thông", "central")
    assert body.until == "2025-02-28"
    assert "bo-khoa-hoc-va-cong-nghe" in {successor.key for successor in body.successors}


def test_after_the_mergers_a_portal_speaks_of_the_new_province_too(
    publish: Publish, register: Register, catalogue: Catalogue
) -> None:
    register(
        identifier="4204/KH-UBND",
        issuer="UBND tỉnh Quảng Ngãi",
        issued_on="2025-08-11",
        province="quang-ngai",
    )
    bare = publish(BARE, day="2025-09-01", number=2, province="kon-tum")
    assert keys(catalogue, bare) == ["ubnd-tinh-quang-ngai-2025/4204-kh-ubnd/2025"]
