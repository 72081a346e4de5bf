"""Items that are corrected or go: what is left does not depend on the order or size of batches."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import delete_article, record_article
from archive.catalogue.legislation import delete_legislation, record_legislation
from archive.catalogue.portals import record_portal
from archive.items import Article, Legislation
from archive.urls import article_id
from documents import postponing, resolving
from documents.resolving import resolve_changes
from tests.documents.outcomes import what_stands
from tests.fixtures.catalogues import copy_of

#: What an article may say, once and again. Null: there is no such article (any more).
TEXTS = (
    None,
    "Không nhắc đến văn bản nào.",
    "Thực hiện Kế hoạch số 7/KH-UBND, Sở đã báo cáo.",
    "Ngày 11/12/2021, UBND tỉnh ban hành Kế hoạch số 7/KH-UBND về việc phát triển thông tin.",
    "Ngày 11/12/2022, UBND tỉnh ban hành Kế hoạch số 7/KH-UBND về việc phát triển thông tin.",
    "Theo Kế hoạch số 7/KH-UBND ngày 11/12/2022.",
    "Theo Kế hoạch số 7/KH-UBND của UBND tỉnh.",
    "Kế hoạch số 7/KH-UBND ngày 5/3/2022 của UBND xã Ea Trulx, huyện Đăk Tô.",
    "Kế hoạch số 7/KH-UBND ngày 6/3/2022 của UBND xã EA TRULX, huyện Đăk Tô. "
    "Kế hoạch số 7/KH-UBND ngày 11/12/2021 của UBND tỉnh.",
    "Kế hoạch số 7/KH-UBND ngày 11/12/2032 của UBND tỉnh.",
    "Tổng kết Nghị quyết số 18-NQ/TW.",
    "Nghị quyết số 18-NQ/TW ngày 16/6/2022.",
)

#: What a register's entry may say. Of which province it is, its portal's row alone tells.
ENTRIES: tuple[dict[str, Any] | None, ...] = (
    None,
    {},
    {"issuer": "UBND tỉnh"},
    {"issuer": "UBND tỉnh", "issued_on": "2021-12-11"},
    {"issuer": "UBND tỉnh", "issued_on": "2022-12-11", "title": "Phát triển thông tin"},
    {"issuer": "UBND xã Ea Trulx, huyện Đăk Tô", "issued_on": "2022-03-05"},
    {"issuer": "UBND tỉnh Gia Lai", "issued_on": "2024-12-11"},
    {"identifier": "18-NQ/TW", "issued_on": "2017-10-25"},
)

PROVINCES = ("kon-tum", "kon-tum", "kon-tum", "gia-lai", "gia-lai")

#: When the articles came out: the last by when another province had taken Gia Lai over.
DAYS = ("2022-12-20", "2022-12-20", "2022-12-20", "2022-12-20", "2025-08-01")

#: What all items say at a time: the number of the text of each article, then of each entry.
State = tuple[int, ...]

states: st.SearchStrategy[State] = st.tuples(
    *(st.integers(0, len(TEXTS) - 1) for _ in PROVINCES),
    *(st.integers(0, len(ENTRIES) - 1) for _ in range(2)),
)

#: The portal's row comes as one item more.
ITEMS = len(PROVINCES) + 3


def let_be(session: Session, item: int, state: State, at: str) -> None:
    """Let an item say what it says in a state."""
    if item < len(PROVINCES):
        url, body = f"http://a.vn/{item}", TEXTS[state[item]]
        if body is None:
            delete_article(session, article_id(url))
            return
        article = Article(url, "Tin", body=[body], province=PROVINCES[item])
        article.date_published = DAYS[item]
        record_article(session, article, at, None)
    elif item == len(PROVINCES):
        record_portal(
            session,
            "cong-bao",
            title="Công báo",
            province="kon-tum",
            department=None,
            platform="dnn",
            definition={},
        )
    else:
        url, told = f"http://b.vn/{item}", ENTRIES[state[item - 1]]
        if told is None:
            delete_legislation(session, article_id(url))
            return
        entry = Legislation(url, portal="cong-bao", identifier="7/KH-UBND")
        record_legislation(session, replace(entry, **told), at, None)


def live(
    catalogue: Catalogue, history: Sequence[State], order: Sequence[int], batch: int
) -> dict[str, Any]:
    """What stands in a catalogue that has been through these states, resolved after each.

    Documents that as many articles mention as a batch has are postponed.
    """
    resolving.BATCH = postponing.OFTEN = batch
    for time, state in enumerate(history, 1):
        for item in order:
            with catalogue.begin() as session:
                let_be(session, item, state, f"2026-01-0{time}T00:00:00Z")
        resolve_changes(catalogue)
    return what_stands(catalogue)


@pytest.fixture
def any_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets sizes be what they were when the test is over."""
    monkeypatch.setattr(postponing, "OFTEN", postponing.OFTEN)
    monkeypatch.setattr(resolving, "BATCH", resolving.BATCH)


#: Three leave one key for another; two leave it for different ones; what was left comes back.
CORRECTED: list[State] = [(3, 3, 3, 2, 0, 0, 0), (4, 4, 4, 2, 0, 0, 0)]
DIVIDED: list[State] = [(3, 3, 2, 2, 0, 4, 0), (4, 7, 2, 4, 0, 0, 5), (3, 7, 5, 0, 0, 0, 5)]
LEFT: list[State] = [(2, 2, 4, 2, 0, 1, 0), (5, 0, 3, 2, 0, 1, 0), (0, 0, 3, 2, 0, 1, 4)]
NAMED: list[State] = [(7, 8, 2, 2, 0, 5, 0), (0, 8, 2, 2, 0, 0, 0)]
#: A body's predecessor and a slip; a number that two terms have, of which one goes.
INHERITED: list[State] = [(9, 6, 4, 0, 6, 6, 0), (9, 6, 0, 0, 6, 6, 0), (9, 6, 4, 0, 6, 0, 0)]
TERMS: list[State] = [(10, 11, 0, 0, 10, 0, 7), (10, 11, 0, 0, 10, 0, 0), (10, 0, 0, 0, 0, 0, 7)]


@pytest.mark.slow
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(states, min_size=1, max_size=3), st.permutations(range(ITEMS)))
@example(CORRECTED, list(range(ITEMS)))
@example(DIVIDED, list(reversed(range(ITEMS))))
@example(LEFT, [3, 1, 6, 5, 0, 2, 7, 4])
@example(NAMED, [3, 1, 6, 5, 0, 2, 7, 4])
@example(INHERITED, [3, 4, 1, 6, 5, 0, 2, 7])
@example(TERMS, [3, 4, 1, 6, 5, 0, 2, 7])
def test_batches_and_order_do_not_matter(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    any_batch: None,
    history: list[State],
    order: list[int],
) -> None:
    def outcome(history: Sequence[State], order: Sequence[int], batch: int) -> dict[str, Any]:
        with copy_of(sqlite_template, tmp_path_factory.mktemp("lived")) as catalogue:
            return live(catalogue, history, order, batch)

    expected = outcome(history, range(ITEMS), 500)
    assert outcome(history, order, 1) == expected
    assert outcome(history, order, 2) == expected
    fresh = outcome(history[-1:], order, 500)
    # where old keys lead is history; all else is as if the items had always been as they are
    assert fresh | {"redirects": expected["redirects"]} == expected


@pytest.mark.server
@pytest.mark.parametrize("history", [CORRECTED, DIVIDED, LEFT, NAMED, INHERITED, TERMS])
def test_on_postgresql_as_on_sqlite(
    sqlite_template: Path,
    tmp_path: Path,
    postgres_catalogue_url: str,
    any_batch: None,
    history: list[State],
) -> None:
    with copy_of(sqlite_template, tmp_path) as catalogue:
        expected = live(catalogue, history, range(ITEMS), 500)
    on_server = Catalogue(postgres_catalogue_url)
    assert live(on_server, history, list(reversed(range(ITEMS))), 2) == expected
    on_server.close()


def test_where_old_keys_lead(sqlite_template: Path, tmp_path: Path, any_batch: None) -> None:
    old, new = (f"ubnd-tinh-kon-tum/7-kh-ubnd/{year}" for year in (2021, 2022))
    with copy_of(sqlite_template, tmp_path) as catalogue:
        assert live(catalogue, CORRECTED, range(ITEMS), 1)["redirects"] == [(old, new)]
