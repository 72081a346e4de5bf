"""What a crawl has seen is remembered in little space, and rightly."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.digests import Digests


@given(st.lists(st.text(max_size=3)))
def test_digests_are_a_set_of_texts(texts: list[str]) -> None:
    digests, expected = Digests(), set[str]()
    for text in texts:
        assert (text in digests) == (text in expected)
        assert digests.add(text) == (text not in expected)
        expected.add(text)
        assert text in digests
    assert len(digests) == len(expected)


def test_halves_of_characters_are_texts_too() -> None:
    digests = Digests()
    assert digests.add("/tin\ud83d")
    assert "/tin\ud83d" in digests
