"""Better rules for references reach articles that are archived already."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import delete, select, text, update

from archive.catalogue import Catalogue, refreshing
from archive.catalogue.articles import get_article, record_article
from archive.catalogue.changes import latest_change, read_changes
from archive.catalogue.refreshing import refresh_mentions
from archive.catalogue.tables import CatalogueInfo, MentionRow
from archive.items import Mention
from archive.mentions import find_mentions
from archive.urls import article_id
from tests.archive.articles import article, day
from vietnamese.references import FINDER_VERSION

OF_THEN = FINDER_VERSION - 2


def url(number: int) -> str:
    return f"http://a.vn/{number}"


@pytest.fixture
def aged(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """Seven articles; the rules of then missed a mention of number 3 and misread those of 5."""
    monkeypatch.setattr(refreshing, "BATCH", 2)
    with catalogue.begin() as session:
        for number in range(7):
            record_article(session, article(url=url(number)), day(1), None)
        third, fifth = article_id(url(3)), article_id(url(5))
        session.execute(
            delete(MentionRow).where(MentionRow.article_id == third, MentionRow.field == "lead")
        )
        session.execute(
            update(MentionRow).where(MentionRow.article_id == fifth).values(issuer="UBND huyện")
        )
        session.execute(update(CatalogueInfo).values(finder_version=OF_THEN))
    return catalogue


def mentions(catalogue: Catalogue, number: int) -> list[Mention]:
    with catalogue.session() as session:
        found = get_article(session, article_id(url(number)))
        assert found is not None
        return found.references


def changed_since(catalogue: Catalogue, place: int) -> set[str]:
    with catalogue.session() as session:
        return {change.item_id for change in read_changes(session, after=place)}


def latest(catalogue: Catalogue) -> int:
    with catalogue.session() as session:
        return latest_change(session)


def info(catalogue: Catalogue) -> tuple[int, int | None]:
    with catalogue.session() as session:
        row = session.scalars(select(CatalogueInfo)).one()
        return row.finder_version, row.refresh_version


def test_only_articles_that_are_read_differently_change(aged: Catalogue) -> None:
    before, right = latest(aged), mentions(aged, 1)
    reports: list[tuple[int, int]] = []
    untouched = rows_of(aged, 1)
    assert refresh_mentions(aged, lambda done, total: reports.append((done, total))) == 2
    assert mentions(aged, 3) == mentions(aged, 5) == right
    assert changed_since(aged, before) == {article_id(url(3)), article_id(url(5))}
    assert rows_of(aged, 1) == untouched
    assert reports == [(2, 7), (4, 7), (6, 7), (7, 7)]
    assert info(aged) == (FINDER_VERSION, None)


def rows_of(catalogue: Catalogue, number: int) -> list[int]:
    of_article = MentionRow.article_id == article_id(url(number))
    with catalogue.session() as session:
        return list(session.scalars(select(MentionRow.id).where(of_article)))


def test_done_once_for_a_version(aged: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_mentions(aged)
    monkeypatch.setattr(refreshing, "find_mentions", fail)
    assert refresh_mentions(aged) == 0


def test_new_catalogue_has_nothing_to_find_anew(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    with catalogue.begin() as session:
        record_article(session, article(), day(1), None)
    monkeypatch.setattr(refreshing, "find_mentions", fail)
    assert refresh_mentions(catalogue) == 0


def fail(*_: object) -> list[Mention]:
    raise AssertionError


def test_interrupted_it_goes_on_where_it_stopped(
    aged: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, seen = find_mentions, 0

    def find_until_killed(*text: object) -> list[Mention]:
        nonlocal seen
        seen += 1
        if seen == 5:
            raise KeyboardInterrupt
        return find(*text)  # type: ignore[arg-type]  # handed on as they came

    with monkeypatch.context() as patch:
        patch.setattr(refreshing, "find_mentions", find_until_killed)
        with pytest.raises(KeyboardInterrupt):
            refresh_mentions(aged)
    assert info(aged) == (OF_THEN, FINDER_VERSION)
    reports: list[int] = []
    refresh_mentions(aged, lambda done, total: reports.append(done))
    assert reports == [6, 7]
    assert mentions(aged, 3) == mentions(aged, 5) == mentions(aged, 1)


def test_begun_by_other_rules_it_begins_anew(aged: Catalogue) -> None:
    with aged.begin() as session:
        session.execute(
            update(CatalogueInfo).values(refresh_version=FINDER_VERSION - 1, refresh_place="zzzz")
        )
    assert refresh_mentions(aged) == 2


def test_article_recorded_meanwhile_keeps_its_mentions(
    aged: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = find_mentions

    def find_while_others_record(*text: object) -> list[Mention]:
        with aged.begin() as session:
            later = article(url=url(3), headline="Tin", lead=None, body=["Không có gì."])
            record_article(session, later, day(2), None)
        return find(*text)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(refreshing, "find_mentions", find_while_others_record)
    refresh_mentions(aged)
    assert mentions(aged, 3) == []


@pytest.mark.parametrize(
    ("found_by", "being_brought"),
    [
        # all articles have been read by newer rules
        (FINDER_VERSION + 1, None),
        # some have
        (OF_THEN, FINDER_VERSION + 1),
    ],
)
def test_older_rules_never_replace_what_newer_ones_found(
    aged: Catalogue, monkeypatch: pytest.MonkeyPatch, found_by: int, being_brought: int | None
) -> None:
    with aged.begin() as session:
        session.execute(
            update(CatalogueInfo).values(
                finder_version=found_by, refresh_version=being_brought, refresh_place="5"
            )
        )
    monkeypatch.setattr(refreshing, "find_mentions", fail)
    assert refresh_mentions(aged) == 0
    assert info(aged) == (found_by, being_brought)


def test_two_processes_share_the_articles(aged: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    find, others = find_mentions, [0, 0]

    def find_while_another_does_all(*text: object) -> list[Mention]:
        others[0] += 1
        if others[0] == 3:
            others[1] = refresh_mentions(aged)
        return find(*text)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(refreshing, "find_mentions", find_while_another_does_all)
    assert refresh_mentions(aged) + others[1] == 2
    assert others[1] == 2
    assert info(aged) == (FINDER_VERSION, None)
    assert mentions(aged, 3) == mentions(aged, 5) == mentions(aged, 1)


@pytest.mark.server
def test_articles_are_recorded_meanwhile_in_another_order(
    postgres_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = postgres_catalogue
    with catalogue.begin() as session:
        for number in range(7):
            record_article(session, article(url=url(number)), day(1), None)
        session.execute(update(MentionRow).values(issuer="UBND huyện"))
        session.execute(update(CatalogueInfo).values(finder_version=OF_THEN))
    first, *_, last = sorted(range(7), key=lambda number: article_id(url(number)))
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with ThreadPoolExecutor(1) as thread:
        with catalogue.begin() as session:
            record_article(session, article(url=url(last), headline="Tin 2"), day(2), None)
            running = thread.submit(refresh_mentions, catalogue)
            for _ in range(1000):
                if session.scalar(waiting):
                    break
                sleep(0.01)
            else:
                raise AssertionError
            record_article(session, article(url=url(first), headline="Tin 2"), day(2), None)
        assert running.result() == 5
