"""Territories that no table has: communes and districts that ended before the tables begin."""

from documents.bodies.place_names import LEVELS
from documents.bodies.territories import (
    LAST_DAY,
    Territory,
    provinces,
)
from documents.keys import slug

_KINDS = {
    "thanhpho": "thành phố",
    "huyen": "huyện",
    "thixa": "thị xã",
    "quan": "quận",
    "xa": "xã",
    "phuong": "phường",
    "thitran": "thị trấn",
}


def unlisted_territory(kind: str, name: str, within: Territory) -> Territory | None:
    """The district or commune that a text names, in the province that it must be in.

    None where the name is none: initials (`xã T S`), as courts leave of names. All territories
    since 1 July 2025 are in the tables, so that this one had ended by then.
    """
    if kind not in _KINDS or all(len(word) <= 2 and word.isupper() for word in name.split()):
        return None
    full = _KINDS[kind]
    key = f"{slug(f'{full} {name}')}-{within.province}"
    return Territory(
        key=key,
        code=key,
        level=LEVELS[kind][-1],
        kind=full,
        name=name,
        province=within.province,
        above=_before_the_mergers(within).key,
        since=None,
        until=min(within.until or LAST_DAY, LAST_DAY),
        source="theo văn bản dẫn",
    )


def _before_the_mergers(province: Territory) -> Territory:
    return next(
        (
            earlier
            for earlier in provinces().values()
            if earlier.province == province.province and earlier.existed_on(LAST_DAY)
        ),
        province,
    )
