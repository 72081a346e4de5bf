"""What a word may have been meant to be."""

import pytest

from vietnamese import fold
from vietnamese.analysis import tokenize
from vietnamese.misspellings import (
    LONGEST,
    is_syllable,
    markings,
    slips,
    tone_of,
    typed_by_keys,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoahc", "hoach"),  # letters swapped
        ("quyt", "quyet"),  # one left out
        ("quyeet", "quyet"),  # one hit twice
        ("hoavh", "hoach"),  # the key beside
        ("quybt", "quyt"),  # any other key
        ("xap", "sap"),  # what sounds alike at the start
        ("tranh", "chanh"),
        ("gian", "dan"),
        ("nghay", "ngay"),
        ("buong", "buon"),  # and at the end
        ("thuy", "thui"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert meant in slips(typed)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ki", ["ky"]), ("ly", ["li"]), ("an", []), ("y", [])]
)
def test_short_words_have_i_for_y_alone(typed: str, meant: list[str]) -> None:
    assert list(slips(typed)) == meant


def test_likelier_slips_weigh_more() -> None:
    found = slips("bagn")
    assert found["bang"] > found["ban"] > found["bagz"] > 0
    assert not {"bagn", ""} & set(found)
    assert slips("a" * (LONGEST + 1)) == {}


def test_markings_are_as_the_index_has_them() -> None:
    text = (
        "kế hoạch ủy ban đường người khuỷu thủy giữa quý giếng gì khỏe khoẻ hoà yêu rượu xoong "
        "thuở quyển chuyển nghiêng ỷ huỳnh khuya oằn đặng ươm"
    )
    for token in tokenize(text):
        assert token.text in markings(fold(token.text))
    assert markings("covid19") == ("covid19",)
    assert len(markings("duong")) == 72


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Telex
        ("nghij", "nghị"),
        ("quyeets", "quyết"),
        ("ddaats", "đất"),
        ("DDAATS", "đất"),
        ("dduwowngf", "đường"),
        ("duongw", None),  # a shape behind another letter is not read
        ("duwongf", "dường"),
        ("khoer", "khỏe"),
        ("naawm", "năm"),  # the later shape counts
        ("ddoowif", "đời"),
        # VNI
        ("d9a61t", "đất"),
        ("ngu7o7i2", "người"),
        ("hoa2", "hòa"),
        # no keys of either, or no syllable
        ("tinh", None),
        ("xe", None),
        ("covid19", None),
        ("đất", None),
        ("http", None),
        ("", None),
    ],
)
def test_typed_by_keys(typed: str, meant: str | None) -> None:
    assert typed_by_keys(typed) == meant


@pytest.mark.parametrize("word", ["dat", "nghieng", "quyet", "an", "y"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["blds", "ocop", "bild", "covid19", ""])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_tones_are_told_without_their_letters() -> None:
    assert tone_of("bảng") == tone_of("bẩng") != tone_of("bấng")
    assert tone_of("đương") == tone_of("duong") == ""
