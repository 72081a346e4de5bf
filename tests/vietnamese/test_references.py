"""References in every form in use: one row a form."""

import json
from pathlib import Path

import pytest

from vietnamese import find_references

Expected = list[tuple[str, str | None, str | None]]

#: text → (span, identifier, type) of each mention
FORMS: list[tuple[str, Expected]] = [
    # type, số, number/type-body
    (
        "theo Quyết định số 490/QĐ-BTTTT của Bộ",
        [("Quyết định số 490/QĐ-BTTTT", "490/QĐ-BTTTT", "Quyết định")],
    ),
    # without số
    ("Nghị định 30/2020/NĐ-CP", [("Nghị định 30/2020/NĐ-CP", "30/2020/NĐ-CP", "Nghị định")]),
    # a colon after số
    ("Quyết định số: 12/QĐ-SYT", [("Quyết định số: 12/QĐ-SYT", "12/QĐ-SYT", "Quyết định")]),
    # a line break between type and số, and between số and number
    (
        "Nghị định\nsố\n68/2025/NĐ-CP",
        [("Nghị định\nsố\n68/2025/NĐ-CP", "68/2025/NĐ-CP", "Nghị định")],
    ),
    # capitals
    (
        "THỰC HIỆN THÔNG TƯ SỐ 55/2010/TT-BTC NGÀY 16 THÁNG 4 NĂM 2010 CỦA BỘ TRƯỞNG",
        [("THÔNG TƯ SỐ 55/2010/TT-BTC NGÀY 16 THÁNG 4 NĂM 2010", "55/2010/TT-BTC", "Thông tư")],
    ),
    # lower case throughout
    ("thực hiện kết luận số 11-kl/tw", [("kết luận số 11-kl/tw", "11-KL/TW", "Kết luận")]),
    # the blank before the type lost
    ("đã ban hànhThông báo số 63/TB-SNV", [("Thông báo số 63/TB-SNV", "63/TB-SNV", "Thông báo")]),
    # type and số twice: the second counts
    ("Công văn số Công văn số 12/SYT-NVY", [("Công văn số 12/SYT-NVY", "12/SYT-NVY", "Công văn")]),
    ("Quyết định số số 12/QĐ-SYT", [("Quyết định số số 12/QĐ-SYT", "12/QĐ-SYT", "Quyết định")]),
    # the type abbreviated
    ("theo QĐ số 42/2007/QĐ-BGDĐT", [("QĐ số 42/2007/QĐ-BGDĐT", "42/2007/QĐ-BGDĐT", "Quyết định")]),
    ("NĐ 139/2017/NĐ-CP", [("NĐ 139/2017/NĐ-CP", "139/2017/NĐ-CP", "Nghị định")]),
    # type and symbol disagree: the type as stated
    ("văn bản số 361/TB-VPCP", [("văn bản số 361/TB-VPCP", "361/TB-VPCP", "Văn bản")]),
    # urgent ones
    ("công văn khẩn số 6452 gửi", [("công văn khẩn số 6452", "6452", "Công văn")]),
    # joint types
    (
        "Thông tư liên tịch số 14/2012/TTLT-BCA-BTC",
        [
            (
                "Thông tư liên tịch số 14/2012/TTLT-BCA-BTC",
                "14/2012/TTLT-BCA-BTC",
                "Thông tư liên tịch",
            )
        ],
    ),
    # words that qualify the type
    (
        "Giấy phép môi trường số 92/GPMT-UBND",
        [("Giấy phép môi trường số 92/GPMT-UBND", "92/GPMT-UBND", "Giấy phép")],
    ),
    # the issuer between type and số: the span begins at số
    (
        "Quyết định của UBND tỉnh số 37/2026/QĐ-UBND bãi bỏ",
        [("số 37/2026/QĐ-UBND", "37/2026/QĐ-UBND", "Quyết định")],
    ),
    # the number in brackets after the issuer
    (
        "xem xét báo cáo (số 08-BC/BCĐ, ngày 20/6/2019)",
        [("số 08-BC/BCĐ, ngày 20/6/2019", "08-BC/BCĐ", None)],
    ),
    # … and of its abbreviation
    (
        "theo QĐ thành lập số 973/QĐ-TTg",
        [("QĐ thành lập số 973/QĐ-TTg", "973/QĐ-TTg", "Quyết định")],
    ),
    # letterhead: no type
    ("UBND TỈNH\nSố: 46/CĐ-TTg", [("Số: 46/CĐ-TTg", "46/CĐ-TTg", None)]),
    # a row of a register: the number alone on its line
    ("1857/UBND-VX\n05/05/2021\nvề việc", [("1857/UBND-VX", "1857/UBND-VX", None)]),
    # an annex is attached to the document whose number follows
    (
        "Theo phụ lục đính kèm 1235/UBND-KGVX, thành phố",
        [("1235/UBND-KGVX", "1235/UBND-KGVX", None)],
    ),
    # number and year only
    ("Nghị định 44/2017 của Chính phủ", [("Nghị định 44/2017", "44/2017", "Nghị định")]),
    ("NQ 42-2017 làm căn cứ", [("NQ 42-2017", "42/2017", "Nghị quyết")]),
    # number only
    ("Thông tư số 44 có hiệu lực", [("Thông tư số 44", "44", "Thông tư")]),
    ("chỉ thị 16 của Thủ tướng", [("chỉ thị 16", "16", "Chỉ thị")]),
    ("kết luận 45 ngày 01/02/2019", [("kết luận 45 ngày 01/02/2019", "45", "Kết luận")]),
    ("quyết định 2547, người dân", [("quyết định 2547", "2547", "Quyết định")]),
    # the year named after the number is not part of it
    ("Nghị định 167 năm 2013 của", [("Nghị định 167", "167", "Nghị định")]),
    # older forms
    ("Nghị định số 39/CP", [("Nghị định số 39/CP", "39/CP", "Nghị định")]),
    ("Quyết định số 770/TTg", [("Quyết định số 770/TTg", "770/TTg", "Quyết định")]),
    ("Quyết định 1085/LĐTBXH-QĐ", [("Quyết định 1085/LĐTBXH-QĐ", "1085/LĐTBXH-QĐ", "Quyết định")]),
    # laws by number, with and without their name
    ("Luật số 57/2020/QH14 Luật", [("Luật số 57/2020/QH14", "57/2020/QH14", "Luật")]),
    (
        "Luật Xử lý vi phạm hành chính số 15/2012/QH13;",
        [("Luật Xử lý vi phạm hành chính số 15/2012/QH13", "15/2012/QH13", "Luật")],
    ),
    (
        "Luật Phòng, chống ma túy số 23/2000/QH10",
        [("Luật Phòng, chống ma túy số 23/2000/QH10", "23/2000/QH10", "Luật")],
    ),
    (
        "Pháp lệnh Giống cây trồng số 15/2004/PL-UBTVQH11",
        [("Pháp lệnh Giống cây trồng số 15/2004/PL-UBTVQH11", "15/2004/PL-UBTVQH11", "Pháp lệnh")],
    ),
    # scanning broke the number or the symbol
    (
        "Nghị định số 1 18/2021/NĐ- CP",
        [("Nghị định số 1 18/2021/NĐ- CP", "118/2021/NĐ-CP", "Nghị định")],
    ),
    (
        "Thông tư số 15/2026/T T-BGDĐT",
        [("Thông tư số 15/2026/T T-BGDĐT", "15/2026/TT-BGDĐT", "Thông tư")],
    ),
    ("Nghị định 65/2013/NB-CP", [("Nghị định 65/2013/NB-CP", "65/2013/NĐ-CP", "Nghị định")]),
    # a blank for the slash
    ("Quyết định số 21 QĐ - UBND", [("Quyết định số 21 QĐ - UBND", "21/QĐ-UBND", "Quyết định")]),
    # lists: type words left out
    (
        "các quyết định số 12/QĐ-UBND ngày 3/1/2017 và 29/QĐ-UBND ngày 5/5/2018",
        [
            ("quyết định số 12/QĐ-UBND ngày 3/1/2017", "12/QĐ-UBND", "Quyết định"),
            ("29/QĐ-UBND ngày 5/5/2018", "29/QĐ-UBND", "Quyết định"),
        ],
    ),
    # lists: the later member introduced by số, words between
    (
        "các Nghị định số 26/2009/NĐ-CP về thuế và số 113/2011/NĐ-CP",
        [
            ("Nghị định số 26/2009/NĐ-CP", "26/2009/NĐ-CP", "Nghị định"),
            ("số 113/2011/NĐ-CP", "113/2011/NĐ-CP", "Nghị định"),
        ],
    ),
    # lists: the symbol shared backwards
    (
        "các Nghị định 76/2009, 14/2012 và 07/2026/NĐ-CP",
        [
            ("Nghị định 76/2009", "76/2009/NĐ-CP", "Nghị định"),
            ("14/2012", "14/2012/NĐ-CP", "Nghị định"),
            ("07/2026/NĐ-CP", "07/2026/NĐ-CP", "Nghị định"),
        ],
    ),
    # lists: bare numbers
    (
        "các nghị định 12, 15 và 18 của Chính phủ",
        [
            ("nghị định 12", "12", "Nghị định"),
            ("15", "15", "Nghị định"),
            ("18", "18", "Nghị định"),
        ],
    ),
    # lists: each with its own type
    (
        "Nghị quyết số 02/NQ-CP, Chỉ thị số 05-CT/TW",
        [
            ("Nghị quyết số 02/NQ-CP", "02/NQ-CP", "Nghị quyết"),
            ("Chỉ thị số 05-CT/TW", "05-CT/TW", "Chỉ thị"),
        ],
    ),
    # a colon and a line break between type and số
    (
        "tại các Tờ trình:          \nSố 20/TTr-SNV và số 19/TTr-SNV",
        [
            ("Tờ trình:          \nSố 20/TTr-SNV", "20/TTr-SNV", "Tờ trình"),
            ("số 19/TTr-SNV", "19/TTr-SNV", "Tờ trình"),
        ],
    ),
    # marks of bold text between số and number
    ("Nghị định số\n**08-CP**", [("Nghị định số\n**08-CP", "08-CP", "Nghị định")]),
    # the blank after số lost
    ("Công văn số1234/UBND-NC", [("Công văn số1234/UBND-NC", "1234/UBND-NC", "Công văn")]),
    # a number with a letter, alone
    ("Nghị quyết 36a của Chính phủ", [("Nghị quyết 36a", "36a", "Nghị quyết")]),
    # four characters, and no year
    ("Nghị quyết 136b của Chính phủ", [("Nghị quyết 136b", "136b", "Nghị quyết")]),
    # the first of the text abbreviated
    (
        "TT 02/2018 và “QĐ 671”",
        [("TT 02/2018", "02/2018", "Thông tư"), ("QĐ 671", "671", "Quyết định")],
    ),
    # a letter after the number, as written
    ("Sắc lệnh số 18B/SL", [("Sắc lệnh số 18B/SL", "18B/SL", "Sắc lệnh")]),
    # desks of the police
    ("Công văn số 435/V05-P3", [("Công văn số 435/V05-P3", "435/V05-P3", "Công văn")]),
    # the first of a line abbreviated
    ("Xem:\nNĐ 356, kèm", [("NĐ 356", "356", "Nghị định")]),
    # a body's abbreviation is no word that forbids: `đt`, a telephone
    (
        "các Quyết định số 12/QĐ-BYT, 1195/QĐ-BGDĐT và 1709/QĐ-BGDĐT.",
        [
            ("Quyết định số 12/QĐ-BYT", "12/QĐ-BYT", "Quyết định"),
            ("1195/QĐ-BGDĐT", "1195/QĐ-BGDĐT", "Quyết định"),
            ("1709/QĐ-BGDĐT", "1709/QĐ-BGDĐT", "Quyết định"),
        ],
    ),
    # ranges
    (
        "các Quyết định từ số 100/QĐ-TTg đến số 121/QĐ-TTg",
        [
            ("Quyết định từ số 100/QĐ-TTg", "100/QĐ-TTg", "Quyết định"),
            ("số 121/QĐ-TTg", "121/QĐ-TTg", "Quyết định"),
        ],
    ),
    # the type abbreviated, no symbol: without a blank, with a day, with three digits
    ("quy định tại NQ170, nêu rõ", [("NQ170", "170", "Nghị quyết")]),
    ("(QĐ 7 ngày 3/7/2023)", [("QĐ 7 ngày 3/7/2023", "7", "Quyết định")]),
    ("theo QĐ 2422", [("QĐ 2422", "2422", "Quyết định")]),
    # blanks for slashes, as in names of files and in queries
    (
        "Thông tư 38 2024 TT-BGTVT và Nghị quyết 42 2017 QH14",
        [
            ("Thông tư 38 2024 TT-BGTVT", "38/2024/TT-BGTVT", "Thông tư"),
            ("Nghị quyết 42 2017 QH14", "42/2017/QH14", "Nghị quyết"),
        ],
    ),
    ("Quyết định số 12 QĐ/TU", [("Quyết định số 12 QĐ/TU", "12-QĐ/TU", "Quyết định")]),
    # an underscore in the symbol
    ("Quyết định 12/QĐ_BGTVT", [("Quyết định 12/QĐ_BGTVT", "12/QĐ-BGTVT", "Quyết định")]),
    # a year of two digits
    ("(26/21/NĐ-CP)", [("26/21/NĐ-CP", "26/21/NĐ-CP", None)]),
    # later mentions of what was named in full, of types that are everyday words, too
    (
        "Hướng dẫn số 88-HD/BTCTW đã rõ. Theo Hướng dẫn 88 thì",
        [
            ("Hướng dẫn số 88-HD/BTCTW", "88-HD/BTCTW", "Hướng dẫn"),
            ("Hướng dẫn 88", "88", "Hướng dẫn"),
        ],
    ),
    # an unknown symbol that the text has introduced before
    (
        "Công văn 74/KTKĐ-GDĐHX về minh chứng và 75/KTKĐ-GDĐHX về tự đánh giá",
        [
            ("Công văn 74/KTKĐ-GDĐHX", "74/KTKĐ-GDĐHX", "Công văn"),
            ("75/KTKĐ-GDĐHX", "75/KTKĐ-GDĐHX", "Công văn"),
        ],
    ),
    # lists of bare numbers, their issuer after the last
    (
        "các Quyết định 27, 28, 29 của HĐBT",
        [
            ("Quyết định 27", "27", "Quyết định"),
            ("28", "28", "Quyết định"),
            ("29", "29", "Quyết định"),
        ],
    ),
    # … and without a plural, where what follows shows that they are documents
    (
        "chỉ thị 15 và 16 của Thủ tướng",
        [("chỉ thị 15", "15", "Chỉ thị"), ("16", "16", "Chỉ thị")],
    ),
    (
        "Kết luận 126, 127, 128 của Bộ Chính trị",
        [
            ("Kết luận 126", "126", "Kết luận"),
            ("127", "127", "Kết luận"),
            ("128", "128", "Kết luận"),
        ],
    ),
    # … unlike counts
    ("Nghị quyết 68 và 10 giải pháp", [("Nghị quyết 68", "68", "Nghị quyết")]),
    # lists over the line breaks of a paragraph
    (
        "các văn bản số 364/TTr-BNG ngày 19/1/2026, \nsố 15/BNG-NV ngày 1/3/2026 \nvà số 6/BNG",
        [
            ("văn bản số 364/TTr-BNG ngày 19/1/2026", "364/TTr-BNG", "Văn bản"),
            ("số 15/BNG-NV ngày 1/3/2026", "15/BNG-NV", "Văn bản"),
            ("số 6/BNG", "6/BNG", "Văn bản"),
        ],
    ),
    # the issuer between type and number, a colon after it, or no số
    (
        "Quyết định của Bộ trưởng Bộ Y tế: số 5/2008/QĐ-BYT",
        [("số 5/2008/QĐ-BYT", "5/2008/QĐ-BYT", "Quyết định")],
    ),
    (
        "Nghị quyết của HĐND tỉnh 12/2020/NQ-HĐND",
        [("12/2020/NQ-HĐND", "12/2020/NQ-HĐND", "Nghị quyết")],
    ),
    # a letterhead after a title: the title is not its type
    (
        "Ban hành Quy chế tuyển sinh đại học Số: 1401/QĐ-ĐHQN",
        [("Số: 1401/QĐ-ĐHQN", "1401/QĐ-ĐHQN", None)],
    ),
    # laws: the name right before the number
    (
        "Luật Đất đai 45/2013/QH13 và Bộ Luật Lao động 45/2019/QH14",
        [
            ("Luật Đất đai 45/2013/QH13", "45/2013/QH13", "Luật"),
            ("Bộ Luật Lao động 45/2019/QH14", "45/2019/QH14", "Bộ luật"),
        ],
    ),
    # laws that amend others: the number is their own
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế số 21/2012/QH13;",
        [
            (
                "Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế số 21/2012/QH13",
                "21/2012/QH13",
                "Luật",
            )
        ],
    ),
    # … unless they have one before
    (
        "Luật số 59/2020/QH14 sửa đổi một số điều của Luật Doanh nghiệp số 68/2014/QH13",
        [
            ("Luật số 59/2020/QH14", "59/2020/QH14", "Luật"),
            ("Luật Doanh nghiệp số 68/2014/QH13", "68/2014/QH13", "Luật"),
        ],
    ),
    # … and named with its year before its number
    (
        "Luật Đất đai năm 2013 (số 45/2013/QH13)",
        [
            ("Luật Đất đai năm 2013", None, "Luật"),
            ("số 45/2013/QH13", "45/2013/QH13", "Luật"),
        ],
    ),
    # what bodies agreed upon
    (
        "Quy chế phối hợp số 12/QCPH-SYT-SCT",
        [("Quy chế phối hợp số 12/QCPH-SYT-SCT", "12/QCPH-SYT-SCT", "Quy chế")],
    ),
    # licences, named for all that they allow
    (
        "Giấy phép thành lập và hoạt động kinh doanh chứng khoán số 4/UBCK-GPHĐKD",
        [
            (
                "Giấy phép thành lập và hoạt động kinh doanh chứng khoán số 4/UBCK-GPHĐKD",
                "4/UBCK-GPHĐKD",
                "Giấy phép",
            )
        ],
    ),
    (
        "Giấy phép điều chỉnh số 43/GPĐC8/KDBH",
        [("Giấy phép điều chỉnh số 43/GPĐC8/KDBH", "43/GPĐC8/KDBH", "Giấy phép")],
    ),
    # communiqués of the National Assembly
    (
        "Thông cáo số 5 Kỳ họp thứ 8, Quốc hội khóa XV",
        [("Thông cáo số 5", "5", "Thông cáo")],
    ),
    # orders of an army's headquarters
    ("Mệnh lệnh số 02/ML-BTL", [("Mệnh lệnh số 02/ML-BTL", "02/ML-BTL", "Lệnh")]),
    # court decisions and wanted notices
    (
        "Quyết định giám đốc thẩm số 157/2024/DS-GĐT",
        [("Quyết định giám đốc thẩm số 157/2024/DS-GĐT", "157/2024/DS-GĐT", "Quyết định")],
    ),
    (
        "quyết định số: 108/2018/QĐST-DS",
        [("quyết định số: 108/2018/QĐST-DS", "108/2018/QĐST-DS", "Quyết định")],
    ),
    (
        "Quyết định số 3665/TN ngày 3/11/2024",
        [("Quyết định số 3665/TN ngày 3/11/2024", "3665/TN", "Quyết định")],
    ),
    # boards of companies
    (
        "Nghị quyết số 231/2019/NQ-HĐQT",
        [("Nghị quyết số 231/2019/NQ-HĐQT", "231/2019/NQ-HĐQT", "Nghị quyết")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: Expected) -> None:
    assert [(r.text, r.identifier, r.type) for r in find_references(text)] == expected


LAWS: list[tuple[str, str, str, int]] = [
    # name and year
    ("theo Luật Đất đai năm 2013.", "Luật Đất đai năm 2013", "Luật", 2013),
    ("Bộ luật Dân sự 2015", "Bộ luật Dân sự 2015", "Bộ luật", 2015),
    # lower case
    ("Điều 8 luật nhà ở 2014,", "luật nhà ở 2014", "Luật", 2014),
    # commas and `và` in the name
    ("Luật Hỗ trợ doanh nghiệp nhỏ và vừa năm 2017",) * 2 + ("Luật", 2017),
    # `pháp luật` in the name
    ("Luật Ban hành văn bản quy phạm pháp luật năm 2025",) * 2 + ("Luật", 2025),
    # the day instead of the year
    ("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015",) * 2 + ("Luật", 2015),
    # a day of another year is the sentence's
    (
        "Luật Lâm nghiệp năm 2017, ngày 11/3/2021, huyện tổ chức",
        "Luật Lâm nghiệp năm 2017",
        "Luật",
        2017,
    ),
    # the constitution
    ("quy định của Hiến pháp năm 2013", "Hiến pháp năm 2013", "Hiến pháp", 2013),
    # ordinances
    ("Pháp lệnh Cảnh sát nhân dân năm 1991",) * 2 + ("Pháp lệnh", 1991),
    # abbreviated codes
    ("Điều 364 BLHS năm 2015", "BLHS năm 2015", "Bộ luật", 2015),
    # an amended law, or its year, in brackets
    ("Luật Đất đai (sửa đổi) năm 2024",) * 2 + ("Luật", 2024),
    ("Bộ luật Dân sự (2015)",) * 2 + ("Bộ luật", 2015),
    ("Luật Xây dựng (sửa đổi, bổ sung năm 2020)",) * 2 + ("Luật", 2020),
    # … or without brackets
    ("Luật Xây dựng sửa đổi 2020",) * 2 + ("Luật", 2020),
    # `thực hiện` in the name
    ("Luật Thực hiện dân chủ ở cơ sở năm 2022",) * 2 + ("Luật", 2022),
    # its day and who announced it
    ("Luật Hải quan ngày 29/6/2001 của Quốc hội", "Luật Hải quan ngày 29/6/2001", "Luật", 2001),
    # a law that amends others, named with its day
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền "
        "địa phương ngày 22 tháng 11 năm 2019",
    )
    * 2
    + ("Luật", 2019),
    # … and a draft of such, which has neither
    (
        "dự thảo Luật sửa đổi, bổ sung một số điều của Luật Đất đai năm 2013",
        "Luật Đất đai năm 2013",
        "Luật",
        2013,
    ),
    # `số` in the name
    ("Luật Công nghiệp công nghệ số 2025",) * 2 + ("Luật", 2025),
    # the constitution's full name
    ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 1992",) * 2 + ("Hiến pháp", 1992),
    # the last of two named together has the year
    ("Luật Nhà ở, Luật Đất đai năm 2013", "Luật Đất đai năm 2013", "Luật", 2013),
]


@pytest.mark.parametrize(("text", "span", "type_", "year"), LAWS)
def test_laws_by_name(text: str, span: str, type_: str, year: int) -> None:
    (reference,) = find_references(text)
    assert (reference.text, reference.type, reference.law_year) == (span, type_, year)
    assert (reference.kind, reference.identifier) == ("law-by-name", None)


NEGATIVES = [
    "Luật sư bào chữa cho rằng trong số 5 bị cáo",  # lawyers
    "vi phạm pháp luật năm 2015 tăng",  # the law in general
    "bị kỷ luật năm 2015",  # discipline
    "Công ước Liên hợp quốc về Luật Biển 1982",  # a treaty
    "dự thảo Luật Đất đai năm 2023",  # a draft
    "luật bảo vệ trẻ em năm 2002 của Indonesia",  # another country's
    "Luật Thương mại Hoa Kỳ năm 1974",
    "các luật thực hiện năm 2020",  # what was done with laws in a year
    "thi hành Luật Kế toán ngày 17/01/2014 của Bộ Tài chính",  # a day of what another body issued
    "Luật Jones năm 1950",
    "Hiến pháp Cộng hòa Pháp năm 1958",  # another country's constitution
    "tổng thống ký Hiến pháp năm 1993",  # the year tells that, too
    "Quyết định số ..... /QĐ-BCT",  # a form
    "Căn cứ Nghị định số ..../2025/NĐ-CP",
    "Công văn số...",  # cut off
    "ban hành kèm theo Quyết định này",  # no number
    "mẫu số 03-6/TNDN",  # forms
    "Mẫu 02-TTr",
    "hợp đồng số 271/HĐKT/2017",  # contracts
    "hợp đồng số 15/HĐBT",
    "Phụ lục hợp đồng số 02/PLHĐ-2020",
    "Bản án số 12/2020/DS-GĐT",  # judgments
    "chứng thư thẩm định giá số 2103/TĐG-CT",  # valuations
    "số công bố 003203 / CBMP - HCM",  # product declarations
    "thửa số 45, tờ bản đồ số 28",  # plots
    "tàu hộ vệ thuộc Đề án 22.350",  # a class of ships
    "tàu ngầm Đề án 636",
    "vốn Chương trình 135",  # a programme's name
    "kế hoạch 5 năm 2021-2025",  # counted
    "quyết định 3 vấn đề quan trọng",
    "đã quy định 24 ngành nghề",
    "tuyên bố kế hoạch 100 ngày",
    "thông báo 21 túi đựng",
    "thông báo 6h sẽ phát số",
    "báo cáo 9 tháng đầu năm",
    "biên bản 54 trường hợp vi phạm",
    "giấy phép 2-4 tháng",
    "các quyết định 3, 4 lần",
    "nhà xe thông báo 6h sẽ phát số",
    "Thông cáo số 1 của tướng Dương Văn Minh",  # a general's
    "tòa nhà CT1",  # buildings
    "Bộ Tư lệnh QĐ 4",  # an army corps
    "Hướng dẫn 88 học viên",  # not named before
    "nền tảng tạo CV số 1 Việt Nam",  # a curriculum vitae
    "Giấy phép kinh doanh số 0103014521",  # no symbol
    "dịch một văn bản 20 câu",
    "nghị quyết 497 của Hội đồng Bảo an",  # the United Nations'
    "kỳ họp thường lệ cuối năm 2019 - HĐND tỉnh",  # a year and a body
    "nhà số 185 Giảng Võ",  # addresses
    "gọi số 1900545426",  # telephones
]


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_references(text: str) -> None:
    assert [r.text for r in find_references(text)] == []


DATES = [
    # attached, in figures and in words
    ("Kế hoạch số 42/KH-UBND ngày 11/12/2022 của", "2022-12-11"),
    ("Nghị định số 71/NĐ-CP, ngày 23/6/2010", "2010-06-23"),
    ("Quyết định số 12/QĐ-UBND (ngày 26/11/2008)", "2008-11-26"),
    ("Quyết định số 12/QĐ-UBND (24/07/2024)", "2024-07-24"),
    ("Nghị định số 9/2004/NĐ-CP ngày 18 tháng 5 năm 2004", "2004-05-18"),
    # blanks lost
    ("Thông tư số 4/2013/TT-BYT ngày 18 tháng11 năm 2013", "2013-11-18"),
    # after its title, which names a law
    (
        "Thông tư số 10/2014/TT-BTC Hướng dẫn thi hành Luật Kế toán ngày 17/01/2014 của Bộ Tài "
        "chính, có hiệu lực từ ngày 10/3/2014",
        "2014-01-17",
    ),
    # the year before it
    ("Thông tư 4/TT-BYT năm 2013 ngày 18/11/2013", "2013-11-18"),
    # at the head of the sentence that tells of the issuing
    ("Ngày 28/4/2023, UBND tỉnh ban hành Công văn số 12/UBND-NC", "2023-04-28"),
    ("ngày 7-1-2016 Bộ trưởng đã ký Quyết định 24/QĐ-BGTVT", "2016-01-07"),
    # after a verb of issuing
    ("Nghị định số 117/2010/NĐ-CP của Thủ tướng ký ngày 24/12/2010", "2010-12-24"),
    ("Nghị định 122/2017/NĐ-CP do Chính phủ ban hành ngày 13/11/2017", "2017-11-13"),
    ("Luật số 22/2000/QH10 của Quốc hội ban hành 9/6/2000", "2000-06-09"),
    ("ngày 5/6/2011 Bộ Tài chính cấp Giấy phép số 4/GP-BTC", "2011-06-05"),
    # the place and day of a letterhead
    ("Số: 5/TB-UBND\nCỘNG HÒA XÃ HỘI\nAn Lão, ngày 5 tháng 6 năm 2021\nTHÔNG BÁO", "2021-06-05"),
    # a sheet of properties
    ("| Số hiệu | 18/CT-UBND |\n| Ngày ban hành | 29/12/2025 |", "2025-12-29"),
    # after the issuer
    ("Công văn số 12/SYT-NVY của Sở Y tế ngày 12/3/2020", "2020-03-12"),
    # at the end of the title, another document named in it
    (
        "(Điều 3 Quyết định số 2/2017/QĐ-TTg Sửa đổi Quy hoạch kèm theo Quyết định số "
        "71/2013/QĐ-TTg ngày 21/11/2013 của Thủ tướng Chính phủ ngày 17/01/2017 của Thủ tướng "
        "Chính phủ, có hiệu lực từ ngày 05/03/2017)",
        "2017-01-17",
    ),
    # the day of a register's row
    ("1857/UBND-VX\n05/05/2021\nvề việc", "2021-05-05"),
    ("1857/UBND-VX\n2021-05-05\nvề việc", "2021-05-05"),
    # a list's last date is all its members'
    ("quyết định số 12/QĐ-UBND và 14/QĐ-UBND ngày 17/5/2018", "2018-05-17"),
    # no year; no such day; when it takes effect; when it was posted
    ("Ngày 21/7, UBND ban hành Kế hoạch số 2/KH-UBND", None),
    ("Ngày 16/72/2020, Sở ban hành Quyết định số 6/QĐ-SYT", None),
    ("Thông tư 02/2016/TT-BCA, có hiệu lực kể từ ngày 03/08/2016", None),
    ("26/07/2022 | 08:32 AM\nKế hoạch số 2/KH-UBND của UBND tỉnh", None),
    # another document's date
    ("Ngày 1/2/2020, Sở họp về Công văn số 2/SYT-NVY", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates(text: str, date: str | None) -> None:
    assert find_references(text)[0].issued_on == date


ISSUERS = [
    # after the number
    ("Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh để xây dựng", "UBND tỉnh"),
    # names with `và` and commas
    (
        "Quyết định số 4/QĐ-B của Bộ trưởng Bộ Thông tin và Truyền thông và Kế hoạch số 4/KH-UBND",
        "Bộ trưởng Bộ Thông tin và Truyền thông",
    ),
    (
        "Thông tư 4/2019/TT-B của Bộ Văn hóa, Thể thao và Du lịch về",
        "Bộ Văn hóa, Thể thao và Du lịch",
    ),
    # another document after `và`
    ("Nghị quyết số 5/NQ-CP của Chính phủ và Chương trình hành động", "Chính phủ"),
    # a committee is not named for what it prevents
    ("Kế hoạch số 5/KH-UBND của UBND tỉnh phòng, chống dịch bệnh", "UBND tỉnh"),
    # lower case throughout
    ("nghị quyết số 78/nq-cp của chính phủ và tăng cường xử lý", "chính phủ"),
    ("công văn số 2/btttt-cts của bộ thông tin và truyền thông", "bộ thông tin và truyền thông"),
    # full stops of abbreviations
    ("Công văn số 465/UBND của UBND Q. Phú Nhuận, trả lời", "UBND Q. Phú Nhuận"),
    # the subject before the verb
    ("Mới đây, Sở Nội vụ đã ban hành Công văn số 3/SNV-TCBC", "Sở Nội vụ"),
    # `do … ban hành`
    ("Nghị định 122/2017/NĐ-CP do Chính phủ ban hành ngày 13/11/2017", "Chính phủ"),
    # the party's terms
    ("Chỉ thị 27-CT/TW của Bộ Chính trị (khóa VIII) về", "Bộ Chính trị (khóa VIII)"),
    # who proposed it is not who issued it
    ("Theo đề nghị của Sở Y tế, UBND tỉnh đã ban hành Quyết định số 7/QĐ-UBND", "UBND tỉnh"),
    # another body begins to act after the issuer
    (
        "Căn cứ Nghị định số 10/2021/NĐ-CP của Chính phủ, UBND tỉnh ban hành Quyết định số "
        "2500/QĐ-UBND",
        "Chính phủ",
    ),
    ("Thực hiện Nghị định 11/2022 của Chính phủ, Sở Tài chính hướng dẫn", "Chính phủ"),
    ("Theo Công văn số 71/BYT-DP của Bộ Y tế, Sở Y tế đề nghị các đơn vị", "Bộ Y tế"),
    ("Theo kết luận 35 của Bộ Nội vụ, Bộ Tư pháp đã có văn bản", "Bộ Nội vụ"),
    (
        "Theo Quyết định 8/QĐ-BXD của Bộ trưởng Bộ Xây dựng, ông Trần Nam, Phó Vụ trưởng",
        "Bộ trưởng Bộ Xây dựng",
    ),
    # … unlike joint issuers
    ("Thông tư 7/2016 của Bộ Y tế, Bộ Tài chính quy định mức giá", "Bộ Y tế, Bộ Tài chính"),
    (
        "Thông tư liên tịch số 9/2014/TTLT-BNV-BTC của Bộ Nội vụ, Bộ Tài chính ban hành bảng lương",
        "Bộ Nội vụ, Bộ Tài chính",
    ),
    (
        "Thông tư số 3/1998/TTLB của liên Bộ Nội vụ - Tài chính hướng dẫn",
        "liên Bộ Nội vụ - Tài chính",
    ),
    ("Kết luận 26-KL/TW của Bộ Chính trị, Ban Bí thư về nhân sự", "Bộ Chính trị, Ban Bí thư"),
    # … a minister with two offices, a unit of a ministry
    (
        "Thông tư 2/2020/TT của Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc",
        "Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc",
    ),
    ("Công văn số 6/QLD-KD của Cục Quản lý Dược, Bộ Y tế về", "Cục Quản lý Dược, Bộ Y tế"),
    # … the body that begins to act
    ("Theo chỉ đạo của Chính phủ, UBND tỉnh ban hành Kế hoạch số 19/KH-UBND", "UBND tỉnh"),
    (
        "Bộ Y tế, Bộ Tài chính ban hành Thông tư liên tịch số 9/2014/TTLT-BYT-BTC",
        "Bộ Y tế, Bộ Tài chính",
    ),
    # after a day without its year, a year, a footnote
    ("kế hoạch số 27-KH/TU ngày 2/7 của Thành ủy Huế triển khai", "Thành ủy Huế"),
    ("công điện 6/CĐ-BCT (ngày 6/2) của Bộ Công Thương", "Bộ Công Thương"),
    ("Quyết định 117/QĐ-BTC năm 2024 của Bộ Tài chính về giá", "Bộ Tài chính"),
    ("Quyết định số 33-HĐBT[8] của Hội đồng Bộ trưởng", "Hội đồng Bộ trưởng"),
    ("Nghị quyết số 2/NQ-TU ngày 8/6/2022 ban hành bởi Tỉnh ủy An Giang", "Tỉnh ủy An Giang"),
    # … unlike a day that begins another part of the sentence
    ("Theo Quyết định 5/QĐ-BYT, ngày 12/11 tại trụ sở của Bộ Y tế", None),
    # who says something in it
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV", "Giám đốc Sở Nội vụ"),
    ("thực hiện ý kiến chỉ đạo của UBND tỉnh tại Công văn số 40/UBND-KT", "UBND tỉnh"),
    # who decides something by it
    (
        "danh mục được Thủ tướng Chính phủ phê duyệt ngày 3/6 tại Quyết định 749",
        "Thủ tướng Chính phủ",
    ),
    ("bộ tiêu chuẩn do Bộ Y tế ban hành tại Thông tư 6/2018/TT-BYT", "Bộ Y tế"),
    ("được UBND tỉnh công nhận là làng nghề theo Quyết định số 15/QĐ-UBND", "UBND tỉnh"),
    ("Quốc hội đã thông qua Luật số 31/2024/QH15", "Quốc hội"),
    ("Bộ Tài chính cấp Giấy phép điều chỉnh số 4/GPĐC8/KDBH", "Bộ Tài chính"),
    ("Bộ Giáo dục và Đào tạo (GDĐT) ban hành Công văn số 15/BGDĐT-QLCL", "Bộ Giáo dục và Đào tạo"),
    # … unlike the rules that are followed, and what stands in a law
    ("được UBND tỉnh công nhận theo Thông tư số 3/2019/TT-BYT", None),
    ("đất được UBND huyện cho phép chuyển mục đích tại Luật Đất đai năm 2013", None),
    # … unlike whom it is about
    ("nhà máy của Công ty Nam Á tại Quyết định số 15/QĐ-UBND", None),
    ("các công trình của Sở Y tế tại Quyết định số 15/QĐ-UBND", None),
    # names that hold words which end others
    ("Công văn số 8/BNG-LS của Bộ Ngoại giao gửi các tỉnh", "Bộ Ngoại giao"),
    ("công văn số 8/bgtvt-vt của bộ giao thông vận tải gửi", "bộ giao thông vận tải"),
    ("Công văn số 9/BGTVT-VT của Bộ Giao thông vận tải gửi", "Bộ Giao thông vận tải"),
    ("Kế hoạch số 8/KH-UBND của UBND tỉnh vận động quyên góp", "UBND tỉnh"),
    (
        "Ban chỉ đạo Phòng chống thiên tai vừa có Thông báo số 3/TB-BCĐ",
        "Ban chỉ đạo Phòng chống thiên tai",
    ),
    ("Công văn số 9/UBND-VX của UBND tỉnh chỉ đạo các sở", "UBND tỉnh"),
    # over a line break, unlike the title or the line below
    (
        "Quyết định số 9/QĐ-UBND của Ủy ban nhân\ndân tỉnh An Giang về",
        "Ủy ban nhân dân tỉnh An Giang",
    ),
    ("Thông tư 4/2015/TT-BYT của Bộ trưởng Bộ\nY tế quy định", "Bộ trưởng Bộ Y tế"),
    ("Quyết định số 9/QĐ-UBND của UBND tỉnh\nphê duyệt quy hoạch", "UBND tỉnh"),
    ("Công văn số 9/UBND-VX của UBND tỉnh An Giang\nngười dân cần biết", "UBND tỉnh An Giang"),
    # a text in capitals; a title that follows at once
    ("NGHỊ ĐỊNH 5/2013/NĐ-CP CỦA CHÍNH PHỦ QUY ĐỊNH CHI TIẾT LUẬT THUẾ", "CHÍNH PHỦ"),
    ("Thông tư 4/2015/TT-BYT của Bộ Y tế Quy định về khám bệnh", "Bộ Y tế"),
    ("Theo Kế hoạch về phòng dịch, Sở Y tế đã ban hành Công văn số 56/SYT-NVY", "Sở Y tế"),
    (
        "chỉ đạo của Bộ Văn hóa, Thể thao và Du lịch, UBND tỉnh ban hành Kế hoạch số 7/KH-UBND",
        "UBND tỉnh",
    ),
    # on whose behalf it is signed
    (
        "Thay mặt UBND tỉnh, Phó Chủ tịch UBND tỉnh Lê Văn An đã ký Công văn số 23/UBND-VX",
        "UBND tỉnh",
    ),
    # none stated
    ("theo Nghị định 30/2020/NĐ-CP về công tác văn thư", None),
]


@pytest.mark.parametrize(("text", "issuer"), ISSUERS)
def test_issuers(text: str, issuer: str | None) -> None:
    assert find_references(text)[0].issuer == issuer


KINDS = [
    ("Nghị định 30/2020/NĐ-CP", "legal"),  # its type
    ("Quyết định số 43/2026/QĐ-UBND", "legal"),  # the year in its number
    ("Quyết định số 770/TTg", "legal"),  # the old form
    ("Quyết định số 490/QĐ-BTTTT", "administrative"),
    ("Nghị quyết số 19-2018/NQ-CP", "administrative"),  # the Government's yearly ones
    ("Nghị quyết số 231/2019/NQ-HĐQT", "administrative"),  # a company's
    ("Kết luận số 162-KL/TW", "party"),
    ("Thông báo số 120-TB/VPTU", "party"),
    ("Thông báo số 262-TB/VPCP", "administrative"),  # the dash form alone is not the party's
    ("kế hoạch số 11 của Bộ Chính trị", "party"),  # its issuer
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    assert find_references(text)[0].kind == kind


PROVISIONS = [
    ("điểm a khoản 2 Điều 5 Nghị định 30/2020/NĐ-CP", ("điểm a khoản 2 Điều 5",)),
    ("Khoản 4, Điều 89 Luật Đấu thầu 2013", ("Khoản 4, Điều 89",)),
    ("Chương IIa của Nghị định số 118/2021/NĐ-CP", ("Chương IIa",)),
    # two of them
    (
        "điểm b khoản 1 Điều 3 và điểm g khoản 4 Điều 27 Nghị định 108/2013/NĐ-CP",
        ("điểm b khoản 1 Điều 3", "điểm g khoản 4 Điều 27"),
    ),
    # annexes
    ("Phụ lục số 01 ban hành kèm theo Quyết định số 701/QĐ-UBND", ("Phụ lục số 01",)),
    ("theo Nghị định 30/2020/NĐ-CP", ()),
]


@pytest.mark.parametrize(("text", "provisions"), PROVISIONS)
def test_provisions(text: str, provisions: tuple[str, ...]) -> None:
    assert find_references(text)[0].provisions == provisions


RELATIONS = [
    ("Căn cứ Nghị định số 30/2020/NĐ-CP", "based_on", None),
    ("Chiểu Sắc lệnh số 226/SL ngày 28/11/1946", "based_on", None),  # until the seventies
    ("UBND tỉnh ban hành Kế hoạch số 2/KH-UBND", "issued", None),
    ("triển khai thực hiện Chỉ thị số 5-CT/TW", "implements", None),
    ("quy định chi tiết Nghị định số 30/2020/NĐ-CP", "implements", None),
    ("sửa đổi, bổ sung một số điều của Nghị định 30/2020/NĐ-CP", "amends", "target"),
    ("được sửa đổi, bổ sung bởi Nghị định 30/2020/NĐ-CP", "amends", "agent"),
    ("thay thế Thông tư số 14/2010/TT-BTC", "replaces", "target"),
    ("bãi bỏ Quyết định số 770/TTg", "repeals", "target"),
    ("Luật Công đoàn năm 1990 hết hiệu lực", "repeals", "target"),
    ("Thông tư số 25/2018/TT-BVH của Bộ trưởng hết hiệu\nlực từ nay", "repeals", "target"),
    ("cụ thể hóa Nghị quyết số 57-NQ/TW", "implements", None),
    # repealed and replaced by others
    ("được bãi bỏ theo quy định tại Điều 12 Thông tư số 4/TT-BYT", "repeals", "agent"),
    ("bị thay thế bởi Nghị định 7/2015/NĐ-CP", "replaces", "agent"),
    # the subject of such a sentence
    ("Thông tư 10/2017 sửa đổi Thông tư 234/2012/TT-BTC", "amends", "agent"),
    ("Đồng thời, Nghị định 5/2020/NĐ-CP thay thế Nghị định 4/2015/NĐ-CP", "replaces", "agent"),
    # … but not a title within another sentence
    ("Theo Nghị định 5/2020/NĐ-CP sửa đổi Nghị định 4/2015/NĐ-CP", "mentions", None),
    # what a preamble gives as reasons
    ("Xét Tờ trình số 15/TTr-UBND của UBND tỉnh", "based_on", None),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV", "based_on", None),
    # … but not in the middle of a sentence
    ("UBND yêu cầu theo đề nghị của Sở Y tế tại Tờ trình số 15/TTr-SYT", "mentions", None),
    # just issued
    ("Nghị quyết 19/2017/NQ-CP của Chính phủ vừa ban hành về môi trường", "issued", None),
    ("Theo Nghị định 5/2020/NĐ-CP, UBND tỉnh vừa ban hành kế hoạch", "mentions", None),
    # a document's own number: letterheads, sheets of properties
    ("UBND TỈNH\nSố: 46/CĐ-UBND | An Lão, ngày 5 tháng 6 năm 2021", "issued", None),
    ("| Số ký hiệu | 18/CT-UBND |", "issued", None),
    # … and headlines: with a year and its title, with its subject, alone above its title
    ("Chỉ thị 18/CT-UBND năm 2025 tăng cường kỷ luật", "issued", None),
    ("Quyết định số 5/QĐ-UBND về việc thành lập tổ công tác", "issued", None),
    ("Công văn 47/UBND-VP ngày 13/8/2018\nTổ chức hội thi\n2018-09-17", "issued", None),
    # … but not the subject of a sentence, nor the first of a list
    ("Chỉ thị 18/CT-UBND năm 2025 đã nêu", "mentions", None),
    ("Thông tư 5/2025/TT-BCA ngày 1/7/2025\nBộ luật Tố tụng hình sự", "mentions", None),
    # a row of a table: the day, then the document
    ("13/7/2026\nQuyết định của UBND tỉnh số 37/2026/QĐ-UBND về giá đất", "issued", None),
    # what another replaced
    ("Nghị định 59/2015/NĐ-CP đã được thay thế bởi quy định mới", "replaces", "target"),
    # cues that are other words
    ("phải dừng thực hiện Nghị quyết số 112/NQ-HĐQT", "mentions", None),
    ("đối tượng điều chỉnh của Nghị định số 9/1998/NĐ-CP", "mentions", None),
    ("[sửa | sửa mã nguồn]Trường lập theo Quyết định số 5/QĐ-TTg", "mentions", None),
    ("theo hướng dẫn tại Công văn số 196/TANDTC-PC", "mentions", None),
    # a cue that speaks of something else
    ("thực hiện đấu thầu theo quy định tại Nghị định 63/2014/NĐ-CP", "mentions", None),
    ("nêu trong Quyết định số 2/QĐ-UBND", "mentions", None),
]


@pytest.mark.parametrize(("text", "relation", "role"), RELATIONS)
def test_relations(text: str, relation: str, role: str | None) -> None:
    reference = find_references(text)[0]
    assert (reference.relation, reference.relation_role) == (relation, role)


def test_a_relation_goes_on_through_a_list() -> None:
    text = "Căn cứ Nghị định 30/2020/NĐ-CP về văn thư; Quyết định số 2/QĐ-UBND và Luật Đất đai 2013"
    assert [r.relation for r in find_references(text)] == ["based_on"] * 3


CHAINS: list[tuple[str, list[tuple[str, str | None]]]] = [
    # what ends is the law, not those that amended it, nor the one whose day it is
    (
        "Luật Cư trú số 81/2006/QH11 đã được sửa đổi, bổ sung theo Luật số 36/2013/QH13, Luật số "
        "4/2015/QH13 hết hiệu lực kể từ ngày Luật Cư trú năm 2020 có hiệu lực",
        [("repeals", "target"), ("amends", "agent"), ("amends", "agent"), ("mentions", None)],
    ),
    # a list goes on after the documents in its members' titles
    (
        "thay thế Thông tư số 1/2015/TT-BTC của Bộ Tài chính hướng dẫn kế toán, Thông tư số "
        "2/2016/TT-BTC về sửa đổi Điều 3 Thông tư số 1/2015/TT-BTC, Thông tư số 3/2017/TT-BTC",
        [
            ("replaces", "target"),
            ("replaces", "target"),
            ("amends", "target"),
            ("replaces", "target"),
        ],
    ),
    # after a semicolon the preamble goes on
    (
        "Căn cứ Luật Ngân sách số 83/2015/QH13 được sửa đổi bởi Luật số 59/2020/QH14, Luật số "
        "56/2024/QH15; Nghị định số 163/2016/NĐ-CP",
        [("based_on", None), ("amends", "agent"), ("amends", "agent"), ("based_on", None)],
    ),
    # items of a list whose introduction says what happens to all
    (
        "3. Nghị định này bãi bỏ các quy định tại:\n\na) Điều 3 Nghị định số 91/2014/NĐ-CP của\n"
        "Chính phủ sửa đổi một số Nghị định về thuế;\n\nb) Điều 2 Nghị định số 12/2015/NĐ-CP",
        [("repeals", "target"), ("repeals", "target")],
    ),
    (
        "Các Thông tư sau đây hết hiệu lực kể từ ngày 1/7/2025:\na) Thông tư số 1/2011/TT-BNV;\n"
        "b) Thông tư số 2/2012/TT-BNV.",
        [("repeals", "target"), ("repeals", "target")],
    ),
    (
        "Các văn bản sau hết hiệu lực: Thông tư số 1/2011/TT-BNV và Thông tư số 2/2012/TT-BNV.",
        [("repeals", "target"), ("repeals", "target")],
    ),
    # … unlike those of another list, or after it
    (
        "Nghị định này bãi bỏ phí.\nCăn cứ pháp lý:\n- Nghị định số 91/2014/NĐ-CP",
        [("mentions", None)],
    ),
    # after the brackets that a law's changes stand in
    (
        "theo Nghị định số 123/2020/NĐ-CP (được sửa đổi bởi Nghị định số 70/2025/NĐ-CP) và Thông "
        "tư số 78/2021/TT-BTC",
        [("mentions", None), ("amends", "agent"), ("mentions", None)],
    ),
    # a title in capitals, over two lines
    (
        "SỬA ĐỔI, BỔ SUNG QUY CHẾ CUỘC THI CỦA\nTRUNG HỌC BAN HÀNH KÈM THEO THÔNG TƯ SỐ 6/TT-BYT",
        [("amends", "target")],
    ),
    # a printed line that ends with a blank
    (
        "Các mục này được bãi bỏ theo quy định tại Phần I \nPhụ lục II của Thông tư số 18/TT-BYT",
        [("repeals", "agent")],
    ),
    # … unlike lines that stand for themselves
    (
        "Về việc triển khai kế hoạch\nQuyết định số 18/QĐ-BYT của Bộ",
        [("mentions", None)],
    ),
    # reasons that several bodies gave
    (
        "Theo đề nghị của Sở Nội vụ tại Tờ trình số 15/TTr-SNV; của Sở Tư pháp tại Báo cáo số "
        "4/BC-STP",
        [("based_on", None), ("based_on", None)],
    ),
    # a provision of the next member
    (
        "được sửa đổi bởi Điều 2 Thông tư số 13/2019/TT-BYT; Điều 2 Thông tư số 4/2024/TT-BYT",
        [("amends", "agent"), ("amends", "agent")],
    ),
    # what brackets say is not said of what follows
    (
        "Bộ luật Hình sự 1999 (sửa đổi, bổ sung năm 2009); Bộ luật Hình sự năm 2015",
        [("mentions", None), ("mentions", None)],
    ),
    (
        "BLHS 1999, sửa đổi, bổ sung năm 2009; Bộ luật Hình sự năm 2015",
        [("mentions", None), ("mentions", None)],
    ),
    # the subject of the passive, with its title or in brackets
    (
        "Quyết định 15/2018/QĐ-UBND của UBND tỉnh về phí chợ, lệ phí được thay thế bởi Quyết định "
        "20/2022/QĐ-UBND",
        [("replaces", "target"), ("replaces", "agent")],
    ),
    (
        "Nghị định 4/2014/NĐ-CP (nay đã bị bãi bỏ bởi khoản 2 Điều 9 Nghị định 7/2024/NĐ-CP)",
        [("repeals", "target"), ("repeals", "agent")],
    ),
    (
        "Thông tư 3/2019/TT-BTC được sửa đổi, bổ sung theo Thông tư 8/2022/TT-BTC.",
        [("amends", "target"), ("amends", "agent")],
    ),
    (
        "Quyết định 1/2015/QĐ-UBND đã được Quyết định 2/2019/QĐ-UBND thay thế",
        [("replaces", "target"), ("replaces", "agent")],
    ),
    (
        "Luật Đất đai năm 2013 (được sửa đổi, bổ sung bởi Luật số 35/2018/QH14).",
        [("amends", "target"), ("amends", "agent")],
    ),
    # … unlike a law named with its changes, what is named so elsewhere, and other subjects
    (
        "Theo Luật số 5/2012/QH13 được sửa đổi bởi Luật số 8/2020/QH14, hộ gia đình",
        [("mentions", None), ("amends", "agent")],
    ),
    (
        "Luật số 5/2012/QH13 được sửa đổi bởi Luật số 8/2020/QH14 quy định hộ gia đình",
        [("mentions", None), ("amends", "agent")],
    ),
    (
        "Theo Quyết định 5/2018/QĐ-UBND thu phí; quy chế này được thay thế bởi Quyết định "
        "6/2022/QĐ-UBND",
        [("mentions", None), ("replaces", "agent")],
    ),
    # a plan that carries out a programme
    (
        "Kế hoạch 903/KH-UBND triển khai Chương trình 33-CTr/TU",
        [("mentions", None), ("implements", None)],
    ),
    # a cue broken by a line
    (
        "Nghị quyết số 1/NQ-HĐND về việc thay\nthế Nghị quyết số 4/2019/NQ-HĐND",
        [("issued", None), ("replaces", "target")],
    ),
]


@pytest.mark.parametrize(("text", "relations"), CHAINS)
def test_relations_of_several(text: str, relations: list[tuple[str, str | None]]) -> None:
    assert [(r.relation, r.relation_role) for r in find_references(text)] == relations


#: text → (identifier, issuer) of each mention
SEVERAL_ISSUERS: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    # each opening of a report: the grounds, then what was issued on them
    (
        "Căn cứ Nghị định số 10/2021/NĐ-CP ngày 02/02/2021 của Chính phủ, UBND tỉnh ban hành Quyết "
        "định số 2500/QĐ-UBND ngày 05/3/2022.",
        [("10/2021/NĐ-CP", "Chính phủ"), ("2500/QĐ-UBND", "UBND tỉnh")],
    ),
    # the members of a list have the issuer of its verb
    (
        "HĐND tỉnh Gia Lai ban hành các Nghị quyết số 31, 32, 33/NQ-HĐND ngày 30/5/2024",
        [(f"{number}/NQ-HĐND", "HĐND tỉnh Gia Lai") for number in (31, 32, 33)],
    ),
    (
        "UBND huyện đã ban hành Kế hoạch số 17/KH-UBND về trồng rừng, Quyết định số 18/QĐ-UBND về "
        "hỗ trợ cây giống; Công văn số 19/UBND-NN",
        [
            ("17/KH-UBND", "UBND huyện"),
            ("18/QĐ-UBND", "UBND huyện"),
            ("19/UBND-NN", "UBND huyện"),
        ],
    ),
    # … unlike what they change, what another issued, and the next sentence's
    (
        "UBND tỉnh ban hành Quyết định số 31/QĐ-UBND thay thế Quyết định số 5/QĐ-UBND",
        [("31/QĐ-UBND", "UBND tỉnh"), ("5/QĐ-UBND", None)],
    ),
    (
        "UBND tỉnh ban hành Quyết định số 31/QĐ-UBND và Nghị quyết số 5/NQ-HĐND",
        [("31/QĐ-UBND", "UBND tỉnh"), ("5/NQ-HĐND", None)],
    ),
    (
        "HĐND tỉnh có Nghị quyết số 5/NQ-HĐND, UBND tỉnh có Quyết định số 6/QĐ-UBND và Kế hoạch số "
        "7/KH-UBND. Phòng ban hành Kế hoạch số 8/KH-UBND",
        [
            ("5/NQ-HĐND", "HĐND tỉnh"),
            ("6/QĐ-UBND", "UBND tỉnh"),
            ("7/KH-UBND", "UBND tỉnh"),
            ("8/KH-UBND", "Phòng"),
        ],
    ),
    (
        "Quốc hội đã thông qua Nghị quyết số 31/2024/QH15 và Nghị quyết số 32/2024/QH15",
        [("31/2024/QH15", "Quốc hội"), ("32/2024/QH15", "Quốc hội")],
    ),
    # … and those of a list in which a body says something
    (
        "Xét đề nghị của Bộ Xây dựng tại Tờ trình số 36/TTr-BXD và Báo cáo số 37/BC-BXD; của Sở "
        "Tư pháp tại Báo cáo số 4/BC-STP, Luật Nhà ở năm 2023",
        [
            ("36/TTr-BXD", "Bộ Xây dựng"),
            ("37/BC-BXD", "Bộ Xây dựng"),
            ("4/BC-STP", "Sở Tư pháp"),
            (None, None),
        ],
    ),
    # … or the issuer after the last of them
    (
        "các Quyết định số 15/QĐ-UBND và Quyết định số 16/QĐ-UB của UBND tỉnh",
        [("15/QĐ-UBND", None), ("16/QĐ-UB", "UBND tỉnh")],
    ),
    (
        "Quyết định số 85/BNV-QĐ và Quyết định số 3/QĐ-BNV của Bộ trưởng Bộ Nội vụ",
        [("85/BNV-QĐ", "Bộ trưởng Bộ Nội vụ"), ("3/QĐ-BNV", "Bộ trưởng Bộ Nội vụ")],
    ),
    ("các Quyết định 27, 28 của HĐBT", [("27", "HĐBT"), ("28", "HĐBT")]),
    (
        "Nghị quyết số 4/NQ-HĐND, Quyết định số 16/QĐ-UBND của UBND tỉnh",
        [("4/NQ-HĐND", None), ("16/QĐ-UBND", "UBND tỉnh")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_ISSUERS)
def test_issuers_of_several(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(r.identifier, r.issuer) for r in find_references(text)] == expected


DIRT = [
    "Quy\u1ebft \u0111\u1ecbnh s\u1ed1\u00a012/Q\u00d0\u2013UBND",  # NBSP, eth, en dash
    "Quye\u0302\u0301t đi\u0323nh so\u0302\u0301 12/QĐ-UBND",  # decomposed
    "Quyết\u200b định số 12/\u00adQĐ-UBND",  # characters that show nothing
]


@pytest.mark.parametrize("dirty", DIRT)
def test_offsets_index_the_text_as_given(dirty: str) -> None:
    text = f"\u1ea3nh\u0301 theo {dirty} của UBND"
    (reference,) = find_references(text)
    assert reference.text == dirty == text[reference.start : reference.end]
    assert (reference.identifier, reference.type) == ("12/QĐ-UBND", "Quyết định")


def test_seed_page(shared_data: Path) -> None:
    references = find_references((shared_data / "seed-page.txt").read_text(encoding="utf-8"))
    assert [(r.identifier, r.type, r.issuer, r.issued_on) for r in references] == [
        ("1235/UBND-KGVX", "Công văn", "UBND tỉnh", "2023-04-28"),
        (
            "490/QĐ-BTTTT",
            "Quyết định",
            "Bộ trưởng Bộ Thông tin và Truyền thông",
            "2023-03-30",
        ),
        ("4204/KH-UBND", "Kế hoạch", "UBND tỉnh", "2022-12-11"),
        # a later mention states neither, and takes neither over
        ("4204/KH-UBND", "Kế hoạch", None, None),
    ]


def test_labelled_passages(shared_data: Path) -> None:
    """Nearly every labelled mention is found with its number, and next to nothing else."""
    found = missed = false = 0
    passages = (shared_data / "references" / "dev.jsonl").read_text(encoding="utf-8")
    for line in passages.splitlines():
        passage = json.loads(line)
        soft = [(s["start"], s["end"]) for s in passage["ignore"] + passage["standards"]]
        gold = {
            (r["start"], r["end"]): {r["identifier"], *r["identifier_alt"]}
            for r in passage["references"]
        }
        for reference in find_references(passage["text"]):
            span = reference.start, reference.end
            match = next((g for g in gold if _overlap(g, span)), None)
            if match is not None and reference.identifier in gold.pop(match):
                found += 1
            elif match is not None or not any(_overlap(s, span) for s in soft):
                false += 1
        missed += len(gold)
    assert found >= 340
    assert missed + false <= 10


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])
