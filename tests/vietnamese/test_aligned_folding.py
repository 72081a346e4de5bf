"""Text folded character by character: as `fold` folds, at the offsets of the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.test_folding import VIETNAMESE
from vietnamese.aligned_folding import FILLER, fold_aligned
from vietnamese.folding import fold

#: So often repeated texts are long: these are folded in another way.
LONG = 300


@given(VIETNAMESE)
def test_aligned_is_folded_with_fillers(text: str) -> None:
    assert fold_aligned(text) == fold(text)
    decomposed = unicodedata.normalize("NFD", text)
    assert fold_aligned(decomposed).replace(FILLER, "") == fold(text)


@given(VIETNAMESE)
def test_long_texts_are_folded_as_short_ones(text: str) -> None:
    assert fold_aligned(text * LONG) == fold_aligned(text) * LONG


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
        ("Số\ud800 “hiệu”", "so\ud800 “hieu”"),  # half a surrogate pair
        ("Số \U0001f4dc hiệu", "so \U0001f4dc hieu"),  # behind what is in the table
    ],
)
def test_aligned_offsets_are_those_of_the_text(text: str, aligned: str) -> None:
    assert fold_aligned(text) == aligned
    assert fold_aligned(text * LONG) == aligned * LONG
