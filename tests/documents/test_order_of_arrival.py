"""The same articles and register entries give the same documents, in whatever order they come."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.catalogue.articles import record_article
from archive.catalogue.legislation import record_legislation
from archive.items import Article, Legislation
from documents.resolving import resolve_changes
from tests.documents.outcomes import what_stands
from tests.fixtures.catalogues import copy_of


def news(number: int, body: str, day: str, province: str = "kon-tum") -> Article:
    url = f"https://portal.example/{province}/{number}"
    return Article(url, "Tin", body=[body], date_published=day, province=province)


PLAN = "Ngày 11/12/2022, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND về việc phát triển thông tin."
BARE = "Thực hiện Kế hoạch số 4204/KH-UBND, Sở đã báo cáo."

#: Two documents of one number that bare mentions may mean (one of a district that a register
#: alone knows), in two years, in two provinces; a body without a year, a year without a body.
ITEMS: list[Article | Legislation] = [
    news(1, PLAN, "2022-12-15"),
    news(2, PLAN, "2022-12-15", "gia-lai"),
    news(3, BARE, "2023-06-01"),
    news(4, BARE, "2023-06-01", "gia-lai"),
    news(5, "Theo Kế hoạch số 4204/KH-UBND của UBND tỉnh.", "2023-07-01"),
    news(6, "Theo Kế hoạch số 4204/KH-UBND ngày 11/12/2022.", "2024-07-01"),
    news(7, "Kế hoạch số 4204/KH-UBND ngày 12/12/2022 của UBND tỉnh Kon Tum.", "2023-01-05"),
    Legislation(
        "https://portal.example/van-ban/1",
        province="kon-tum",
        identifier="4204/KH-UBND",
        issuer="UBND huyện Đăk Tô",
        issued_on="2023-01-09",
        title="Phát triển thông tin cơ sở",
    ),
    Legislation("https://portal.example/van-ban/2", province="kon-tum", identifier="4204/KH-UBND"),
]


def outcome(template: Path, folder: Path, batches: Sequence[Sequence[int]]) -> dict[str, Any]:
    """What stands in the catalogue once these items have come, each batch resolved by itself."""
    with copy_of(template, folder) as catalogue:
        for batch in batches:
            with catalogue.begin() as session:
                for number in batch:
                    item = ITEMS[number]
                    if isinstance(item, Article):
                        record_article(session, item, "2026-01-01T00:00:00Z", None)
                    else:
                        record_legislation(session, item, "2026-01-01T00:00:00Z", None)
            resolve_changes(catalogue)
        return what_stands(catalogue)


@pytest.fixture(scope="module")
def expected(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All at once."""
    return outcome(sqlite_template, tmp_path_factory.mktemp("all"), [range(len(ITEMS))])


def test_what_is_expected(expected: dict[str, Any]) -> None:
    assert [row[0] for row in expected["documents"]] == [
        "_/4204-kh-ubnd/_",
        "ubnd-huyen-dak-to-kon-tum/4204-kh-ubnd/2023",
        "ubnd-tinh-gia-lai/4204-kh-ubnd/2022",
        "ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
    ]
    # Kon Tum's bare mention may mean the province's or the district's; Gia Lai's only one.
    assert sorted(key for _, _, key in expected["mentions"]) == [
        "_/4204-kh-ubnd/_",
        "ubnd-tinh-gia-lai/4204-kh-ubnd/2022",
        "ubnd-tinh-gia-lai/4204-kh-ubnd/2022",
        *["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"] * 4,
    ]


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.permutations(range(len(ITEMS))), st.sets(st.integers(1, len(ITEMS) - 1)))
@example(list(range(len(ITEMS))), set(range(1, len(ITEMS))))
@example(list(reversed(range(len(ITEMS)))), set(range(1, len(ITEMS))))
def test_order_does_not_matter(
    sqlite_template: Path,
    expected: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    cuts: set[int],
) -> None:
    bounds = [0, *sorted(cuts), len(ITEMS)]
    batches = [order[start:end] for start, end in pairwise(bounds)]
    assert outcome(sqlite_template, tmp_path_factory.mktemp("order"), batches) == expected
