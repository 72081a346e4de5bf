"""Which body issued a document.

Told from the document's symbol, from the issuer that the text states, and from the territory of the
portal on that day: "UBND tỉnh" on a page of Kon Tum is Kon Tum's.
"""

import re
from functools import cache, lru_cache

from documents.bodies.central import CentralBody, central_bodies
from documents.bodies.issuers import Stated, read_issuer
from documents.bodies.issuing_body import IssuingBody
from documents.bodies.locating import locate, locate_province
from documents.bodies.offices import PARTY_COMMITTEE, Office, body_of, offices
from documents.bodies.place_names import LEVELS
from vietnamese.document_types import TYPE_BY_CODE
from vietnamese.normalizing import normalize

#: The codes of the party's committees; TU alone is the province's, and ĐU a commune's or that of
#: the party within an office.
_PROVINCIAL_PARTY = "TU"
_COMMUNAL_PARTY = "ĐU"
_PARTY_CODES = (_PROVINCIAL_PARTY, "HU", "THU", "QU", _COMMUNAL_PARTY)
#: Codes of boards, centres and offices within a body: what follows (`BCĐ-UBND`) did not issue it.
_WITHIN = frozenset(("BCĐ", "BCĐQG", "BCH", "BQL", "HĐPH", "HĐQT", "HĐTĐ", "HĐTV", "TTCNTT", "VP"))
_TYPES = frozenset(code.upper() for code in TYPE_BY_CODE)
_SEPARATORS = re.compile(r"[-/.\s]+")


@lru_cache(maxsize=65536)
def identify_body(
    symbol: str | None, issuer: str | None, province: str | None, day: str | None
) -> IssuingBody | None:
    """The body that issued a document; None where that cannot be told.

    A body that had ended by `day`, or not begun, is returned all the same where it is named. Where
    several provinces have a district of the name and no province tells which, that is None.

    Args:
        symbol: the reference's symbol, such as `UBND-KGVX`.
        issuer: the issuer as the text states it, such as `UBND tỉnh`.
        province: the slug of the province that the portal belongs to.
        day: the day the document was issued, or else the article's (ISO 8601).
    """
    day = day[:10] if day else None
    stated = read_issuer(issuer) if issuer else Stated()
    for code in _codes(symbol):
        if (central := _central_by_code().get(code)) is not None:
            return central.body
        if code in _WITHIN:
            # Unless the text says whose board it is, by the name of the board itself.
            if any(office.every_level for office in stated.offices):
                return None
            break
        if code in _PARTY_CODES:
            return _of_party(code, stated, province, day)
        if (found := _offices_by_code().get(code)) is not None:
            return _of_office(found, stated, province, day)
    if stated.central is not None:
        return stated.central.body
    return _of_office(stated.offices, stated, province, day) if stated.offices else None


@lru_cache(maxsize=8192)
def _codes(symbol: str | None) -> tuple[str, ...]:
    """The codes of a symbol but that of the document's type, without digits: `QH13` is `QH`."""
    parts = _SEPARATORS.split(normalize(symbol or "").upper().replace("&", ""))
    codes = (part.rstrip("0123456789") for part in parts)
    return tuple(code for code in codes if code and code not in _TYPES)


def _of_party(
    code: str, stated: Stated, province: str | None, day: str | None
) -> IssuingBody | None:
    office = offices()[PARTY_COMMITTEE]
    if code == _COMMUNAL_PARTY and stated.offices not in ((), (office,)):
        # `Đảng ủy UBND tỉnh`. Of the party within what else is named, no table has the committee.
        within = all(other.level == "party" for other in stated.offices)
        return _of_office(stated.offices, stated, province, day) if within else None
    if code == _COMMUNAL_PARTY and not stated.offices and not _of_commune(stated):
        return None
    if stated.places:
        territory = locate(stated.places, province, day)
    elif code == _PROVINCIAL_PARTY:
        territory = locate_province((), province, day)
    else:
        territory = None
    return body_of(office, territory) if territory is not None else None


def _of_commune(stated: Stated) -> bool:
    return bool(stated.places) and LEVELS[stated.places[0].kind] == ("commune",)


def _of_office(
    candidates: tuple[Office, ...], stated: Stated, province: str | None, day: str | None
) -> IssuingBody | None:
    office = _that_existed(candidates, day)
    if stated.places and stated.offices == candidates:
        territory = locate(stated.places, province, _within_life(office, day))
    elif not office.every_level:
        territory = locate_province(stated.places, province, _within_life(office, day))
    elif all(other.every_level for other in stated.offices):
        territory = locate(stated.places, province, day)
    else:
        territory = None
    return body_of(office, territory) if territory is not None else None


def _that_existed(candidates: tuple[Office, ...], day: str | None) -> Office:
    """The one of a code's or a name's offices that existed: SVHTT was two, one after the other."""
    for office in candidates:
        if day is None or _within_life(office, day) == day:
            return office
    return candidates[0]


def _within_life(office: Office, day: str | None) -> str | None:
    """The day, or the first or last of the office: on which the portal's province had it."""
    if office.until is not None and (day is None or day > office.until):
        return office.until
    if office.since is not None and day is not None and day < office.since:
        return office.since
    return day


@cache
def _central_by_code() -> dict[str, CentralBody]:
    return {code: row for row in central_bodies().values() for code in row.symbols}


@cache
def _offices_by_code() -> dict[str, tuple[Office, ...]]:
    found: dict[str, tuple[Office, ...]] = {}
    for office in offices().values():
        for code in office.symbols:
            found[code] = (*found.get(code, ()), office)
    return found
