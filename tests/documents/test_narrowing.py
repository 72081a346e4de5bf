"""Provinces and bodies that narrow a look-up, as people write them."""

import pytest

from documents.narrowing import UnknownProvinceError, is_issuer, read_province


@pytest.mark.parametrize("text", ["kon-tum", "Kon Tum", "tỉnh Kon Tum", "KONTUM", "tinh kon tum"])
def test_provinces_in_any_spelling(text: str) -> None:
    assert read_province(text) == "kon-tum"


# What is no province, and whether one comes near.
@pytest.mark.parametrize(("text", "near"), [("Bac Gaing", "Bắc Giang"), ("zzz", None)])
def test_unknown_provinces_name_the_near_ones(text: str, near: str | None) -> None:
    with pytest.raises(UnknownProvinceError, match=text) as refused:
        read_province(text)
    assert refused.value.near[:1] == ([near] if near else [])


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("bac giang", "UBND tỉnh Bắc Giang", True),  # a part, without diacritics
        ("Ủy ban nhân dân tỉnh Bắc Giang", "UBND tỉnh Bắc Giang", True),  # in full
        ("ubnd tinh bac giang", "Ủy ban nhân dân tỉnh Bắc Giang", True),  # abbreviated
        ("Bộ TT&TT", "Bộ Thông tin và Truyền thông", True),
        ("Bộ Thông tin và Truyền thông", "Bộ TT&TT", True),
        ("Bộ TT&TT", "UBND tỉnh Bắc Giang", False),
        ("HĐND", "UBND tỉnh Bắc Giang", False),
    ],
)
def test_bodies_in_full_and_abbreviated(asked: str, name: str, expected: bool) -> None:
    assert is_issuer(asked, name, None) is expected


def test_bodies_by_the_abbreviation_of_the_table() -> None:
    assert is_issuer("BTTTT", "Bộ Thông tin và Truyền thông", "bo-thong-tin-va-truyen-thong")
    assert not is_issuer("BTTTT", "Bộ Tài chính", "bo-tai-chinh")
