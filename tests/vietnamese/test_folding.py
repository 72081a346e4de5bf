import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.folding import FILLER, fold, fold_aligned, has_diacritics

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


@given(VIETNAMESE)
def test_aligned_is_folded_with_fillers(text: str) -> None:
    assert fold_aligned(text) == fold(text)
    decomposed = unicodedata.normalize("NFD", text)
    assert fold_aligned(decomposed).replace(FILLER, "") == fold(text)


@given(st.text() | st.text(st.characters(categories=["Mn", "Lu", "Cf", "Zs", "Cc"])))
def test_aligned_is_as_long_as_the_text(text: str) -> None:
    assert len(fold_aligned(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "aligned"),
    [
        ("Đất İ 5", "dat i 5"),  # lower-cases to two characters
        ("\u0958x", "\u0915x"),  # decomposes to two
        ("vie\u0323\u0302t", f"vie{FILLER}{FILLER}t"),
        ("dân\u00ad số", f"dan{FILLER} so"),
    ],
)
def test_aligned_offsets_are_those_of_the_text(text: str, aligned: str) -> None:
    assert fold_aligned(text) == aligned
