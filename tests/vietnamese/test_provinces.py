from importlib.resources import files

import pytest

from vietnamese.folding import fold
from vietnamese.provinces import (
    MERGER_DAY,
    Province,
    find_province,
    next_of,
    successor_of,
)

TABLE = files("vietnamese").joinpath("provinces.tsv").read_text("utf-8")
SLUGS = sorted({line.split("\t")[0] for line in TABLE.splitlines() if not line.startswith("#")})


def provinces_on(day: str) -> list[Province]:
    return [found for slug in SLUGS if (found := find_province(slug, day))]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2003-12-31", 61),
        ("2004-01-01", 64),  # Điện Biên, Đắk Nông, Hậu Giang
        ("2008-08-01", 63),  # without Hà Tây
        ("2019-01-01", 63),
        ("2024-12-31", 63),  # Thừa Thiên Huế
        ("2025-01-01", 63),  # Huế
        ("2025-06-30", 63),
        (MERGER_DAY, 34),
        ("2026-04-30", 34),  # Đồng Nai, a city
        ("2026-09-01", 34),  # Quảng Ninh
        ("2026-09-20", 34),  # Bắc Ninh
        ("2026-11-23", 34),
    ],
)
def test_how_many_there_are(day: str, count: int) -> None:
    provinces = provinces_on(day)
    assert len(provinces) == len({province.slug for province in provinces}) == count


CITIES = {"ha-noi", "hai-phong", "hue", "da-nang", "ho-chi-minh", "can-tho"}


@pytest.mark.parametrize(
    ("day", "cities"),
    [
        (MERGER_DAY, CITIES),
        ("2026-04-29", CITIES),
        ("2026-04-30", CITIES | {"dong-nai"}),
        ("2026-08-31", CITIES | {"dong-nai"}),
        ("2026-09-01", CITIES | {"dong-nai", "quang-ninh"}),
        ("2026-09-19", CITIES | {"dong-nai", "quang-ninh"}),
        ("2026-09-20", CITIES | {"dong-nai", "quang-ninh", "bac-ninh"}),
    ],
)
def test_cities(day: str, cities: set[str]) -> None:
    found = {province.slug for province in provinces_on(day) if province.kind != "tỉnh"}
    assert found == cities


def test_slugs_are_the_folded_names() -> None:
    for province in [*provinces_on("2024-01-01"), *provinces_on(MERGER_DAY)]:
        assert province.slug.split("-") == fold(province.name).replace(" - ", " ").split()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("kon-tum", "kon-tum"),
        ("Kon Tum", "kon-tum"),
        ("tỉnh Kon Tum", "kon-tum"),
        ("Tỉnh  Kon Tum ", "kon-tum"),
        ("KON TUM", "kon-tum"),
        ("Kontum", "kon-tum"),
        ("tinh kon tum", "kon-tum"),
        ("TP. Hồ Chí Minh", "ho-chi-minh"),
        ("Tp Hồ Chí Minh", "ho-chi-minh"),
        ("thành phố Hồ Chí Minh", "ho-chi-minh"),
        ("TP.HCM", "ho-chi-minh"),
        ("TPHCM", "ho-chi-minh"),
        ("Đăk Lăk", "dak-lak"),
        ("Đắc Lắc", "dak-lak"),
        ("Thanh Hoá", "thanh-hoa"),
        ("Bà Rịa \u2013 Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa-Vũng Tàu", "ba-ria-vung-tau"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("Tha\u0301i Bi\u0300nh", "thai-binh"),  # decomposed
        ("Tinh", None),
        ("Hoàng Sa", None),
        ("", None),
    ],
)
def test_spellings(text: str, slug: str | None) -> None:
    province = find_province(text)
    assert (province.slug if province else None) == slug


def test_two_may_bear_a_name() -> None:
    before = find_province("Lào Cai", "2023-05-01")
    after = find_province("Lào Cai", "2025-08-01")
    assert before is not None
    assert after is not None
    assert before.until == "2025-06-30"
    assert after.since == "2025-07-01"
    assert find_province("lao-cai") == after
    assert successor_of(before) == after
    assert find_province("Kon Tum", MERGER_DAY) is None


def test_successors() -> None:
    kon_tum = find_province("kon-tum")
    thua_thien_hue = find_province("thua-thien-hue")
    ha_noi = find_province("ha-noi")
    assert kon_tum is not None
    assert thua_thien_hue is not None
    assert ha_noi is not None
    assert successor_of(kon_tum) == find_province("quang-ngai", MERGER_DAY)
    assert successor_of(thua_thien_hue) == find_province("hue")
    assert successor_of(ha_noi) is None


def test_a_province_that_became_a_city_keeps_its_slug() -> None:
    before = find_province("quang-ninh", "2026-08-31")
    after = find_province("quang-ninh", "2026-09-01")
    assert before is not None
    assert after is not None
    assert (before.kind, after.kind) == ("tỉnh", "thành phố")
    assert (before.slug, before.name) == (after.slug, after.name)
    assert find_province("Quảng Ninh") == after
    assert find_province("Quảng Ninh", kind="tỉnh") == before


def test_successors_in_turn() -> None:
    binh_phuoc = find_province("binh-phuoc")
    assert binh_phuoc is not None
    assert next_of(binh_phuoc) == find_province("dong-nai", MERGER_DAY)
    assert successor_of(binh_phuoc) == find_province("dong-nai", "2026-04-30")


def test_table_agrees_with_the_one_that_underthesea_carries() -> None:
    """Its tables are vietnamadminunits' (MIT), of July 2025."""
    from underthesea import convert_address  # type: ignore[import-untyped]  # no type hints

    for province in provinces_on("2025-06-30"):
        later = next_of(province) or province
        if later.since != MERGER_DAY:
            later = province
        converted = convert_address(f"{province.kind} {province.name}").converted
        assert converted == f"{later.kind.capitalize()} {later.name}", province.slug
