"""What directives say of themselves. Every directive here is invented."""

from typing import Any

import pytest

from crawler.attachments.facts import directive_facts

#: As a text layer gives it that has the left column before the right one.
PLAN = """ỦY BAN NHÂN DÂN
TỈNH KON TUM
-------
Số: 4204/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Kon Tum, ngày 08 tháng 12 năm 2023
KẾ HOẠCH
Phát triển hệ thống bảng tin điện tử cơ sở trên địa bàn tỉnh
giai đoạn 2024 - 2025
Thực hiện Quyết định số 135/QĐ-TTg ngày 20/01/2020 của Thủ tướng Chính phủ
về việc phê duyệt Đề án, UBND tỉnh ban hành Kế hoạch như sau:"""

SIGNED = """Nơi nhận:
- Bộ Thông tin và Truyền thông (b/c);
- TT Tỉnh ủy, TT HĐND tỉnh;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Thị Mai"""

OF_PLAN = {
    "identifier": "4204/KH-UBND",
    "symbol": "KH-UBND",
    "issued_on": "2023-12-08",
    "document_type": "Kế hoạch",
    "issuer": "ỦY BAN NHÂN DÂN TỈNH KON TUM",
    "superior": None,
    "signer": "Nguyễn Thị Mai",
    "title": ("Phát triển hệ thống bảng tin điện tử cơ sở trên địa bàn tỉnh giai đoạn 2024 - 2025"),
}


def test_a_plan_with_its_columns_one_after_the_other() -> None:
    assert directive_facts([PLAN, "III. TỔ CHỨC THỰC HIỆN", SIGNED]) == OF_PLAN


@pytest.mark.parametrize(
    "head",
    [
        # the right column first
        """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kon Tum, ngày 08 tháng 12 năm 2023
ỦY BAN NHÂN DÂN
TỈNH KON TUM
Số: 4204/KH-UBND""",
        # line by line beside one another
        """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH KON TUM Độc lập - Tự do - Hạnh phúc
Số: 4204/KH-UBND Kon Tum, ngày 08 tháng 12 năm 2023""",
        # the cells of a Word file's table
        """ỦY BAN NHÂN DÂN
TỈNH KON TUM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 4204/KH-UBND\tKon Tum, ngày 08 tháng 12 năm 2023""",
        # the lines of both columns in turn
        """ỦY BAN NHÂN DÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH KON TUM
Độc lập - Tự do - Hạnh phúc
Số: 4204/KH-UBND
Kon Tum, ngày 08 tháng 12 năm 2023""",
        # recognised: blanks within numbers, none between words, diacritics lost
        """ỦY BAN NHÂN DÂN CỘNGHÒA XÃ HỘI CHỦNGHĨA VIỆT NAM
TỈNH KON TUM Độc lập – Tự do – Hạnh phúc
Sô: 4204/KH-UBND Kon Tum, ngày 0 8 tháng 1 2 năm 2023""",
        # recognised: letters for digits, an empty line between any two
        """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

TỈNH KON TUM Độc lập - Tự do - Hạnh phúc

Số: 4204/KH-UBND Kon Tum, ngày O8 tháng l2 năm 2023
""",
        # the stamp of an electronic signature above it
        """Người ký: UBND TỈNH KON TUM
Thời gian ký: 08.12.2023 10:05:11 +07:00
ỦY BAN NHÂN DÂN
TỈNH KON TUM
Số: 4204/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kon Tum, ngày 08 tháng 12 năm 2023""",
    ],
)
def test_the_columns_of_a_head_in_any_order(head: str) -> None:
    text = PLAN[PLAN.index("KẾ HOẠCH") :]
    assert directive_facts([f"{head}\n{text}", SIGNED]) == OF_PLAN


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (  # an official letter: no type; its subject below the number, beside the day
            """UBND TỈNH KON TUM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc
Số: 1235/STP-VP Kon Tum, ngày 08 tháng 5 năm 2023
V/v triển khai Kế hoạch số 12/KH-UBND
ngày 05/5/2023 của UBND tỉnh
Kính gửi: Các phòng, đơn vị thuộc Sở.
Ngày 05/5/2023, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND""",
            {
                "identifier": "1235/STP-VP",
                "issued_on": "2023-05-08",
                "document_type": "Công văn",
                "issuer": "SỞ TƯ PHÁP",
                "superior": "UBND TỈNH KON TUM",
                "title": "triển khai Kế hoạch số 12/KH-UBND ngày 05/5/2023 của UBND tỉnh",
            },
        ),
        (  # a decision: who issues it stands below the title once more, in capitals
            """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH ĐẮK LẮK Độc lập - Tự do - Hạnh phúc
Số: 15/2024/QĐ-UBND Đắk Lắk, ngày 2 tháng 4 năm 2024
QUYẾT ĐỊNH
Ban hành Quy định về quản lý chợ trên địa bàn tỉnh
ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;""",
            {
                "identifier": "15/2024/QĐ-UBND",
                "issued_on": "2024-04-02",
                "document_type": "Quyết định",
                "title": "Ban hành Quy định về quản lý chợ trên địa bàn tỉnh",
            },
        ),
        (  # the party's: its own head, `*` below the body, a hyphen in the number
            """TỈNH ỦY KON TUM ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 18-NQ/TU Kon Tum, ngày 15 tháng 5 năm 2022
NGHỊ QUYẾT
về phát triển nông nghiệp ứng dụng công nghệ cao
-----
I- TÌNH HÌNH
T/M BAN THƯỜNG VỤ
BÍ THƯ
Lê Văn Trang
Nơi nhận:
- Các huyện ủy,""",
            {
                "identifier": "18-NQ/TU",
                "issued_on": "2022-05-15",
                "document_type": "Nghị quyết",
                "issuer": "TỈNH ỦY KON TUM",
                "signer": "Lê Văn Trang",
                "title": "về phát triển nông nghiệp ứng dụng công nghệ cao",
            },
        ),
        (  # a joint circular of two ministries
            """BỘ TƯ PHÁP - BỘ CÔNG AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/2021/TTLT-BTP-BCA
Hà Nội, ngày 10 tháng 9 năm 2021
THÔNG TƯ LIÊN TỊCH
Hướng dẫn phối hợp trong thi hành án
Căn cứ Luật Thi hành án dân sự ngày 14 tháng 11 năm 2008;""",
            {
                "identifier": "05/2021/TTLT-BTP-BCA",
                "issued_on": "2021-09-10",
                "document_type": "Thông tư liên tịch",
                "issuer": "BỘ TƯ PHÁP - BỘ CÔNG AN",
                "title": "Hướng dẫn phối hợp trong thi hành án",
            },
        ),
        (  # the same, each body on lines of its own
            """SỞ TÀI CHÍNH
SỞ GIÁO DỤC VÀ
ĐÀO TẠO
Số: 7/CTLT-STC-SGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kon Tum, ngày 3 tháng 1 năm 2019
CHƯƠNG TRÌNH
Phối hợp công tác năm 2019""",
            {
                "identifier": "7/CTLT-STC-SGDĐT",
                "issued_on": "2019-01-03",
                "issuer": "SỞ TÀI CHÍNH - SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                "document_type": "Chương trình",
                "title": "Phối hợp công tác năm 2019",
            },
        ),
        (  # number and day are still to be written in by hand
            """ỦY BAN NHÂN DÂN
TỈNH KON TUM
Số:         /QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kon Tum, ngày     tháng     năm 2023
QUYẾT ĐỊNH
Về việc phê duyệt danh mục dự án
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KON TUM
Căn cứ Luật Đầu tư công ngày 13 tháng 6 năm 2019;""",
            {
                "identifier": None,
                "symbol": "QĐ-UBND",
                "issued_on": None,
                "document_type": "Quyết định",
                "issuer": "ỦY BAN NHÂN DÂN TỈNH KON TUM",
                "title": "Về việc phê duyệt danh mục dự án",
            },
        ),
        (  # a law: its number has its kind before it, its day stands at its end
            """QUỐC HỘI
Luật số: 54/2017/QH14
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
LUẬT
CẢNH VỆ
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Điều 1. Phạm vi điều chỉnh
Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIV, kỳ họp thứ 3 thông qua
ngày 20 tháng 6 năm 2017.""",
            {
                "identifier": "54/2017/QH14",
                "issued_on": "2017-06-20",
                "document_type": "Luật",
                "issuer": "QUỐC HỘI",
                "title": "CẢNH VỆ",
            },
        ),
        (  # a title that begins as a text might, and is in capitals at first
            """UBND TỈNH KON TUM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc
Số: 88/BC-SNV Kon Tum, ngày 30 tháng 6 năm 2023
BÁO CÁO
Thực hiện Nghị quyết số 18-NQ/TW về tinh gọn bộ máy
Thực hiện Công văn số 200/UBND-NC ngày 01/6/2023 của UBND tỉnh""",
            {
                "identifier": "88/BC-SNV",
                "document_type": "Báo cáo",
                "title": "Thực hiện Nghị quyết số 18-NQ/TW về tinh gọn bộ máy",
            },
        ),
        (  # a scan on which nothing could be recognised where the number is
            """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN ĐẮK HÀ Độc lập - Tự do - Hạnh phúc
Đắk Hà, ngày 12 tháng 3 năm 2020
THÔNG BÁO
Về việc tuyển dụng viên chức""",
            {
                "identifier": None,
                "symbol": None,
                "issued_on": "2020-03-12",
                "document_type": "Thông báo",
                "issuer": "ỦY BAN NHÂN DÂN HUYỆN ĐẮK HÀ",
                "title": "Về việc tuyển dụng viên chức",
            },
        ),
        (  # the day in figures, the title on the type's own line
            """SỞ Y TẾ CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/TB-SYT Độc lập - Tự do - Hạnh phúc
Kon Tum, ngày 08/12/2021
THÔNG BÁO Về việc thay đổi địa điểm tiếp công dân
Kính gửi: Các đơn vị trực thuộc""",
            {
                "identifier": "12/TB-SYT",
                "issued_on": "2021-12-08",
                "document_type": "Thông báo",
                "issuer": "SỞ Y TẾ",
                "title": "Về việc thay đổi địa điểm tiếp công dân",
            },
        ),
    ],
)
def test_directives_of_many_kinds(page: str, expected: dict[str, Any]) -> None:
    facts = directive_facts([page])
    assert {name: facts.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        # beside the recipients
        (
            "Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT, TCHC. Trần Văn Bình",
            "Trần Văn Bình",
        ),
        # by order, with a degree before the name
        ("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\n(đã ký)\nTS. Phạm Quốc Hưng", "Phạm Quốc Hưng"),
        # acting for the head, a name of the Central Highlands
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nY Hương\nNơi nhận:\n- Như trên;", "Y Hương"),
        # in the table of a Word file
        ("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nCHỦ TỊCH\nLê Thị Hoa Mai", "Lê Thị Hoa Mai"),
        # only the electronic signature has the name
        ("Người ký: Đỗ Minh Tuấn\nNgày ký: 08/12/2023", "Đỗ Minh Tuấn"),
        # an office, and no name: the signature is handwriting
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", None),
        # recipients with names of places are no signers
        ("Nơi nhận:\n- Tỉnh ủy Kon Tum;\n- UBND thành phố Hà Nội\nGIÁM ĐỐC", None),
    ],
)
def test_who_signed(block: str, signer: str | None) -> None:
    assert directive_facts([PLAN, block])["signer"] == signer


def test_the_first_signature_counts() -> None:
    annex = "PHỤ LỤC\nNgười lập biểu\nKẾ TOÁN TRƯỞNG\nVũ Thị Lan"
    assert directive_facts([PLAN, SIGNED, annex])["signer"] == "Nguyễn Thị Mai"


def test_an_empty_page_before_the_directive() -> None:
    assert directive_facts(["", PLAN, SIGNED]) == OF_PLAN


@pytest.mark.parametrize(
    "page",
    [
        "",
        # a form: the state's name, and nothing that makes it a directive
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐƠN ĐỀ NGHỊ",
        # a table
        "PHỤ LỤC\nSTT\tTên dự án\tKinh phí\n1\tCầu Đắk Bla\t120.000",
        # an article that tells of a directive
        "Ngày 08/12/2023, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND về thông tin cơ sở.",
    ],
)
def test_what_is_no_directive_has_no_facts(page: str) -> None:
    assert directive_facts([page]) == {}


def test_grounds_with_days_do_not_date_a_directive() -> None:
    page = """ỦY BAN NHÂN DÂN
TỈNH KON TUM
Số: 77/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
QUYẾT ĐỊNH
Về việc giao đất
Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013
Theo đề nghị của Sở Tài nguyên và Môi trường tại Tờ trình số 5/TTr-STNMT, ngày 3 tháng 2 năm 2020"""
    facts = directive_facts([page])
    assert facts["identifier"] == "77/QĐ-UBND"
    assert facts["issued_on"] is None
