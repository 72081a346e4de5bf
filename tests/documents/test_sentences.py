"""The sentence around a mention."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.sentences import sentence_around

CASES = [
    # The middle one of three sentences.
    ("Một câu. Căn cứ [X] của tỉnh. Câu cuối.", "Căn cứ [X] của tỉnh."),
    # A paragraph ends a sentence.
    ("Tiêu đề\nCăn cứ [X]\nCâu cuối.", "Căn cứ [X]"),
    # A number's point and a date's are no ends.
    ("Chi 11.000 đồng theo [X] ngày 1.5.2023.", "Chi 11.000 đồng theo [X] ngày 1.5.2023."),
    # Nor is that of an abbreviation before a name.
    ("UBND TP. Kon Tum ban hành [X]. Sau đó.", "UBND TP. Kon Tum ban hành [X]."),
    # A quotation may begin a sentence.
    ("Ông nói. “Theo [X] thì được.” Hết.", "“Theo [X] thì được.” Hết."),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentence(text: str, expected: str) -> None:
    start = text.index("[X]")
    sentence = sentence_around(text, start, start + 3)
    assert sentence.text == expected
    assert sentence.text[sentence.start : sentence.end] == "[X]"


def test_long_sentence_is_cut_around_the_mention() -> None:
    text = "từ " * 400 + "[X]" + " chữ" * 400
    start = text.index("[X]")
    sentence = sentence_around(text, start, start + 3)
    assert len(sentence.text) < 700
    assert sentence.text.startswith("… ")
    assert sentence.text.endswith(" …")
    assert sentence.text[sentence.start : sentence.end] == "[X]"


@given(st.text(alphabet="ab. \nXÀ…", max_size=3000), st.data())
def test_mention_is_always_where_it_is_said_to_be(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    text = text[:start] + "[X]" + text[start:]
    sentence = sentence_around(text, start, start + 3)
    assert sentence.text[sentence.start : sentence.end] == "[X]"
