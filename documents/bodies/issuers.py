"""What an issuer, as a text states it, says: which office or central body, and of which places.

`Chủ tịch UBND huyện Đăk Hà, tỉnh Kon Tum` is the UBND of a huyện of a tỉnh; `Bộ trưởng Bộ TT&TT` is
the ministry: who heads or signs for a body is left out.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from documents.bodies.central import CentralBody, central_bodies
from documents.bodies.compact import compact
from documents.bodies.offices import PARTY_COMMITTEE, Office, offices
from documents.bodies.stated_places import (
    StatedPlace,
    Words,
    read_bare_province,
    read_name,
    read_places,
    split_words,
)

_TITLES_TEXT = """
bộ trưởng; thứ trưởng; chủ tịch; giám đốc; tổng giám đốc; cục trưởng; tổng cục trưởng; chánh
chánh án; viện trưởng; thống đốc; tổng kiểm toán; chủ nhiệm; trưởng; bí thư; thường trực
ban thường vụ; btv; thường vụ; ban chấp hành; bch; phó; quyền; nguyên; lãnh đạo; tập thể
liên ngành; liên tịch; liên; kt; tm; đồng chí
"""
#: Who heads a body or signs for it, and parts of it that act in its name.
_TITLES = frozenset(map(compact, _TITLES_TEXT.strip().replace("\n", ";").split(";")))

#: The party's committees, whose names say what kind of territory theirs is, but for the last two.
_PARTY = {
    "tinhuy": "tinh",
    "thanhuy": "thanhpho",
    "huyenuy": "huyen",
    "thiuy": "thixa",
    "quanuy": "quan",
    "danguy": None,
    "dangbo": None,
}
#: Names that mean a body only where nothing follows: `Trung ương Hội …` is another.
_ALONE = {"trunguong"}
_LONGEST_HEAD = 16


@dataclass(frozen=True, slots=True)
class Stated:
    """What the issuer says; `offices` are those of one name, one after the other (Sở VHTT)."""

    central: CentralBody | None = None
    offices: tuple[Office, ...] = ()
    places: tuple[StatedPlace, ...] = ()


@lru_cache(maxsize=8192)
def read_issuer(issuer: str) -> Stated:
    """What an issuer says; nothing of it where it begins with what no table has."""
    words = split_words(issuer)
    while words.folded:
        if (stated := _read_head(words)) is not None:
            return stated
        title = words.prefix_in(_TITLES)
        if title == 0:
            break
        words = words.after(title)
    return Stated(places=read_places(words))


def _read_head(words: Words) -> Stated | None:
    """The body that the words begin with, the longest name first."""
    for count in range(min(len(words.folded), _LONGEST_HEAD), 0, -1):
        head = "".join(words.folded[:count])
        rest = words.after(count)
        central = _central_names().get(head)
        if central is not None and (head not in _ALONE or not rest.folded):
            return Stated(central=central)
        if head in _PARTY:
            committee = (offices()[PARTY_COMMITTEE],)
            return Stated(offices=committee, places=_party_places(_PARTY[head], rest))
        if (named := _office_names().get(head)) and (stated := _office(named, rest)):
            return stated
    return None


def _office(named: tuple[Office, ...], rest: Words) -> Stated | None:
    if named[0].named_after == "party":
        count = rest.prefix_in(_PARTY)
        if count == 0:
            return None
        kind = _PARTY["".join(rest.folded[:count])]
        return Stated(offices=named, places=_party_places(kind, rest.after(count)))
    places = read_places(rest) or read_bare_province(rest)
    if not places and named[0].needs_place:
        return None
    return Stated(offices=named, places=places)


def _party_places(kind: str | None, rest: Words) -> tuple[StatedPlace, ...]:
    places = read_places(rest)
    if kind is None or (places and places[0].kind == kind):
        return places
    place, rest = read_name(kind, rest)
    return (place, *read_places(rest))


@cache
def _central_names() -> dict[str, CentralBody]:
    found: dict[str, CentralBody] = {}
    for row in central_bodies().values():
        spelled = [f"Bộ {symbol[1:]}" for symbol in row.symbols if row.names[0].startswith("Bộ ")]
        for name in (*row.names, *row.symbols, *spelled):
            found.setdefault(compact(name), row)
    return found


@cache
def _office_names() -> dict[str, tuple[Office, ...]]:
    found: dict[str, tuple[Office, ...]] = {}
    for office in offices().values():
        if office.slug == PARTY_COMMITTEE:
            continue
        spelled = [f"Sở {symbol[1:]}" for symbol in office.symbols if symbol.startswith("S")]
        for name in dict.fromkeys(map(compact, (*office.names, *office.symbols, *spelled))):
            found[name] = (*found.get(name, ()), office)
    return found
