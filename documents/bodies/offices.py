"""The bodies that territories have: their committees, departments and boards.

The table is `offices.toml`, beside this file, with sources.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from documents.bodies.communes import communes
from documents.bodies.issuing_body import BodyLevel, IssuingBody
from documents.bodies.territories import Territory, TerritoryLevel, districts, provinces

PEOPLES_COMMITTEE = "ubnd"
PARTY_COMMITTEE = "cap-uy"


@dataclass(frozen=True, slots=True)
class Office:
    """A row of the table: what many territories have a body of. `offices.toml` explains each."""

    slug: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    of: frozenset[TerritoryLevel]
    named_after: Literal["place", "party"]
    level: BodyLevel | None
    everywhere: bool
    needs_place: bool
    since: str | None
    until: str | None
    into: tuple[str, ...]
    parent: str | None
    source: str

    @property
    def every_level(self) -> bool:
        """Whether a territory of any level has one, so that texts have to name which."""
        return "commune" in self.of


@cache
def offices() -> dict[str, Office]:
    """Every office by its slug."""
    text = files("documents.bodies").joinpath("offices.toml").read_text("utf-8")
    return {
        row["slug"]: Office(
            slug=row["slug"],
            names=tuple(row["names"]),
            symbols=tuple(row["symbols"]),
            of=frozenset(row["of"]),
            named_after=row.get("named_after", "place"),
            level=row.get("level"),
            everywhere=row["everywhere"],
            needs_place=row.get("needs_place", False),
            since=row.get("since"),
            until=row.get("until"),
            into=tuple(row.get("into", ())),
            parent=row.get("parent"),
            source=row["source"],
        )
        for row in tomllib.loads(text)["office"]
    }


def body_of(office: Office, territory: Territory) -> IssuingBody | None:
    """The office of a territory; None if such a territory has none, or had none in its time."""
    if territory.level not in office.of:
        return None
    since = max(filter(None, (office.since, territory.since)), default=None)
    until = min(filter(None, (office.until, territory.until)), default=None)
    if since is not None and until is not None and since > until:
        return None
    return IssuingBody(
        key=body_key(office, territory),
        name=_name(office, territory),
        level=_level(office, territory),
        province=territory.province,
        abbreviations=tuple(dict.fromkeys((*office.symbols, *office.names[1:]))),
        parent=_parent(office, territory),
        since=since,
        until=until,
        source=f"{office.source}; {territory.source}",
    )


def body_key(office: Office, territory: Territory) -> str:
    """`so-y-te-tinh-kon-tum`, `ban-to-chuc-tinh-uy-kon-tum`, `huyen-uy-dak-ha-kon-tum`."""
    if office.slug == PARTY_COMMITTEE:
        return territory.party_key
    after = territory.key if office.named_after == "place" else territory.party_key
    return f"{office.slug}-{after}"


def _name(office: Office, territory: Territory) -> str:
    if office.slug == PARTY_COMMITTEE:
        return territory.party
    after = territory.place if office.named_after == "place" else territory.party
    return f"{office.names[0]} {after}"


def _level(office: Office, territory: Territory) -> BodyLevel:
    if office.level is not None or office.named_after == "party":
        return office.level or "party"
    return territory.level if office.every_level else "department"


def _parent(office: Office, territory: Territory) -> str | None:
    if office.every_level and territory.above is not None:
        above = provinces().get(territory.above) or districts()[territory.above]
        return body_key(office, above)
    if office.every_level or office.parent is not None:
        return office.parent
    of_party = _level(office, territory) == "party"
    committee = PARTY_COMMITTEE if of_party else PEOPLES_COMMITTEE
    return body_key(offices()[committee], territory)


_COMMUNAL = ("xa-", "phuong-", "thi-tran-", "dac-khu-")


def find_office(key: str) -> tuple[Office, Territory] | None:
    """The office and the territory that a body's key is made of, or None."""
    place = _by_party_key(key)
    if place is not None:
        return offices()[PARTY_COMMITTEE], place
    for office in offices().values():
        if not key.startswith(f"{office.slug}-"):
            continue
        after = key.removeprefix(f"{office.slug}-")
        place = _by_key(after) if office.named_after == "place" else _by_party_key(after)
        if place is not None:
            return office, place
    return None


def _by_key(key: str) -> Territory | None:
    found = provinces().get(key) or districts().get(key)
    if found is None and key.startswith(_COMMUNAL):
        return communes().get(key)
    return found


def _by_party_key(key: str) -> Territory | None:
    if key.startswith("dang-uy-"):
        return _by_key(key.removeprefix("dang-uy-"))
    return _by_short_party_key().get(key)


@cache
def _by_short_party_key() -> dict[str, Territory]:
    found = (*provinces().values(), *districts().values())
    return {territory.party_key: territory for territory in found}
