"""A document's title as its announcing article gives it."""

import pytest

from documents.titles import agreed_title, announced_title, same_title, title_after

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
    # What a legal document does, said of its issuer, after its day, or as its name.
    (
        "Nghị định số 126/2020/NĐ-CP| ngày 19/10/2020 của Chính phủ quy định chi tiết một số điều "
        "của Luật Quản lý thuế.",
        "quy định chi tiết một số điều của Luật Quản lý thuế",
    ),
    (
        "Nghị định số 96/2014/NĐ-CP| ngày 3/10/2012 quy định xử phạt vi phạm hành chính về thuế.",
        "quy định xử phạt vi phạm hành chính về thuế",
    ),
    (
        "Thông tư số 08/2020/TT-BTTTT| Ban hành Danh mục thiết bị viễn thông.",
        "Ban hành Danh mục thiết bị viễn thông",
    ),
    # What an article says that the document lays down is no title.
    ("Nghị định số 141/2018/NĐ-CP| quy định phạt tiền từ 80-100 triệu đồng.", None),
    # The issuer's name has a comma, or an abbreviation with a full stop, in it.
    (
        "Thông tư số 5/2019/TT-BVHTTDL| của Bộ Văn hóa, Thể thao và Du lịch về lễ hội dân gian.",
        "lễ hội dân gian",
    ),
    (
        "Quyết định số 7/QĐ-UBND| của UBND TP. HCM về diện tích tối thiểu được tách thửa.",
        "diện tích tối thiểu được tách thửa",
    ),
    # So has the title.
    (
        "Nghị quyết số 54/2017/QH14| về cơ chế phát triển TP. HCM và các nội dung khác.",
        "cơ chế phát triển TP. HCM và các nội dung khác",
    ),
    # The year alone stands between.
    (
        "Nghị định số 24| năm 2014 về tổ chức các cơ quan chuyên môn.",
        "tổ chức các cơ quan chuyên môn",
    ),
    # A register's card: the day on a line of its own, "V/v".
    (
        "1982/QĐ-UBND|\n2026-08-05\nV/v giao bổ sung chỉ tiêu kinh tế - xã hội.\nXem thêm",
        "giao bổ sung chỉ tiêu kinh tế - xã hội",
    ),
    (
        "1324/UBND-VX|\n25/03/2020\nvề việc phòng dịch trong trường học",
        "phòng dịch trong trường học",
    ),
    # In quotation marks, which commas do not break; a mark without its other half goes.
    (
        "Quyết định số 5/QĐ-UBND| về việc phê duyệt Đề án “Đổi mới thi tốt nghiệp, tuyển sinh "
        "đại học, cao đẳng sư phạm, trung cấp sư phạm hệ chính quy giai đoạn 2018-2020”.",
        "phê duyệt Đề án “Đổi mới thi tốt nghiệp, tuyển sinh đại học, cao đẳng sư phạm, trung "
        "cấp sư phạm hệ chính quy giai đoạn 2018-2020”",
    ),
    ('Nghị quyết số 42/2017/QH14| " về thí điểm xử lý nợ xấu " (NQ 42).', "thí điểm xử lý nợ xấu"),
    # A list that goes on.
    (
        "Nghị định số 5/2020/NĐ-CP| về quản lý, cung cấp và sử dụng dịch vụ Internet của các cơ "
        "quan nhà nước, đơn vị sự nghiệp.",
        "quản lý, cung cấp và sử dụng dịch vụ Internet của các cơ quan nhà nước, đơn vị sự nghiệp",
    ),
    # Another document is named after it; one that it is about belongs to it.
    (
        "Nghị định số 12/2012/NĐ-CP| về quản lý các tổ chức và Nghị định 93/2009/NĐ-CP ban hành "
        "Quy chế.",
        "quản lý các tổ chức",
    ),
    (
        "Kế hoạch số 9/KH-UBND| về việc tiếp tục thực hiện Chỉ thị 27-CT/TW ngày 12/1/1998 của Bộ "
        "Chính trị.",
        "tiếp tục thực hiện Chỉ thị 27-CT/TW ngày 12/1/1998 của Bộ Chính trị",
    ),
    # Its own day and its fate come after it.
    (
        "Quyết định số 19/2014/QĐ-TTg| Về việc áp dụng Hệ thống quản lý ngày 05/03/2014 của Bộ",
        "áp dụng Hệ thống quản lý",
    ),
    (
        "Nghị định số 105/2017/NĐ-CP| về kinh doanh rượu vừa được Chính phủ ban hành, quy định rõ.",
        "kinh doanh rượu",
    ),
    # A listing cuts it.
    (
        "Công văn số 654/STTTT-BC| về việc tăng cường tuyên truyền các biện...",
        "tăng cường tuyên truyền các biện …",
    ),
    # What was told before.
    ("Nghị quyết số 44| về vấn đề này.", None),
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
    (
        " của Thủ tướng Chính phủ : Phê duyệt Quy hoạch phát triển khu công nghệ cao",
        "Phê duyệt Quy hoạch phát triển khu công nghệ cao",
    ),
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


AGREED: list[tuple[list[str | None], str | None]] = [
    ([], None),
    ([None, "trồng rừng"], "trồng rừng"),
    # Most say so, in whatever case.
    (["trồng rừng", "Trồng rừng", "chuyển đổi số"], "trồng rừng"),
    # One that gives the first words alone agrees with those that give all.
    (["chuyển đổi số", "trồng rừng", "trồng rừng thay thế năm 2023"], "trồng rừng"),
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


def test_a_long_text_takes_no_longer_than_it_must() -> None:
    """Nothing but words that may be an issuer's: a pattern that tries them all would hang."""
    assert title_after(" của " + "Ban " * 200) is None
    assert announced_title(" ngày " + "1/" * 300) is None
