"""Which body issued a document.

Read from the document's symbol, from the issuer that the text states, and from the territory of the
portal on that day: "UBND tỉnh" on a page of Kon Tum is Kon Tum's.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from documents.keys import slug
from vietnamese.folding import fold
from vietnamese.normalizing import normalize
from vietnamese.provinces import MERGER_DAY, find_province, successor_of


#: What kind of body it is.
Level = Literal["central", "province", "department", "district", "commune", "party", "corporation"]


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """A body that issues documents.

    `province` is a slug (None: central), `parent` the key of the body above; `since` and `until`
    are its first and last day (`2025-02-28`), None where not known or not ended.
    """

    key: str
    name: str
    level: Level
    province: str | None = None
    abbreviations: tuple[str, ...] = ()
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None


#: The committees and councils of every level, and the party's committees.
_LOCAL = {"UBND": "UBND", "HĐND": "HĐND", "TU": "Tỉnh ủy", "HU": "Huyện ủy"}

#: Departments of a provincial committee, as symbols write them.
_DEPARTMENTS = {
    "STTTT": "Sở Thông tin và Truyền thông",
    "SKHCN": "Sở Khoa học và Công nghệ",
    "STP": "Sở Tư pháp",
    "SNV": "Sở Nội vụ",
    "STC": "Sở Tài chính",
    "SKHĐT": "Sở Kế hoạch và Đầu tư",
    "SNN": "Sở Nông nghiệp và Phát triển nông thôn",
    "SNNPTNT": "Sở Nông nghiệp và Phát triển nông thôn",
    "SNNMT": "Sở Nông nghiệp và Môi trường",
    "STNMT": "Sở Tài nguyên và Môi trường",
    "SYT": "Sở Y tế",
    "SGDĐT": "Sở Giáo dục và Đào tạo",
    "SGD&ĐT": "Sở Giáo dục và Đào tạo",
    "SCT": "Sở Công Thương",
    "SGTVT": "Sở Giao thông vận tải",
    "SXD": "Sở Xây dựng",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "SLĐTBXH": "Sở Lao động - Thương binh và Xã hội",
    "SLĐTB&XH": "Sở Lao động - Thương binh và Xã hội",
}

#: The territory that a stated issuer names: its level, then its name if there is one.
_TERRITORY = re.compile(
    r"\b(?P<level>(?i:tỉnh|thành phố|tp|huyện|thị xã|thị trấn|quận|xã|phường|đặc khu))\b\.?\s*"
    r"(?P<name>(?:[A-ZĐÀ-Ỹ][\w'’-]*\s?)+)?"
)

_PROVINCIAL = {"tỉnh", "thành phố"}


def identify_body(
    symbol: str | None, issuer: str | None, province: str | None, day: str | None
) -> IssuingBody | None:
    """The body that issued a document; None where that cannot be told.

    Args:
        symbol: the reference's symbol, such as `UBND-KGVX`.
        issuer: the issuer as the text states it, such as `UBND tỉnh`.
        province: the slug of the province that the portal belongs to.
        day: the day the document was issued, or else the article's (ISO 8601).
    """
    segments = [s for s in re.split(r"[-/ ]", normalize(symbol or "").upper()) if s]
    for segment in segments:
        central = _central_by_symbol(segment.rstrip("0123456789"))
        if central is not None:
            return central
    for segment in segments:
        if segment in _DEPARTMENTS:
            return _provincial(_DEPARTMENTS[segment], province, day)
        if segment in _LOCAL:
            return _local(_LOCAL[segment], issuer, province, day)
    return _by_issuer(issuer, province, day)


def _by_issuer(issuer: str | None, province: str | None, day: str | None) -> IssuingBody | None:
    if not issuer:
        return None
    folded = fold(normalize(issuer))
    for name, body in _central_names():
        if name in folded:
            return body
    for committee in ("UBND", "HĐND"):
        spelled = {"UBND": "uy ban nhan dan", "HĐND": "hoi dong nhan dan"}[committee]
        if committee in issuer.upper() or spelled in folded:
            return _local(committee, issuer, province, day)
    for name in dict.fromkeys(_DEPARTMENTS.values()):
        if fold(name) in folded:
            return _provincial(name, province, day)
    return None


def _local(
    committee: str, issuer: str | None, province: str | None, day: str | None
) -> IssuingBody | None:
    """The committee of the territory that the issuer names; without a name the portal's own."""
    if committee == "Tỉnh ủy":
        return _provincial(committee, province, day)
    territory = _TERRITORY.search(normalize(issuer or ""))
    if territory is None:
        return None
    level = territory["level"].lower().replace("tp", "thành phố")
    name = (territory["name"] or "").strip()
    if level in _PROVINCIAL:
        named = find_province(f"{level} {name}", day) if name else None
        # The city of Kon Tum lies in the province of Kon Tum and is not it.
        if named is not None and named.kind == level:
            return _provincial(committee, named.slug, day)
        own = find_province(province) if province else None
        if not name and own is not None and own.kind == level:
            return _provincial(committee, province, day)
    if not name or level == "tỉnh":
        return None
    within = f"-{province}" if province else ""
    return IssuingBody(
        slug(f"{committee} {level} {name}") + within,
        f"{committee} {level} {name}",
        "district",
        province,
    )


def _provincial(body: str, province: str | None, day: str | None) -> IssuingBody | None:
    """A body of a province, as that province was on that day (or in the end, without a day)."""
    found = find_province(province, day) if province else None
    if found is None and province and (former := find_province(province)) is not None:
        found = successor_of(former)
    if found is None:
        return None
    place = found.name if body == "Tỉnh ủy" else f"{found.kind} {found.name}"
    # The Lào Cai of before and of after the mergers are two, with numbers of their own.
    era = f"-{MERGER_DAY[:4]}" if found.since == MERGER_DAY else ""
    return IssuingBody(slug(f"{body} {place}") + era, f"{body} {place}", "province", found.slug)


@cache
def _central() -> tuple[tuple[IssuingBody, tuple[str, ...], tuple[str, ...]], ...]:
    table = tomllib.loads(files("documents").joinpath("central_bodies.toml").read_text("utf-8"))
    return tuple(
        (
            IssuingBody(
                row["slug"],
                row["names"][0],
                "central",
                abbreviations=tuple(row["symbols"]),
                until=row.get("until"),
            ),
            tuple(row["names"]),
            tuple(row["symbols"]),
        )
        for row in table["body"]
    )


@cache
def _central_by_symbol(segment: str) -> IssuingBody | None:
    return next((body for body, _, symbols in _central() if segment in symbols), None)


@cache
def _central_names() -> tuple[tuple[str, IssuingBody], ...]:
    """Folded names, longest first: `Văn phòng Chính phủ` is not the Government."""
    names = [(fold(name), body) for body, names, _ in _central() for name in names]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))


def find_body(key: str) -> IssuingBody | None:
    """The body of a key, such as `bo-thong-tin-va-truyen-thong`; None if no table has it."""
    return next((body for body, _, _ in _central() if body.key == key), None)


def successors_of(body: IssuingBody) -> tuple[IssuingBody, ...]:
    """The bodies that took over when this one ended, the main one first."""
    return tuple(found for key in _LINEAGE.get(body.key, ()) if (found := find_body(key)))


def predecessors_of(body: IssuingBody) -> tuple[IssuingBody, ...]:
    """The bodies that this one took over."""
    return tuple(
        found for key, later in _LINEAGE.items() if body.key in later and (found := find_body(key))
    )


#: The ministries that Resolution 176/2025/QH15 merged on 1 March 2025.
_LINEAGE = {
    "bo-thong-tin-va-truyen-thong": ("bo-khoa-hoc-va-cong-nghe",),
    "bo-ke-hoach-va-dau-tu": ("bo-tai-chinh",),
    "bo-giao-thong-van-tai": ("bo-xay-dung",),
    "bo-lao-dong-thuong-binh-va-xa-hoi": ("bo-noi-vu",),
    "bo-tai-nguyen-va-moi-truong": ("bo-nong-nghiep-va-moi-truong",),
    "bo-nong-nghiep-va-phat-trien-nong-thon": ("bo-nong-nghiep-va-moi-truong",),
    "uy-ban-dan-toc": ("bo-dan-toc-va-ton-giao",),
}
