"""Which body issued a document: one row for each form in use."""

import pytest

from documents.bodies import identify_body

#: symbol, issuer, province of the portal, day, key
Row = tuple[str | None, str | None, str | None, str | None, str | None]

BROADCASTING = "phat-thanh-truyen-hinh-va-thong-tin-dien-tu"
CENTRAL: list[Row] = [
    # The code after the type's names the body, wherever the portal is.
    ("QĐ-BTTTT", None, "kon-tum", "2023-05-01", "bo-thong-tin-va-truyen-thong"),
    ("NĐ-CP", None, None, None, "chinh-phu"),
    ("QĐ-TTg", None, "kon-tum", "2023-05-01", "thu-tuong-chinh-phu"),
    # An office numbers apart from whom it serves.
    ("TB-VPCP", None, "kon-tum", "2023-05-01", "van-phong-chinh-phu"),
    # The number of the legislature stands with the code.
    ("QH13", None, "kon-tum", "2023-05-01", "quoc-hoi"),
    # Several issued it: the first is who numbered it.
    ("TTLT-BTC-BKH&ĐT", None, "kon-tum", "2010-05-01", "bo-tai-chinh"),
    # A ministry's desk follows its code.
    ("BTTTT-CATTT", None, "kon-tum", "2023-05-01", "bo-thong-tin-va-truyen-thong"),
    # An agency of the ministry numbers apart from it.
    ("CATTT-NCSC", None, "kon-tum", "2023-05-01", "cuc-an-toan-thong-tin"),
    ("PTTH&TTĐT", None, "kon-tum", "2023-05-01", f"cuc-{BROADCASTING}"),
    # Of 2026 it contradicts the ministry's end, and names it all the same.
    ("QĐ-BTTTT", None, "kon-tum", "2026-01-05", "bo-thong-tin-va-truyen-thong"),
    # Ministries of before 2007.
    ("QĐ-BBCVT", None, "kon-tum", "2005-05-01", "bo-buu-chinh-vien-thong"),
    ("TT-BTM", None, "kon-tum", "2005-05-01", "bo-thuong-mai"),
    # Codes of the nineties, with the number of a desk or without.
    ("QĐ-NH2", None, "kon-tum", "1997-09-16", "ngan-hang-nha-nuoc"),
    ("TT-QP", None, "kon-tum", "1998-03-18", "bo-quoc-phong"),
    ("QĐ-CHK", None, "kon-tum", "2001-07-09", "cuc-hang-khong"),
    # The regions of taxes and customs, in Roman and Arabic figures.
    (None, "Chi cục Thuế khu vực XX", "ca-mau", "2025-04-01", "chi-cuc-thue-khu-vuc-xx"),
    (None, "Chi cục Thuế khu vực 1", "ha-noi", "2025-04-01", "chi-cuc-thue-khu-vuc-i"),
    (
        None,
        "Chi cục Hải quan khu vực VIII",
        "quang-ninh",
        "2025-04-01",
        "chi-cuc-hai-quan-khu-vuc-viii",
    ),
    # In words, abbreviated, with who heads it, in capitals, in other spellings.
    (None, "Bộ Thông tin và Truyền thông", None, None, "bo-thong-tin-va-truyen-thong"),
    (None, "Bộ trưởng Bộ TT&TT", "kon-tum", "2023-05-01", "bo-thong-tin-va-truyen-thong"),
    (None, "Bộ TTTT", None, None, "bo-thong-tin-va-truyen-thong"),
    (None, "BỘ TRƯỞNG BỘ XÂY DỰNG", None, None, "bo-xay-dung"),
    (None, "bộ Giáo dục và Đào tạo", None, None, "bo-giao-duc-va-dao-tao"),
    (None, "Bộ GD-ĐT", None, None, "bo-giao-duc-va-dao-tao"),
    (None, "Bộ KH và ĐT", None, None, "bo-ke-hoach-va-dau-tu"),
    (None, "Bộ Giao thông - Vận tải", None, None, "bo-giao-thong-van-tai"),
    (None, "Bộ LĐ-TB&XH", None, None, "bo-lao-dong-thuong-binh-va-xa-hoi"),
    (None, "Liên Bộ Tài chính, Bộ Ngoại giao", None, None, "bo-tai-chinh"),
    (None, "Phó Thủ tướng Chính phủ", None, None, "thu-tuong-chinh-phu"),
    (None, "Uỷ ban Thường vụ Quốc hội", None, None, "uy-ban-thuong-vu-quoc-hoi"),
    # Longer names are not the bodies whose names they begin with.
    (None, "Văn phòng Chính phủ", None, None, "van-phong-chinh-phu"),
    (None, "Trung ương Hội Liên hiệp Phụ nữ Việt Nam", None, None, None),
    # A person is no body, though a title comes first.
    (None, "Bộ trưởng Nguyễn Văn Thể", None, None, None),
    # Corporations number as offices do.
    ("QĐ-EVN", None, "kon-tum", "2023-05-01", "evn"),
    ("VNPT-CLG", None, "kon-tum", "2023-05-01", "vnpt"),
    ("VINACOMIN-TGN", None, "kon-tum", "2012-01-13", "vinacomin"),
]

DANG_UY_UBND = "dang-uy-ubnd-tinh-quang-ninh"
PARTY: list[Row] = [
    # The Central Committee, the Politburo and the Secretariat number as one.
    ("NQ/TW", None, "kon-tum", "2023-05-01", "trung-uong-dang"),
    ("KL/TW", "Bộ Chính trị", "kon-tum", "2023-05-01", "trung-uong-dang"),
    (None, "Ban Bí thư Trung ương Đảng khóa XII", None, None, "trung-uong-dang"),
    # Boards number apart.
    ("HD/BTGTW", None, "kon-tum", "2023-05-01", "ban-tuyen-giao-trung-uong"),
    (None, "Trưởng Ban Tổ chức Trung ương", None, None, "ban-to-chuc-trung-uong"),
    # TU alone is the portal's province's; where that is a city it is a Thành ủy.
    ("KH/TU", None, "kon-tum", "2022-05-01", "tinh-uy-kon-tum"),
    ("KH/TU", None, "kon-tum", "2025-08-01", "tinh-uy-quang-ngai-2025"),
    ("KH/TU", None, "ha-noi", "2022-05-01", "thanh-uy-ha-noi"),
    ("KH/TU", None, "quang-ninh", "2026-08-31", "tinh-uy-quang-ninh"),
    ("KH/TU", None, "quang-ninh", "2026-09-01", "thanh-uy-quang-ninh"),
    # What acts in its name.
    (None, "Thường trực Tỉnh ủy", "kon-tum", "2022-05-01", "tinh-uy-kon-tum"),
    (None, "Ban Thường vụ Tỉnh ủy", "kon-tum", "2022-05-01", "tinh-uy-kon-tum"),
    (None, "Ban Chấp hành Đảng bộ tỉnh", "kon-tum", "2022-05-01", "tinh-uy-kon-tum"),
    # Another province's, by its name.
    ("CT/TU", "tỉnh ủy bình dương", "kon-tum", "2015-09-25", "tinh-uy-binh-duong"),
    # A city of the province has a Thành ủy too.
    ("NQ/TU", "Thành ủy Kon Tum", "kon-tum", "2022-05-01", "thanh-uy-kon-tum-kon-tum"),
    # HU says no more than that it is a district's.
    ("KH/HU", "Huyện ủy Đăk Hà", "kon-tum", "2022-05-01", "huyen-uy-dak-ha-kon-tum"),
    ("KH/HU", None, "kon-tum", "2022-05-01", None),
    # A commune's is its Đảng ủy; other Đảng ủy are in no table.
    ("KH/ĐU", "Đảng ủy xã Đăk Pxi", "kon-tum", "2022-05-01", "dang-uy-xa-dak-pxi-kon-tum"),
    (None, "Đảng ủy Khối các cơ quan tỉnh", "kon-tum", "2022-05-01", None),
    # Within the province, since 2025, of what its own committee is not.
    ("KH/ĐU", "Đảng ủy UBND tỉnh Quảng Ninh", "kon-tum", "2025-04-15", DANG_UY_UBND),
    ("KH/ĐU", "Ban Thường vụ Đảng ủy UBND tỉnh", "quang-ninh", "2025-04-15", DANG_UY_UBND),
    (None, "Đảng bộ Ủy ban nhân dân tỉnh Quảng Ninh", "quang-ninh", "2025-04-15", DANG_UY_UBND),
    (
        "NQ/ĐU",
        "Đảng ủy UBND thành phố",
        "quang-ninh",
        "2026-10-15",
        "dang-uy-ubnd-thanh-pho-quang-ninh",
    ),
    (
        "NQ/ĐU",
        "Đảng ủy các cơ quan Đảng tỉnh",
        "quang-ninh",
        "2025-04-15",
        "dang-uy-cac-co-quan-dang-tinh-quang-ninh",
    ),
    ("KH/ĐU", "Đảng ủy UBND huyện Đăk Hà", "kon-tum", "2025-04-15", None),
    ("KH/ĐU", "Đảng ủy Công an tỉnh", "kon-tum", "2025-04-15", None),
    ("KH/ĐU", "UBND tỉnh Quảng Ninh", "quang-ninh", "2025-04-15", None),
    ("KH/ĐU", "tỉnh Quảng Ninh", "quang-ninh", "2025-04-15", None),
    ("KH/ĐU", None, "quang-ninh", "2025-04-15", None),
    # The province's boards.
    ("CV/VPTU", None, "kon-tum", "2022-05-01", "van-phong-tinh-uy-kon-tum"),
    ("HD/BTGTU", None, "ha-noi", "2022-05-01", "ban-tuyen-giao-thanh-uy-ha-noi"),
    (None, "Ban Tổ chức Tỉnh ủy", "kon-tum", "2022-05-01", "ban-to-chuc-tinh-uy-kon-tum"),
]

BAC_NINH_CITY = "ubnd-thanh-pho-bac-ninh-bac-ninh"
PROVINCIAL: list[Row] = [
    # "UBND tỉnh" is that of the portal's territory on that day.
    ("UBND-KGVX", "UBND tỉnh", "kon-tum", "2022-05-01", "ubnd-tinh-kon-tum"),
    ("KH-UBND", "UBND tỉnh", "kon-tum", "2025-06-30", "ubnd-tinh-kon-tum"),
    ("KH-UBND", "UBND tỉnh", "kon-tum", "2025-07-01", "ubnd-tinh-quang-ngai-2025"),
    ("KH-UBND", "UBND tỉnh", "lao-cai", "2025-06-30", "ubnd-tinh-lao-cai"),
    ("KH-UBND", "UBND tỉnh", "lao-cai", "2025-07-01", "ubnd-tinh-lao-cai-2025"),
    # Where a province became a city, `tỉnh` is the one of before, and numbers are another body's.
    ("KH-UBND", "UBND tỉnh", "dong-nai", "2026-04-29", "ubnd-tinh-dong-nai-2025"),
    ("KH-UBND", "UBND tỉnh", "dong-nai", "2026-06-01", "ubnd-tinh-dong-nai-2025"),
    ("KH-UBND", "UBND thành phố", "dong-nai", "2026-04-30", "ubnd-thanh-pho-dong-nai"),
    ("KH-UBND", "UBND tỉnh Đồng Nai", "ha-noi", "2026-06-01", "ubnd-tinh-dong-nai-2025"),
    ("KH-UBND", "UBND tỉnh Đồng Nai", "ha-noi", "2025-06-01", "ubnd-tinh-dong-nai"),
    ("KH-UBND", "UBND TP. Đồng Nai", "ha-noi", "2026-06-01", "ubnd-thanh-pho-dong-nai"),
    ("KH-UBND", "UBND thành phố", "binh-phuoc", "2026-06-01", "ubnd-thanh-pho-dong-nai"),
    ("KH-UBND", "UBND tỉnh", "quang-ninh", "2026-08-31", "ubnd-tinh-quang-ninh"),
    ("KH-UBND", "UBND thành phố", "quang-ninh", "2026-09-01", "ubnd-thanh-pho-quang-ninh"),
    # Before that it may be any city's there.
    ("KH-UBND", "UBND thành phố", "quang-ninh", "2024-09-01", None),
    # Bắc Ninh was a city of the province until June 2025.
    ("QĐ-UBND", "UBND thành phố Bắc Ninh", "bac-ninh", "2024-09-01", BAC_NINH_CITY),
    ("QĐ-UBND", "UBND thành phố Bắc Ninh", "bac-ninh", "2026-10-01", "ubnd-thanh-pho-bac-ninh"),
    # A portal of Quảng Nam says "tỉnh" still when it is Đà Nẵng's.
    ("KH-UBND", "UBND tỉnh", "quang-nam", "2025-08-01", "ubnd-thanh-pho-da-nang-2025"),
    # Huế was a province of another name, which its portal covered.
    ("KH-UBND", "UBND tỉnh", "hue", "2020-01-01", "ubnd-tinh-thua-thien-hue"),
    # The day may come with a time.
    ("KH-UBND", "UBND tỉnh", "kon-tum", "2025-07-01T08:00:00+07:00", "ubnd-tinh-quang-ngai-2025"),
    # A city of a province's rank says "thành phố"; on a province's portal that may be any.
    ("QĐ-UBND", "UBND Thành phố", "ha-noi", "2022-05-01", "ubnd-thanh-pho-ha-noi"),
    ("QĐ-UBND", "UBND thành phố", "kon-tum", "2022-05-01", None),
    # Another province, named, in every way to write it.
    ("QĐ-UBND", "UBND tỉnh Gia Lai", "kon-tum", "2022-05-01", "ubnd-tinh-gia-lai"),
    ("QĐ-UBND", "UBND TP.HCM", "kon-tum", "2022-05-01", "ubnd-thanh-pho-ho-chi-minh"),
    ("QĐ-UBND", "UBND TPHCM", "kon-tum", "2022-05-01", "ubnd-thanh-pho-ho-chi-minh"),
    # One that has ended, whatever the day.
    ("QĐ-UBND", "UBND tỉnh Hà Tây", "ha-noi", "2007-02-01", "ubnd-tinh-ha-tay"),
    ("QĐ-UBND", "UBND tỉnh Kon Tum", "quang-ngai", "2025-09-01", "ubnd-tinh-kon-tum"),
    # Who heads it, and its name in full.
    (None, "Chủ tịch UBND tỉnh", "kon-tum", "2022-05-01", "ubnd-tinh-kon-tum"),
    (None, "ủy ban nhân dân tỉnh", "kon-tum", "2022-05-01", "ubnd-tinh-kon-tum"),
    # The council, and who acts for it.
    ("NQ-HĐND", "HĐND tỉnh", "kon-tum", "2022-05-01", "hdnd-tinh-kon-tum"),
    ("TTHĐND", "Thường trực HĐND tỉnh", "kon-tum", "2022-05-01", "hdnd-tinh-kon-tum"),
    # Its office is a body of its own.
    (None, "Văn phòng UBND tỉnh", "kon-tum", "2022-05-01", "van-phong-ubnd-tinh-kon-tum"),
    # The Front, at every level.
    ("MTTQ-BTT", "Ủy ban MTTQ Việt Nam tỉnh", "kon-tum", "2022-05-01", "ubmttq-tinh-kon-tum"),
    # The symbol alone tells no level.
    ("QĐ-UBND", None, "kon-tum", "2022-05-01", None),
    # A department that is named did not number it as the committee.
    ("QĐ-UBND", "Sở Y tế", "kon-tum", "2022-05-01", None),
    # Nothing tells which province.
    ("QĐ-UBND", "UBND tỉnh", None, "2022-05-01", None),
    ("QĐ-UBND", "UBND tỉnh", "no-such-province", "2022-05-01", None),
]

KON_TUM_TTTT = "so-thong-tin-va-truyen-thong-tinh-kon-tum"
DEPARTMENTS: list[Row] = [
    # Symbol, abbreviation and full name are one.
    ("STTTT-BCVT", None, "kon-tum", "2022-05-01", KON_TUM_TTTT),
    (None, "Sở TT&TT", "kon-tum", "2022-05-01", KON_TUM_TTTT),
    (None, "sở tt-tt", "kon-tum", "2022-05-01", KON_TUM_TTTT),
    (None, "STTTT", "kon-tum", "2022-05-01", KON_TUM_TTTT),
    (None, "Sở Thông tin và Truyền thông", "kon-tum", "2022-05-01", KON_TUM_TTTT),
    (None, "Giám đốc Sở Y tế", "kon-tum", "2022-05-01", "so-y-te-tinh-kon-tum"),
    # With `&` in the symbol.
    ("SGD&ĐT-VP", None, "kon-tum", "2022-05-01", "so-giao-duc-va-dao-tao-tinh-kon-tum"),
    # The one that had ended is that of the territory in whose time it was.
    ("STTTT", None, "kon-tum", "2026-01-01", KON_TUM_TTTT),
    ("STTTT", None, "lao-cai", None, "so-thong-tin-va-truyen-thong-tinh-lao-cai"),
    # Those that go on change with the province.
    ("SKHCN", None, "kon-tum", "2025-05-01", "so-khoa-hoc-va-cong-nghe-tinh-kon-tum"),
    ("SKHCN", None, "kon-tum", "2025-07-05", "so-khoa-hoc-va-cong-nghe-tinh-quang-ngai-2025"),
    # One code, two departments: by the day.
    ("SVHTT", None, "ha-noi", "2005-07-05", "so-van-hoa-thong-tin-thanh-pho-ha-noi"),
    ("SVHTT", None, "ha-noi", "2022-07-05", "so-van-hoa-va-the-thao-thanh-pho-ha-noi"),
    # Another province's, with and without its kind.
    (
        "KH-STTTT",
        "Sở TT&TT Hà Nội",
        "kon-tum",
        "2014-03-21",
        f"{KON_TUM_TTTT[:-12]}thanh-pho-ha-noi",
    ),
    (None, "Sở Y tế tỉnh Gia Lai", "kon-tum", "2022-05-01", "so-y-te-tinh-gia-lai"),
    # The name without a kind is of the province as it was, and as it is.
    (None, "Sở Y tế Quảng Ninh", "kon-tum", "2022-05-01", "so-y-te-tinh-quang-ninh"),
    (None, "Sở Y tế Quảng Ninh", "kon-tum", "2026-10-01", "so-y-te-thanh-pho-quang-ninh"),
    (None, "Sở Y tế", "quang-ninh", "2026-10-01", "so-y-te-thanh-pho-quang-ninh"),
    (None, "Sở Y tế tỉnh Quảng Ninh", "kon-tum", "2026-10-01", "so-y-te-tinh-quang-ninh"),
    # What belongs to a department is not the department.
    (None, "Thanh tra Sở Y tế", "kon-tum", "2022-05-01", None),
    (None, "Trung tâm Công nghệ Thông tin Sở TT&TT Hà Nội", "ha-noi", "2014-01-01", None),
    (None, "Ban Dân tộc HĐND tỉnh", "kon-tum", "2022-05-01", None),
    # General names need a place.
    (None, "Ban Dân tộc tỉnh", "kon-tum", "2022-05-01", "ban-dan-toc-tinh-kon-tum"),
    (None, "Công an", "kon-tum", "2022-05-01", None),
    (None, "Công an tỉnh", "kon-tum", "2022-05-01", "cong-an-tinh-kon-tum"),
    (None, "Công an quận Tân Phú", "ho-chi-minh", "2022-05-01", None),
    # Each of the new provinces has its own office of taxes; before, a region or a Cục had several.
    (None, "Thuế tỉnh", "ca-mau", "2025-08-01", "thue-tinh-ca-mau-2025"),
    (None, "Thuế", "ca-mau", "2025-08-01", None),
    (None, "Cục Thuế tỉnh Cà Mau", "ca-mau", "2024-08-01", "cuc-thue-tinh-ca-mau"),
    ("TB-TTT", "Thanh tra tỉnh", "kon-tum", "2022-05-01", "thanh-tra-tinh-kon-tum"),
    # A department without a province is nobody's.
    ("STTTT", None, None, "2022-05-01", None),
]

LOC_NINH = "ubnd-huyen-loc-ninh-binh-phuoc"
LOCAL: list[Row] = [
    ("KH-UBND", "UBND huyện Đăk Tô", "kon-tum", "2021-03-05", "ubnd-huyen-dak-to-kon-tum"),
    ("KH-UBND", "UBND H. Đăk Tô", "kon-tum", "2021-03-05", "ubnd-huyen-dak-to-kon-tum"),
    ("KH-UBND", "UBND huyện Ia H'Drai", "kon-tum", "2021-03-05", "ubnd-huyen-ia-h-drai-kon-tum"),
    # The city of Kon Tum lies in the province of Kon Tum and is not it.
    (
        "QĐ-UBND",
        "UBND thành phố Kon Tum",
        "kon-tum",
        "2021-03-05",
        "ubnd-thanh-pho-kon-tum-kon-tum",
    ),
    # Huế was a city of a province until 2024, then of a province's rank.
    ("QĐ-UBND", "UBND thành phố Huế", "hue", "2020-01-01", "ubnd-thanh-pho-hue-thua-thien-hue"),
    ("QĐ-UBND", "UBND thành phố Huế", "hue", "2025-02-01", "ubnd-thanh-pho-hue"),
    # After 30 June 2025 it cannot have issued anything, and is named all the same.
    ("KH-UBND", "UBND huyện Đăk Hà", "kon-tum", "2026-01-01", "ubnd-huyen-dak-ha-kon-tum"),
    ("KH-UBND", "UBND huyện Đăk Hà", "quang-ngai", "2026-01-01", "ubnd-huyen-dak-ha-kon-tum"),
    # There is one of the name in the country, wherever the portal is.
    ("QĐ-UBND", "UBND Q. Phú Nhuận", "kon-tum", "2022-05-01", "ubnd-quan-phu-nhuan-ho-chi-minh"),
    ("QĐ-UBND", "UBND huyện Đăk Hà", None, None, "ubnd-huyen-dak-ha-kon-tum"),
    # Several provinces have a Châu Thành: the portal's or the text's province tells.
    ("QĐ-UBND", "UBND huyện Châu Thành", "long-an", "2022-05-01", "ubnd-huyen-chau-thanh-long-an"),
    (
        "QĐ-UBND",
        "UBND huyện Châu Thành, tỉnh Bến Tre",
        "long-an",
        "2022-05-01",
        "ubnd-huyen-chau-thanh-ben-tre",
    ),
    ("QĐ-UBND", "UBND huyện Châu Thành", "kon-tum", "2022-05-01", None),
    ("QĐ-UBND", "UBND huyện Châu Thành", None, "2022-05-01", None),
    # One that ended before the districts as such.
    ("QĐ-UBND", "UBND Quận Thủ Đức", "ho-chi-minh", "2015-05-01", "ubnd-quan-thu-duc-ho-chi-minh"),
    ("QĐ-UBND", "UBND quận 2", "ho-chi-minh", "2015-05-01", "ubnd-quan-2-ho-chi-minh"),
    # One in no table, known by what the text calls it.
    (
        "QĐ-UBND",
        "UBND huyện Thuận An",
        "binh-duong",
        "2009-05-01",
        "ubnd-huyen-thuan-an-binh-duong",
    ),
    # No name, and names that a court left out.
    ("KH-UBND", "UBND huyện", "kon-tum", "2021-03-05", None),
    ("QĐ-UBND", "UBND huyện Đ L", "kon-tum", "2012-09-26", None),
    ("QĐ-UBND", "Chủ tịch UBND xã TS", "kon-tum", "2012-04-26", None),
    # Communes: those of after July 2025 are others.
    ("KH-UBND", "UBND xã Đăk Pxi", "kon-tum", "2025-06-30", "ubnd-xa-dak-pxi-kon-tum"),
    ("KH-UBND", "UBND xã Đăk Pxi", "kon-tum", "2025-12-01", "ubnd-xa-dak-pxi-quang-ngai-2025"),
    (
        "KH-UBND",
        "UBND phường Kon Tum",
        "kon-tum",
        "2025-12-01",
        "ubnd-phuong-kon-tum-quang-ngai-2025",
    ),
    (
        "KH-UBND",
        "UBND đặc khu Phú Quốc",
        "kien-giang",
        "2025-12-01",
        "ubnd-dac-khu-phu-quoc-an-giang-2025",
    ),
    # A commune that became a ward, in the city that the province became.
    ("KH-UBND", "UBND xã Trảng Bom", "dong-nai", "2026-04-29", "ubnd-xa-trang-bom-dong-nai-2025"),
    (
        "KH-UBND",
        "UBND phường Trảng Bom",
        "dong-nai",
        "2026-04-30",
        "ubnd-phuong-trang-bom-dong-nai-2026",
    ),
    ("KH-UBND", "UBND xã Thanh Sơn", "dong-nai", "2026-06-01", "ubnd-xa-thanh-son-dong-nai-2025"),
    # What its parts had, two changes ago.
    ("KH-UBND", "UBND huyện Lộc Ninh", "dong-nai", "2026-06-01", LOC_NINH),
    # Two of the name in the province: the district tells.
    (
        "QĐ-UBND",
        "UBND xã Đăk Long, huyện Đăk Hà",
        "kon-tum",
        "2022-05-01",
        "ubnd-xa-dak-long-huyen-dak-ha-kon-tum",
    ),
    ("QĐ-UBND", "UBND xã Đăk Long", "kon-tum", "2022-05-01", None),
    # Two whose names differ by a tone alone.
    (
        "QĐ-UBND",
        "UBND xã Cẩm Giàng",
        "hai-phong",
        "2025-12-01",
        "ubnd-xa-cam-giang-10903-hai-phong-2025",
    ),
    # One that ended before the tables begin, though another province has a namesake.
    ("QĐ-UBND", "UBND xã Nghĩa Thọ", "kon-tum", "2012-05-01", "ubnd-xa-nghia-tho-kon-tum"),
]

BOARDS: list[Row] = [
    # A board is no body of the tables, unless the text names one that is.
    ("KH-BCĐ", None, "kon-tum", "2022-05-01", None),
    ("KH-BCĐ", "UBND tỉnh", "kon-tum", "2022-05-01", None),
    ("BCĐ-UBND", None, "kon-tum", "2022-05-01", None),
    (
        "CV-BCĐ",
        "Ban Chỉ đạo quốc gia phòng, chống dịch COVID-19",
        "kon-tum",
        "2020-03-20",
        "ban-chi-dao-quoc-gia-phong-chong-dich-covid-19",
    ),
    (
        "GUQ-BQL",
        "Ban quản lý khu kinh tế Bình Phước",
        "kon-tum",
        "2017-05-05",
        "ban-quan-ly-khu-kinh-te-tinh-binh-phuoc",
    ),
    # Neither symbol nor issuer says anything.
    ("XYZ", None, "kon-tum", "2022-05-01", None),
    (None, None, "kon-tum", "2022-05-01", None),
    ("", "", "kon-tum", "2022-05-01", None),
]


@pytest.mark.parametrize(
    ("symbol", "issuer", "province", "day", "key"),
    [*CENTRAL, *PARTY, *PROVINCIAL, *DEPARTMENTS, *LOCAL, *BOARDS],
)
def test_key(
    symbol: str | None, issuer: str | None, province: str | None, day: str | None, key: str | None
) -> None:
    body = identify_body(symbol=symbol, issuer=issuer, province=province, day=day)
    assert (body.key if body else None) == key


def test_what_is_told_of_a_body() -> None:
    body = identify_body("STTTT", None, "kon-tum", "2023-05-01")
    assert body is not None
    assert body.name == "Sở Thông tin và Truyền thông tỉnh Kon Tum"
    assert body.level == "department"
    assert body.province == "kon-tum"
    assert body.parent == "ubnd-tinh-kon-tum"
    assert "STTTT" in body.abbreviations
    assert "Sở TT&TT" in body.abbreviations
    assert (body.since, body.until) == ("2008-02-04", "2025-02-28")
    assert body.source is not None
    assert "45/2025/NĐ-CP" in body.source


LEVELS = [
    ("QĐ-BTP", None, "central", "chinh-phu"),
    ("QĐ-UBND", "UBND tỉnh", "province", "chinh-phu"),
    ("QĐ-UBND", "UBND huyện Đăk Hà", "district", "ubnd-tinh-kon-tum"),
    ("QĐ-UBND", "UBND xã Đăk Pxi", "commune", "ubnd-huyen-dak-ha-kon-tum"),
    ("KH/TU", None, "party", "trung-uong-dang"),
    ("KH/HU", "Huyện ủy Đăk Hà", "party", "tinh-uy-kon-tum"),
    ("HD/BTCTU", None, "party", "tinh-uy-kon-tum"),
    ("KH/ĐU", "Đảng ủy UBND tỉnh", "party", "tinh-uy-kon-tum"),
    ("QĐ-EVN", None, "corporation", None),
]


@pytest.mark.parametrize(("symbol", "issuer", "level", "parent"), LEVELS)
def test_level_and_parent(symbol: str, issuer: str | None, level: str, parent: str | None) -> None:
    body = identify_body(symbol, issuer, "kon-tum", "2023-05-01")
    assert body is not None
    assert (body.level, body.parent) == (level, parent)
