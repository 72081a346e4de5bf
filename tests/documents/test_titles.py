"""A document's title as its announcing article gives it."""

import pytest

from documents.titles import announced_title, title_after

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
    # A comma, and the article speaks again.
    (
        "Kế hoạch số 4204/KH-UBND| về việc lồng ghép các chương trình, tránh ban hành nhiều kế "
        "hoạch trùng lặp nội dung, gây khó khăn khi thực hiện.",
        "lồng ghép các chương trình",
    ),
    # Nothing tells that it does, but the title has been going on for long.
    (
        "Kế hoạch số 5/KH-UBND| về việc phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn "
        "tỉnh Kon Tum năm 2023, các sở theo chức năng của mình thực hiện.",
        "phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh Kon Tum năm 2023",
    ),
    # Another sentence.
    ("theo Quyết định số 5/QĐ-UBND|. Sở đã báo cáo về việc trồng rừng.", None),
    # Nothing follows.
    ("theo Quyết định số 5/QĐ-UBND|", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_title(text: str, expected: str | None) -> None:
    before, _, after = text.partition("|")
    assert before
    assert title_after(after) == expected


ANNOUNCED = [
    # Without "về việc": what the document is there to do.
    (
        " ngày 3/4/2021 của UBND tỉnh thực hiện Chiến lược phát triển gia đình đến năm 2030.",
        "thực hiện Chiến lược phát triển gia đình đến năm 2030",
    ),
    (
        " phê duyệt Đề án trồng rừng giai đoạn 2021-2025.",
        "phê duyệt Đề án trồng rừng giai đoạn 2021-2025",
    ),
    # "về việc" says it better.
    (" về việc trồng rừng thay thế.", "trồng rừng thay thế"),
    # What the article says of the document is no title.
    (" nêu rõ các nhiệm vụ phải làm.", None),
    (". Các sở thực hiện Chiến lược phát triển gia đình.", None),
]


@pytest.mark.parametrize(("following", "expected"), ANNOUNCED)
def test_title_where_the_document_is_announced(following: str, expected: str | None) -> None:
    assert announced_title(following) == expected


def test_long_title_is_cut_between_words() -> None:
    title = title_after(" về việc " + "trồng rừng " * 80)
    assert title is not None
    assert len(title) <= 252
    assert title.endswith((" trồng …", " rừng …"))
