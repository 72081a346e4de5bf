import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.tones import tone_on_first_vowel, tone_on_second_vowel

#: (mark on the first vowel, mark on the second): every tone, and what may stand before.
DISPUTED = [
    ("hòa", "hoà"),  # oa
    ("hóa", "hoá"),
    ("hỏa", "hoả"),
    ("tõa", "toã"),
    ("họa", "hoạ"),
    ("òa", "oà"),  # no consonant before
    ("ngóa", "ngoá"),  # three letters before
    ("khỏe", "khoẻ"),  # oe
    ("xòe", "xoè"),
    ("lóe", "loé"),
    ("hõe", "hoẽ"),
    ("họe", "hoẹ"),
    ("thủy", "thuỷ"),  # uy
    ("ủy", "uỷ"),
    ("túy", "tuý"),
    ("lũy", "luỹ"),
    ("tụy", "tuỵ"),
    ("thùy", "thuỳ"),
    ("Hòa", "Hoà"),  # capitals
    ("HÒA", "HOÀ"),
    ("ỦY BAN", "UỶ BAN"),
    ("Thủy lợi, Hòa Bình", "Thuỷ lợi, Hoà Bình"),
    ("ngụy-tạo", "nguỵ-tạo"),
]

#: What both ways write alike.
UNDISPUTED = [
    # oa, oe, uy with a final: the second vowel
    *("hoàn", "toán", "ngoài", "loại", "xoáy", "ngoéo", "khoét", "huỳnh", "suýt", "huých", "quỹ"),
    # qu and gi are consonants
    *("quý", "quà", "quả", "quốc", "quẻ", "quỳnh", "quái", "quào", "giá", "già", "giữ", "giống"),
    # ... but where i is the only vowel
    *("gì", "gìn", "gỉ"),
    # other groups of vowels: the first
    *("của", "mùa", "bìa", "chịu", "núi", "hỏi", "cháo", "sáu", "máy", "kéo", "tài"),
    # the letter with a shape of its own
    *("thuế", "tuần", "tuyển", "nguyễn", "tiếng", "yếu", "biển", "người", "nước", "hươu", "mưa"),
    *("thuở", "cuối", "muỗi", "khuấy", "xoắn", "lửa", "gửi", "cừu", "đều", "đầu", "đẩy", "mới"),
    # three vowels without one: the middle
    *("khuỷu", "ngoại", "ngoáo"),
    # no Vietnamese syllable, or not one alone
    *("Río", "Málaga", "résumé", "Perú", "kWh", "hòabình", "Đà", "à", "café"),
    *("ĐẮK LẮK", "Quý", "ƯỚC"),
]

#: What older typing aids left behind, and how it is written.
MISPLACED = [
    ("tòan", "toàn"),
    ("khỏang", "khoảng"),
    ("ngòai", "ngoài"),
    ("qúy", "quý"),
    ("qủa", "quả"),
    ("gía", "giá"),
    ("gìa", "già"),
    ("TÒAN", "TOÀN"),
]


@pytest.mark.parametrize(("first", "second"), DISPUTED)
def test_both_directions(first: str, second: str) -> None:
    assert tone_on_second_vowel(first) == second
    assert tone_on_first_vowel(second) == first
    assert tone_on_first_vowel(first) == first
    assert tone_on_second_vowel(second) == second


@pytest.mark.parametrize("word", UNDISPUTED)
def test_what_both_ways_write_alike_stays(word: str) -> None:
    assert tone_on_first_vowel(word) == word
    assert tone_on_second_vowel(word) == word


@pytest.mark.parametrize(("misplaced", "right"), MISPLACED)
def test_misplaced_marks_are_put_right(misplaced: str, right: str) -> None:
    assert tone_on_first_vowel(misplaced) == right
    assert tone_on_second_vowel(misplaced) == right


@given(st.text(st.sampled_from("abcdghinpqtuyoeăâêôơưđ ÀáảãạòóỏõọùúủũụỳýỷỹỵUOYềểữợ-1")))
def test_length_and_letters_stay(text: str) -> None:
    for converted in (tone_on_first_vowel(text), tone_on_second_vowel(text)):
        assert len(converted) == len(text)
        assert _toneless(converted) == _toneless(text)


def _toneless(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if c not in "\u0300\u0301\u0303\u0309\u0323")
