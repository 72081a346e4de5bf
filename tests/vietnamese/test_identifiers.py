"""Document numbers as they are written in texts and typed by people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.identifiers import find_identifiers, identifier_key, parse_identifier

WRITTEN = [
    # administrative: number/type-body
    ("490/QĐ-BTTTT", "490/QĐ-BTTTT"),
    # a Công văn's: number/body-desk
    ("1235/UBND-KGVX", "1235/UBND-KGVX"),
    # legal: number/year/type-body
    ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
    # joint circulars, `&` inside
    ("19/2012/TTLT-BTC-BKH&ĐT-BTTTT", "19/2012/TTLT-BTC-BKH&ĐT-BTTTT"),
    # the National Assembly: the term joined to the body
    ("54/2017/QH14", "54/2017/QH14"),
    # party: number-type/body
    ("18-NQ/TW", "18-NQ/TW"),
    ("180-KH/TU", "180-KH/TU"),
    # party, TƯ for TW
    ("08 - QĐ / TƯ", "08-QĐ/TW"),
    # the Government's yearly resolutions
    ("19-2018/NQ-CP", "19-2018/NQ-CP"),
    # U+00D0 for Đ
    ("3414/Q\u00d0-UBND", "3414/QĐ-UBND"),
    # en dash for the hyphen
    ("85/2011/NĐ –CP", "85/2011/NĐ-CP"),
    # a Unicode slash
    ("12⁄QĐ-BCT", "12/QĐ-BCT"),
    # blanks around separators
    ("203 / KH - BGDĐT", "203/KH-BGDĐT"),
    ("192\u00a0 /STTTT-BCXBTT", "192/STTTT-BCXBTT"),
    ("65/2013/NĐ- CP", "65/2013/NĐ-CP"),
    # a blank before the term of the National Assembly
    ("54 / 2017 / QH 14", "54/2017/QH14"),
    # units of the police have numbers, also apart
    ("143 / KH - CAHP - PC 04 - PV 01", "143/KH-CAHP-PC04-PV01"),
    # a blank inside the body
    ("10/NQ-TT HĐND", "10/NQ-TTHĐND"),
    # lower case
    ("3034/qđ-ubnd", "3034/QĐ-UBND"),
    ("120-tb/vptu", "120-TB/VPTU"),
    # capitals where the usual case is mixed
    ("422/CT-TTG", "422/CT-TTg"),
    # the slash left out
    ("1704STTTT-BCVT", "1704/STTTT-BCVT"),
    ("66/2026NĐ-CP", "66/2026/NĐ-CP"),
    ("43/2017 NĐ-CP", "43/2017/NĐ-CP"),
    # the hyphen left out
    ("24/2026/NQCP", "24/2026/NQ-CP"),
    # a slash for the hyphen
    ("828 / QĐ / TTg", "828/QĐ-TTg"),
    # the desk after a full stop
    ("310/UBND.TN", "310/UBND.TN"),
    # the diacritic of Đ left out
    ("528/QD-UBND", "528/QĐ-UBND"),
    # decomposed letters, and characters that show nothing
    ("08-QĐ/TU\u031b", "08-QĐ/TW"),
    ("12/NQ-\u200bHĐND", "12/NQ-HĐND"),
]


@pytest.mark.parametrize(("written", "canonical"), WRITTEN)
def test_written(written: str, canonical: str) -> None:
    text = f"theo {written} của ngành"
    (found,) = find_identifiers(text)
    assert found.canonical == canonical
    assert text[found.start : found.end] == written


def test_parts() -> None:
    (found,) = find_identifiers("30/2020/NĐ-CP")
    assert (found.number, found.year, found.symbol) == ("30", 2020, "NĐ-CP")


NOT_WRITTEN = [
    "ngày 11/12/2022",  # a date
    "44/292 xã",  # a fraction
    "24 giờ/ngày và 7 ngày/tuần",  # rates
    "TCVN 9001:2015",  # a standard
    "QCVN 5:2010/BKHCN",  # a standard with a body
    "BKS 36B6 - 682.36",  # a plate
    "chuyến bay VJ 876 / VJ877",  # flights
    "tàu cá BĐ 95966 - TS",  # a boat
    "hợp đồng số 271 / HĐKT / 2017",  # a contract
    "xăng RON 95 - III",  # petrol
    "Km 1063+877 - Km 1092",  # kilometre marks
    "(028) 3512 0781 - 0939 72 72 78",  # telephones
    "300.000 m3 / ngày đêm",  # capacity
    "DAP số 2 - Vinachem",  # a company
]


@pytest.mark.parametrize("text", NOT_WRITTEN)
def test_not_written(text: str) -> None:
    assert find_identifiers(text) == []


TYPED = [
    ("4204/KH-UBND", "4204/KH-UBND"),
    # lower case, blanks for hyphens or for the slash
    ("4204/kh ubnd", "4204/KH-UBND"),
    ("4204 KH-UBND", "4204/KH-UBND"),
    # no diacritics
    ("30/2020/nd-cp", "30/2020/NĐ-CP"),
    ("16/ct-ttg", "16/CT-TTg"),
    # the type before the number
    ("QD 490/BTTTT", "490/QĐ-BTTTT"),
    ("quyet dinh so 490/qd-btttt", "490/QĐ-BTTTT"),
    ("nghị định 30/2020", "30/2020"),
    ("Công văn số 2027", "2027"),
    # party
    ("18-nq/tw", "18-NQ/TW"),
    # the term apart
    ("54/2017/qh 14", "54/2017/QH14"),
    # the National Assembly's have its term where others have the type
    ("Nghị quyết số 202/2025/QH15", "202/2025/QH15"),
    ("nq 202/2025/qh 15", "202/2025/QH15"),
    ("pháp lệnh 01/2020/UBTVQH14", "01/2020/UBTVQH14"),
    ("Bộ luật 91/2015/QH13", "91/2015/QH13"),
    # a slash for the hyphen, where no party document has it
    ("3566/QĐ/UBND", "3566/QĐ-UBND"),
    ("1362-QĐ/UBND", "1362-QĐ/UBND"),
    ("08/QĐ/TU", "08/QĐ/TU"),
    # codes run together: a type and its issuer, an issuer and its desk
    ("4204KHUBND", "4204/KH-UBND"),
    ("684/UBNDTH", "684/UBND-TH"),
    ("3428/ubndvx", "3428/UBND-VX"),
    # the year of issue put last
    ("4204/KH-UBND/2022", "4204/KH-UBND"),
    ("33/2019/QĐ-UBND/2020", "33/2019/QĐ-UBND"),
    # a mark behind it
    ("598/QĐ-UBND,", "598/QĐ-UBND"),
    # blanks alone between codes: a desk, bodies that issue together, a body in two parts
    ("1235 ubnd kgvx", "1235/UBND-KGVX"),
    ("19/2012/TTLT BTC BKHĐT", "19/2012/TTLT-BTC-BKHĐT"),
    ("10/NQ-TT HĐND", "10/NQ-TT-HĐND"),
    ("4204/KH ubnd", "4204/KH-UBND"),
    ("2631 qđ đc ubnd", "2631/QĐ-ĐC-UBND"),
]


@pytest.mark.parametrize(("typed", "canonical"), TYPED)
def test_typed(typed: str, canonical: str) -> None:
    parsed = parse_identifier(typed)
    assert parsed is not None
    assert parsed.canonical == canonical


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "",
        "4204",  # a number alone
        "kế hoạch 5 năm",  # words
        "12 tháng 5",
        "2022 world cup",
        "quyết định số 12/QĐ-UBND về đất đai",  # more than the number
        # a word behind a symbol that is whole, though its letters spell no syllable
        "598/QĐ-UBND OCOP",
        "598/QĐ-UBND ocop",
        "4204 kh ubnd ocop",
        "30/2020/NĐ-CP covid",
        "Công văn 1235/UBND-KGVX UBND",
        "19/2012/TTLT BTC OCOP",
        # behind a comma or a full stop, and in small letters behind capitals
        "12/KH, UBND",
        "12/KH. UBND",
        "4204/KH kontum",
    ],
)
def test_typed_but_no_number(typed: str) -> None:
    assert parse_identifier(typed) is None


KEYS = [
    ("30/2020/NĐ-CP", "30-2020-nd-cp"),
    ("18-NQ/TW", "18-nq-tw"),
    ("1235/UBND-KGVX", "1235-ubnd-kgvx"),
    # zeros before the number say nothing
    ("08/CT-TTg", "8-ct-ttg"),
    # different joints of one number
    ("1362-QĐ/UBND", "1362-qd-ubnd"),
    ("19/2012/TTLT-BTC-BKH&ĐT", "19-2012-ttlt-btc-bkh-dt"),
]


@pytest.mark.parametrize(("canonical", "key"), KEYS)
def test_key(canonical: str, key: str) -> None:
    assert identifier_key(canonical) == key


@given(st.text(alphabet="0123456789/-–. QĐÐqđUBNDubndTWNCPKH&\u0300\u00a0\n", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in find_identifiers(text):
        assert text[found.start : found.end].strip()
    parsed = parse_identifier(text)
    assert parsed is None or identifier_key(parsed.canonical)
