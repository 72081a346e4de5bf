"""The entries of document registers: kept with their versions, taken in and written out."""

import json
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.changes import read_changes
from archive.catalogue.legislation import (
    delete_legislation,
    get_legislation,
    iter_legislation,
    mark_legislation_gone,
    record_legislation,
)
from archive.catalogue.tables import LegislationVersionRow
from archive.exporting import to_json_line
from archive.importing import ImportedLine, read_items
from archive.items import Article, Attachment, Legislation
from archive.urls import article_id
from tests.archive.articles import day

URL = "http://kontum.gov.vn/van-ban/4204"


def entry(**changes: Any) -> Legislation:
    fields: dict[str, Any] = {
        "url": URL,
        "portal": "kontum",
        "province": "kon-tum",
        "identifier": "4204/KH-UBND",
        "document_type": "Kế hoạch",
        "issuer": "UBND tỉnh Kon Tum",
        "signer": "Lê Ngọc Tuấn",
        "issued_on": "2022-12-11",
        "effective_on": "2022-12-11",
        "status": "Còn hiệu lực",
        "title": "Phát triển thông tin cơ sở",
        "attachments": [Attachment("http://kontum.gov.vn/f/4204.pdf", "4204.pdf")],
        "provenance": {"identifier": "dnn: grid"},
    }
    return Legislation(**(fields | changes))


def changes(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    with catalogue.session() as session:
        return [(c.item_type, c.item_id, c.kind) for c in read_changes(session)]


def test_entry_is_kept_as_it_was_seen(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        assert record_legislation(session, entry(), day(1), None) == "new"
    with catalogue.session() as session:
        found = get_legislation(session, article_id(URL))
        assert found == entry(id=article_id(URL), first_seen=day(1), last_seen=day(1))
        assert list(iter_legislation(session)) == [found]
        assert list(iter_legislation(session, portal="other")) == []
        assert list(iter_legislation(session, province="kon-tum")) == [found]
    assert changes(catalogue) == [("Legislation", article_id(URL), "added")]


def test_seen_again_and_changed(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_legislation(session, entry(), day(1), None)
        assert record_legislation(session, entry(), day(2), None) == "unchanged"
        later = entry(status="Hết hiệu lực")
        assert record_legislation(session, later, day(3), None) == "changed"
        # an older capture that comes late is a version, not the current entry
        older = entry(title="Phát triển thông tin")
        assert record_legislation(session, older, "2026-10-01T00:00:00Z", None) == "changed"
    with catalogue.session() as session:
        found = get_legislation(session, article_id(URL))
        assert found is not None
        assert (found.status, found.title) == ("Hết hiệu lực", "Phát triển thông tin cơ sở")
        assert (found.first_seen, found.last_seen) == ("2026-10-01T00:00:00Z", day(3))
        versions = session.scalars(
            select(LegislationVersionRow).order_by(LegislationVersionRow.number)
        ).all()
        assert [(v.content["title"], v.content["status"]) for v in versions] == [
            ("Phát triển thông tin", "Còn hiệu lực"),
            ("Phát triển thông tin cơ sở", "Còn hiệu lực"),
            ("Phát triển thông tin cơ sở", "Hết hiệu lực"),
        ]
        assert [v.last_seen for v in versions] == ["2026-10-01T00:00:00Z", day(2), None]


def test_gone_and_back(catalogue: Catalogue) -> None:
    entry_id = article_id(URL)
    with catalogue.begin() as session:
        record_legislation(session, entry(), day(1), None)
        assert mark_legislation_gone(session, entry_id, day(2))
        assert not mark_legislation_gone(session, entry_id, day(3))
    with catalogue.begin() as session:
        found = get_legislation(session, entry_id)
        assert found is not None
        assert found.gone_since == day(2)
        assert record_legislation(session, entry(), day(4), None) == "changed"
    with catalogue.session() as session:
        found = get_legislation(session, entry_id)
        assert found is not None
        assert found.gone_since is None


def test_deleted(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_legislation(session, entry(), day(1), None)
    with catalogue.begin() as session:
        assert delete_legislation(session, article_id(URL))
        assert not delete_legislation(session, "no such entry")
    with catalogue.session() as session:
        assert get_legislation(session, article_id(URL)) is None
    assert changes(catalogue)[-1] == ("Legislation", article_id(URL), "deleted")


def test_an_article_may_have_the_same_address(catalogue: Catalogue) -> None:
    """The id follows from it, too: what tells changes apart is the type."""
    with catalogue.begin() as session:
        record_legislation(session, entry(), day(1), None)
        record_article(session, Article(URL, "Tin"), day(1), None)
    assert [change[:2] for change in changes(catalogue)] == [
        ("Legislation", article_id(URL)),
        ("NewsArticle", article_id(URL)),
    ]
    with catalogue.session() as session:
        articles = read_changes(session, item_type="NewsArticle")
    assert [change.item_type for change in articles] == ["NewsArticle"]


def test_what_no_database_takes_is_replaced(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_legislation(session, entry(title="a\0b", signer="\ud800"), day(1), None)
    with catalogue.session() as session:
        found = get_legislation(session, article_id(URL))
        assert found is not None
        assert (found.title, found.signer) == ("a\ufffdb", "\ufffd")


def test_neither_id_nor_url(catalogue: Catalogue) -> None:
    with catalogue.begin() as session, pytest.raises(ValueError, match="neither"):
        record_legislation(session, entry(url=""), day(1), None)


def read_one(**values: Any) -> ImportedLine:
    (line,) = read_items([json.dumps({"type": "Legislation", **values})])
    return line


def test_least_that_is_needed() -> None:
    assert read_one(url=URL, identifier="5/QĐ-UBND").item == Legislation(
        url=URL, id=article_id(URL), identifier="5/QĐ-UBND"
    )
    assert read_one(id=17, title=" Hiến \n pháp ", identifier="").item == Legislation(
        url="", id="17", title="Hiến pháp"
    )


@time_machine.travel("2026-11-23T05:00:00Z", tick=False)
def test_a_day_to_come_is_not_the_day_of_issue() -> None:
    item = read_one(url=URL, identifier="5/QĐ-UBND", issued_on="2203-05-01").item
    assert isinstance(item, Legislation)
    assert item.issued_on is None
    assert item.provenance == {"issued_on": "import:in-the-future"}
    item = read_one(url=URL, identifier="5/QĐ-UBND", effective_on="2027-01-01").item
    assert isinstance(item, Legislation)
    assert item.effective_on == "2027-01-01"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"url": URL}, "identifier and title are both missing"),
        ({"url": URL, "identifier": " ", "title": ""}, "identifier and title are both missing"),
        ({"identifier": "5/QĐ-UBND"}, "url and id are both missing"),
        (
            {"url": URL, "identifier": "5/QĐ-UBND", "issued_on": "1/5/2023"},
            "issued_on: '1/5/2023' is no ISO 8601 day",
        ),
        (
            {"url": URL, "title": "x", "effective_on": "2023-05-01T00:00:00"},
            "effective_on: '2023-05-01T00:00:00' is no ISO 8601 day",
        ),
        ({"url": URL, "title": ["x"]}, "title: not a string but a list"),
        ({"url": URL, "title": "x", "first_seen": "2023"}, None),
    ],
)
def test_what_is_wrong_is_told(values: dict[str, Any], reason: str | None) -> None:
    line = read_one(**values)
    assert line.item is None
    assert line.problem
    assert reason is None or line.problem == reason


def test_unknown_fields_are_told() -> None:
    assert read_one(url=URL, title="x", headline="y").unknown_fields == ("headline",)


LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(
    lambda text: " ".join(text.split())
)
OPTIONAL = st.none() | LINES.filter(bool)
DAYS = st.none() | st.dates().map(str).filter(lambda day: day < "2026")
MOMENTS = st.integers(1, 28).map(day)
ENTRIES = st.builds(
    Legislation,
    url=st.integers(0, 10**9).map("http://a.vn/{}".format) | st.just(""),
    id=st.integers(0, 10**9).map("văn bản {}".format),
    portal=OPTIONAL,
    province=OPTIONAL,
    identifier=LINES.filter(bool),
    document_type=OPTIONAL,
    issuer=OPTIONAL,
    signer=OPTIONAL,
    issued_on=DAYS,
    effective_on=DAYS,
    status=OPTIONAL,
    title=OPTIONAL,
    first_seen=MOMENTS,
    last_seen=MOMENTS,
    gone_since=st.none() | MOMENTS,
    attachments=st.lists(st.builds(Attachment, LINES.filter(bool), LINES)),
    provenance=st.dictionaries(LINES, LINES),
)


@given(ENTRIES)
def test_entry_read_back_from_its_line_is_the_same(item: Legislation) -> None:
    (line,) = read_items([to_json_line(item)])
    assert line == ImportedLine(1, item)


@pytest.mark.server
def test_out_of_a_catalogue_and_in_again_is_the_same(
    sqlite_catalogue: Catalogue, postgres_catalogue_url: str
) -> None:
    other = Catalogue(postgres_catalogue_url)
    with sqlite_catalogue.begin() as session:
        for number in range(3):
            item = entry(url=f"{URL}/{number}", identifier=f"{number}/KH-UBND")
            record_legislation(session, item, day(1), None)
            record_legislation(session, replace(item, status="Hết hiệu lực"), day(9), None)
    with sqlite_catalogue.session() as session:
        exported = list(iter_legislation(session, batch=2))
    with other.begin() as session:
        for line in read_items([to_json_line(item) for item in exported]):
            assert isinstance(line.item, Legislation)
            record_legislation(session, line.item, day(20), None)
    with other.session() as session:
        assert list(iter_legislation(session)) == exported
    other.close()
