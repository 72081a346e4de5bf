"""The portals of a department, a province, the country: how many, how busy, when they are due."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.portals import Portal, StartAddress
from vietnamese.provinces import all_provinces

#: The day from which on the provinces are the 34 of today.
_TODAY = "2026-11-23"

#: Assumed of each province: its departments, and what works like one.
DEPARTMENTS = 19

#: Communes, wards and special zones since 1 July 2025, in all 34 provinces.
COMMUNES = 3_321

#: In each so many-th province all communes are pages of one host.
_ONE_HOST = 4

#: So many-th portal may be asked at night only.
_AT_NIGHT = 10
NIGHT = "22:00-05:00"


@dataclass(frozen=True, slots=True)
class Kind:
    """What is assumed of portals of a kind.

    Attributes:
        name: `province`, `department` or `commune`.
        timetable: when they are crawled.
        articles: how many they publish on a working day, on the average.
        starts: how many listings a crawl begins at.
    """

    name: str
    timetable: str
    articles: float
    starts: int


#: Assumed: 10 million articles are eight years of it.
PROVINCE = Kind("province", "mỗi 3 giờ", 15.0, 12)
DEPARTMENT = Kind("department", "hằng ngày 2:00, 12:00", 2.0, 8)
COMMUNE = Kind("commune", "hằng ngày 1:00", 0.8, 4)


@dataclass(frozen=True, slots=True)
class Planned:
    """A portal and its kind."""

    portal: Portal
    kind: Kind


def department() -> list[Planned]:
    """One department."""
    return [each for each in province() if each.kind is DEPARTMENT][:1]


def province() -> list[Planned]:
    """One province: its own portal, its departments, its communes."""
    first = next(_slugs())
    return [each for each in country() if each.portal.province == first]


def country() -> list[Planned]:
    """All of the 34 provinces."""
    slugs = list(_slugs())
    return [
        _planned(number, slug, *kind_and_number, communes_on_one_host=index % _ONE_HOST == 0)
        for index, slug in enumerate(slugs)
        for number, kind_and_number in enumerate(_of_province(index, len(slugs)))
    ]


SIZES = {"department": department, "province": province, "country": country}


def _slugs() -> Iterator[str]:
    return (each.slug for each in all_provinces() if each.existed_on(_TODAY))


def _of_province(index: int, provinces: int) -> list[tuple[Kind, int]]:
    communes = COMMUNES * (index + 1) // provinces - COMMUNES * index // provinces
    return [
        (PROVINCE, 0),
        *((DEPARTMENT, number) for number in range(DEPARTMENTS)),
        *((COMMUNE, number) for number in range(communes)),
    ]


def _planned(
    place: int, slug: str, kind: Kind, number: int, *, communes_on_one_host: bool
) -> Planned:
    name = f"{slug}-{kind.name}-{number}"
    host, path = f"{name}.example", ""
    if kind is COMMUNE and communes_on_one_host:
        host, path = f"{slug}-communes.example", f"{number}/"
    portal = Portal(
        name=name,
        title=f"Cổng {name}",
        province=slug,
        department=f"Sở {number}" if kind is DEPARTMENT else None,
        platform="nukeviet",
        start=tuple(
            StartAddress(url=f"https://{host}/{path}muc-{n}/", section=f"Mục {n}")
            for n in range(kind.starts)
        ),
        schedule=kind.timetable,
        hours=NIGHT if kind is COMMUNE and place % _AT_NIGHT == 0 else None,
    )
    return Planned(portal, kind)
