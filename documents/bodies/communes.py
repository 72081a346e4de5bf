"""The communes: those of before July 2025, each in its district, and those of after.

Some of after became wards in 2026, each the whole of a commune and with its code.

Two may have one name in a province, and others names that differ by a tone alone; then the district
is part of the key, or else the statistics office's code.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from documents.bodies.territories import (
    ERA,
    LAST_DAY,
    UNITS,
    Territory,
    day_before,
    districts,
    read_table,
    territory_above,
)
from documents.keys import slug
from vietnamese.provinces import MERGER_DAY


@cache
def communes() -> dict[str, Territory]:
    """Every commune by its key: of before (`xa-dak-pxi-kon-tum`) and after (`…-2025`, `…-2026`)."""
    district_of = {district.code: district for district in districts().values()}
    rows = [
        (code, district_of[district], kind, name, slug(f"{kind} {name}"))
        for code, district, kind, name, _ in read_table("communes_until_2025.tsv")
        if kind != "-"
    ]
    namesakes = Counter((above.province, key) for _, above, _, _, key in rows)
    found: dict[str, Territory] = {}
    for code, above, kind, name, key in rows:
        if namesakes[above.province, key] > 1:
            key += f"-{above.key.removesuffix(f'-{above.province}')}"
        if f"{key}-{above.province}" in found:
            key += f"-{code}"
        key += f"-{above.province}"
        found[key] = Territory(
            key, code, "commune", kind, name, above.province, above.key, None, LAST_DAY, UNITS
        )
    for commune in _communes_since_2025():
        found[commune.key] = commune
    return found


def wards_since_2026() -> Iterator[Territory]:
    """The wards that communes of after July 2025 became."""
    for code, province, kind, name, since, source in read_table("communes_since_2026.tsv"):
        key = f"{slug(f'{kind} {name}')}-{province}-{since[:4]}"
        above = territory_above(province, None)
        yield Territory(key, code, "commune", kind, name, province, above, since, None, source)


def _communes_since_2025() -> Iterator[Territory]:
    wards = {ward.code: ward for ward in wards_since_2026()}
    rows = [
        (code, province, kind, name, slug(f"{kind} {name}"))
        for code, province, kind, name in read_table("communes.tsv")
    ]
    namesakes = Counter((province, key) for _, province, _, _, key in rows)
    for code, province, kind, name, key in rows:
        if namesakes[province, key] > 1:
            key += f"-{code}"
        key = f"{key}-{province}{ERA}"
        ward = wards.get(code)
        until = day_before(ward.since) if ward is not None and ward.since is not None else None
        above = territory_above(province, until)
        source = f"{UNITS}; {ward.source}" if ward is not None else UNITS
        yield Territory(
            key, code, "commune", kind, name, province, above, MERGER_DAY, until, source
        )
        if ward is not None:
            yield ward
