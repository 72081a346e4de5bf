"""Write the tables of districts and communes of documents/bodies from vietnamadminunits (MIT).

    pip download --no-deps vietnamadminunits==1.0.4
    python scripts/territories.py vietnamadminunits-1.0.4-py3-none-any.whl

Of its data a tenth is needed here, and it brings shapely and geopy: so tables are kept, not it.
"""

import json
import math
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from vietnamese.provinces import MERGER_DAY, find_province

TABLES = Path(__file__).parent.parent / "documents" / "bodies"
LAST_DAY = "2025-06-30"

KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "huyện", "quận", "phường", "xã")

#: A commune that was divided went to several; the package lists some by name alone, and so also
#: namesakes at the province's other end. Of the parts but the main one, those this near are true.
NEAR_KM = 20

CREDIT = """\
# Made by scripts/territories.py from the data of {package}, copyright (c) 2025 Tran
# Ngoc Minh Hieu, MIT License (vietnamadminunits.LICENSE, beside this file). Codes are those of the
# National Statistics Office.
"""


def main(wheel: Path) -> None:
    """Read the wheel, write the three tables."""
    package = "-".join(wheel.name.split("-")[:2])
    with ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extract("vietnamadminunits/data/dataset.db", folder)
        database = sqlite3.connect(Path(folder, "vietnamadminunits/data/dataset.db"))
        database.row_factory = sqlite3.Row
        before = database.execute("SELECT * FROM admin_units_legacy").fetchall()
        after = database.execute("SELECT * FROM admin_units").fetchall()
        database.close()
        conversion = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
    later = successors(before, after, conversion)
    districts = sorted(
        {(row["districtCode"], slug_of(row, LAST_DAY), *split(row, "district")) for row in before}
    )
    write("districts.tsv", package, "code	province	kind	name", districts)
    write(
        "communes.tsv",
        package,
        "code	province	kind	name",
        sorted((row["wardCode"], slug_of(row, MERGER_DAY), *split(row, "ward")) for row in after),
    )
    write(
        "communes_until_2025.tsv",
        package,
        "code	code of the district	kind	name	codes of those that took it over",
        sorted(
            (row["wardCode"], row["districtCode"], *split(row, "ward"), " ".join(later[key(row)]))
            for row in before
            if row["ward"]
        )
        # Five islands were districts without communes.
        + sorted(
            ("-", row["districtCode"], "-", "-", " ".join(later[key(row)]))
            for row in before
            if not row["ward"]
        ),
    )


def successors(
    before: list[sqlite3.Row], after: list[sqlite3.Row], conversion: dict[str, Any]
) -> dict[str, list[str]]:
    """For each commune's key the codes of those that took it over, the main one first."""
    new = {(row["provinceKey"], row["wardKey"]): row for row in after}
    old = {key(row): row for row in before}
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, parts in wards.items():
            for part in parts:
                found[part].append(new[province, ward]["wardCode"])
    for province, wards in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for ward, parts in wards.items():
            for part in sorted(parts, key=lambda part: not part["isDefaultNewWard"]):
                row = new[province, part["newWardKey"]]
                if part["isDefaultNewWard"] or distance(old[ward], row) < NEAR_KM:
                    found[ward].append(row["wardCode"])
    return found


def distance(old: sqlite3.Row, new: sqlite3.Row) -> float:
    """Kilometres between two communes, near enough at these latitudes."""
    north = (old["wardLat"] - new["wardLat"]) * 111
    return math.hypot(north, (old["wardLon"] - new["wardLon"]) * 108)


def key(row: sqlite3.Row) -> str:
    """What the package's conversion calls a commune of before."""
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def slug_of(row: sqlite3.Row, day: str) -> str:
    """The slug of a row's province."""
    province = find_province(row["province"], day)
    if province is None:
        sys.exit(f"no such province: {row['province']}")
    return province.slug


def split(row: sqlite3.Row, level: str) -> tuple[str, str]:
    """Kind and name: `huyện`, `Đăk Hà`. The package's own column of kinds has a few wrong."""
    for kind in KINDS:
        if row[level].lower().startswith(f"{kind} "):
            return kind, row[level][len(kind) + 1 :]
    sys.exit(f"no kind of territory: {row[level]}")


def write(name: str, package: str, columns: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Write one table, with credit and the names of its columns."""
    lines = [f"# {columns}", *("\t".join(row) for row in rows)]
    (TABLES / name).write_text(CREDIT.format(package=package) + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
