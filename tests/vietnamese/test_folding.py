import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.folding import fold, has_diacritics

VIETNAMESE = st.text(
    st.sampled_from(
        "aAàảãáạăằẳẵắặâầẩẫấậbcdđĐeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵQ 1.,"
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        ("ỦY BAN NHÂN DÂN", "uy ban nhan dan"),
        ("đường", "duong"),
        ("Q\u00d0-UBND", "qd-ubnd"),  # U+00D0 for Đ
        ("4204/KH-UBND", "4204/kh-ubnd"),
        ("Ti\u00ea\u0301ng", "tieng"),  # half decomposed
        ("İstanbul", "istanbul"),  # lower-cases to two characters
        ("Số\u00a0490", "so 490"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Kon Tum", False),
        ("tỉnh Kon Tum", True),
        ("Đ", True),
        ("đ", True),
        ("\u00d0", True),  # Icelandic eth, meant as Đ
        ("e\u0301", True),  # decomposed
        ("490 \u2013 500", False),  # signs are no diacritics
        ("日本", False),
        ("", False),
    ],
)
def test_has_diacritics(text: str, marked: bool) -> None:
    assert has_diacritics(text) is marked


@given(VIETNAMESE)
def test_unicode_form_makes_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
