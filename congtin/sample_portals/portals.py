"""The portal definitions of the sample portals, for the addresses they are served at."""

from collections.abc import Iterator, Mapping

from congtin.sample_portals.departments import Department, all_departments
from congtin.sample_portals.expected import portal_name
from congtin.sample_portals.paths import listing_path
from congtin.sample_portals.registers import REGISTER_PATH
from crawler.portals import Portal, StartAddress


def portal_definitions(base_urls: Mapping[str, str]) -> list[Portal]:
    """A portal for each department that is served; `base_urls` by the department's slug."""
    return [
        Portal(
            name=portal_name(department),
            title=f"{department.name} tỉnh Kon Tum (minh hoạ)",
            publisher=f"{department.name} tỉnh Kon Tum",
            province="kon-tum",
            department=department.name,
            platform=department.platform,
            start=tuple(_starts(department, base_urls[department.slug].rstrip("/"))),
            download_delay=0,
            notes="Nội dung minh hoạ, không phải thông tin thật.",
        )
        for department in all_departments()
        if department.slug in base_urls
    ]


def _starts(department: Department, base: str) -> Iterator[StartAddress]:
    for section in department.sections:
        yield StartAddress(url=base + listing_path(department, section), section=section.title)
    if department.platform == "generic":
        yield StartAddress(url=base + REGISTER_PATH, section="Văn bản")
