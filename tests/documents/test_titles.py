"""A document's title as its announcing article gives it."""

import pytest

from documents.titles import title_after

CASES = [
    # To the end of the sentence.
    (
        "Công văn số 1235/UBND-KGVX| về việc triển khai Kế hoạch hành động năm 2023. Theo đó, …",
        "triển khai Kế hoạch hành động năm 2023",
    ),
    # Day and issuer stand between.
    (
        "Kế hoạch số 77/KH-UBND| ngày 3/4/2021 của UBND tỉnh về phòng, chống thiên tai năm 2021.",
        "phòng, chống thiên tai năm 2021",
    ),
    # To the end of the clause, where another body begins to act.
    (
        "Quyết định số 5/QĐ-UBND| về việc phê duyệt đề án, UBND tỉnh yêu cầu các sở báo cáo.",
        "phê duyệt đề án",
    ),
    # Official texts end with ./.
    ("Công văn số 9/STP-HC| về việc rà soát văn bản./.", "rà soát văn bản"),
    # Another number in between: the words belong to that one.
    ("Quyết định số 5/QĐ-UBND| và Kế hoạch số 6/KH-UBND về việc trồng rừng thay thế.", None),
    # The words belong to what was reported, not to the report.
    ("Báo cáo số 345/BC-STTTT| tổng kết kế hoạch hành động về thông tin cơ sở.", None),
    # The text goes on to say what the document says.
    (
        "Nghị quyết số 09-NQ/TU| về chuyển đổi số tỉnh đến năm 2025 nhấn mạnh sự thuận tiện.",
        "chuyển đổi số tỉnh đến năm 2025",
    ),
    # Another sentence.
    ("theo Quyết định số 5/QĐ-UBND|. Sở đã báo cáo về việc trồng rừng.", None),
    # Nothing follows.
    ("theo Quyết định số 5/QĐ-UBND|", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_title(text: str, expected: str | None) -> None:
    before, _, after = text.partition("|")
    assert title_after(before + after, len(before)) == expected


def test_long_title_is_cut_between_words() -> None:
    title = title_after("số 1/KH-UBND về việc " + "trồng rừng " * 80, len("số 1/KH-UBND"))
    assert title is not None
    assert len(title) <= 252
    assert title.endswith((" trồng …", " rừng …"))
