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
    # court decisions and wanted notices
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
    "Quyết định số ..... /QĐ-BCT",  # a form
    "Công văn số...",  # cut off
    "ban hành kèm theo Quyết định này",  # no number
    "mẫu số 03-6/TNDN",  # forms
    "Mẫu 02-TTr",
    "hợp đồng số 271/HĐKT/2017",  # contracts
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
    # at the head of the sentence that tells of the issuing
    ("Ngày 28/4/2023, UBND tỉnh ban hành Công văn số 12/UBND-NC", "2023-04-28"),
    ("ngày 7-1-2016 Bộ trưởng đã ký Quyết định 24/QĐ-BGTVT", "2016-01-07"),
    # after a verb of issuing
    ("Nghị định số 117/2010/NĐ-CP của Thủ tướng ký ngày 24/12/2010", "2010-12-24"),
    ("Nghị định 122/2017/NĐ-CP do Chính phủ ban hành ngày 13/11/2017", "2017-11-13"),
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
    ("UBND tỉnh ban hành Kế hoạch số 2/KH-UBND", "issued", None),
    ("triển khai thực hiện Chỉ thị số 5-CT/TW", "implements", None),
    ("quy định chi tiết Nghị định số 30/2020/NĐ-CP", "implements", None),
    ("sửa đổi, bổ sung một số điều của Nghị định 30/2020/NĐ-CP", "amends", "target"),
    ("được sửa đổi, bổ sung bởi Nghị định 30/2020/NĐ-CP", "amends", "agent"),
    ("thay thế Thông tư số 14/2010/TT-BTC", "replaces", "target"),
    ("bãi bỏ Quyết định số 770/TTg", "repeals", "target"),
    ("Luật Công đoàn năm 1990 hết hiệu lực", "repeals", "target"),
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
