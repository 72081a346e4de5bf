"""Which titles say the same, and which of several is shown."""

import pytest

from documents.title_agreement import agreed_title, same_title

AGREED: list[tuple[list[str | None], str | None]] = [
    ([], None),
    ([None, "trồng rừng"], "trồng rừng"),
    # Most say so, in whatever case.
    (["trồng rừng", "Trồng rừng", "chuyển đổi số"], "trồng rừng"),
    # One that gives the first words alone agrees with those that give all; the fullest is shown.
    (
        ["chuyển đổi số", "trồng rừng", "trồng rừng", "trồng rừng thay thế năm 2023"],
        "trồng rừng thay thế năm 2023",
    ),
    # So do those that differ in where a tone stands, in punctuation or by "về việc".
    (["chuyển đổi số", "Văn hoá đọc", "về việc “văn hóa đọc”"], "Văn hoá đọc"),
    # Or by a word or two within.
    (
        [
            "triển khai Kế hoạch phòng chống bão năm 2023",
            "triển khai thực hiện Kế hoạch phòng, chống bão năm 2023",
            "trồng rừng",
        ],
        "triển khai thực hiện Kế hoạch phòng, chống bão năm 2023",
    ),
    # But not those that say another year.
    (["kế hoạch năm 2022", "kế hoạch năm 2023", "kế hoạch năm 2023"], "kế hoạch năm 2023"),
    # One in capitals is shown only where there is no other.
    (["TRỒNG RỪNG THAY THẾ", "Trồng rừng"], "Trồng rừng"),
    (["TRỒNG RỪNG"], "TRỒNG RỪNG"),
    # Of these one that is whole is taken, not one that a listing cut.
    (["trồng rừng …", "trồng rừng …", "trồng rừng thay thế"], "trồng rừng thay thế"),
]


@pytest.mark.parametrize(("titles", "expected"), AGREED)
def test_agreed_title(titles: list[str | None], expected: str | None) -> None:
    assert agreed_title(titles) == expected


SAME = [
    ("Phát triển thông tin cơ sở trên địa bàn tỉnh", "phát triển thông tin cơ sở", True),
    ("V/v trồng rừng thay thế", "trồng rừng thay thế năm 2023", True),
    ("trồng rừng thay thế", "phát triển thông tin cơ sở", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_title(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same
    assert same_title(other, one) is same
