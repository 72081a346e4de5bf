import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.catalogue import Catalogue
from archive.catalogue.articles import get_article, iter_articles, record_article
from archive.exporting import to_json_line
from archive.importing import ImportedLine, read_items
from archive.items import Article, Attachment
from archive.urls import article_id
from tests.archive.articles import day


def read_one(values: Any) -> ImportedLine:
    (line,) = read_items([json.dumps(values)])
    return line


def imported(**values: Any) -> Article:
    line = read_one({"url": "http://a.vn/1", "headline": "Tin", **values})
    assert line.problem is None
    assert isinstance(line.item, Article)
    return line.item


def problem(**values: Any) -> str:
    line = read_one({"url": "http://a.vn/1", "headline": "Tin", **values})
    assert line.item is None
    assert line.problem is not None
    return line.problem


def test_least_that_is_needed() -> None:
    assert imported() == Article(
        url="http://a.vn/1", headline="Tin", id=article_id("http://a.vn/1")
    )


def test_id_given_is_kept() -> None:
    assert imported(id="bao-1").id == "bao-1"
    assert imported(id=17).id == "17"  # as other people's data have them
    assert imported(id="bao-1", url=None) == Article(url="", headline="Tin", id="bao-1")


def test_id_follows_from_the_canonical_url() -> None:
    read = imported(url="HTTP://A.vn:80/1?utm_source=zalo")
    assert (read.url, read.id) == ("http://a.vn/1", article_id("http://a.vn/1"))


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (["Một.", "Hai."], ["Một.", "Hai."]),
        ("Một.", ["Một."]),
        ("Một.\n\n  Hai. \r\n", ["Một.", "Hai."]),  # a paragraph a line, blank ones are none
        ("", []),
        (None, []),
        ([], []),
    ],
)
def test_body_as_a_string_or_paragraphs(body: object, paragraphs: list[str]) -> None:
    assert imported(body=body).body == paragraphs


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2023-05-01", "2023-05-01"),  # the day alone
        ("20230501", "2023-05-01"),
        ("2023-05-01T08:30:00+07:00", "2023-05-01T08:30:00+07:00"),
        ("2023-05-01T08:30+07:00", "2023-05-01T08:30+07:00"),  # as it is, if it is in our time
        ("2023-05-01T08:30:00", "2023-05-01T08:30:00+07:00"),  # nothing said: Vietnam's
        ("2023-04-30T20:30:00Z", "2023-05-01T03:30:00+07:00"),  # the day readers had
        (None, None),
    ],
)
def test_dates(given: str | None, kept: str | None) -> None:
    assert imported(date_published=given).date_published == kept


@time_machine.travel("2026-11-22T18:00:00Z", tick=False)  # the 23rd in Vietnam
@pytest.mark.parametrize(
    ("given", "kept", "provenance"),
    [
        ("2026-11-23", "2026-11-23", {}),
        ("2026-11-23T23:00:00+07:00", "2026-11-23T23:00:00+07:00", {}),  # today still
        ("2026-11-24", None, {"date_published": "import:in-the-future"}),
        ("2026-11-23T17:00:00Z", None, {"date_published": "import:in-the-future"}),
    ],
)
def test_day_to_come_is_not_the_day_of_publication(
    given: str, kept: str | None, provenance: dict[str, str]
) -> None:
    article = imported(date_published=given, provenance={"headline": "h1"})
    assert article.date_published == kept
    assert article.provenance == {"headline": "h1", **provenance}


def test_headline_is_one_line() -> None:
    assert imported(headline=" Tin\r\n  mới\t hôm nay ").headline == "Tin mới hôm nay"


@pytest.mark.parametrize(
    "given", ["val/000005", "Luật Phòng, chống ma túy|1", "a?b#c%2F", "a.b/..c"]
)
def test_ids_of_other_collections(given: str) -> None:
    assert imported(id=given).id == given


def test_moments_are_brought_to_utc() -> None:
    assert imported(last_seen="2026-11-23T09:00:00+07:00").last_seen == "2026-11-23T02:00:00Z"


def test_unknown_fields_are_told_but_do_not_matter() -> None:
    line = read_one({"url": "http://a.vn/1", "headline": "Tin", "tags": ["x"], "keyword": 1})
    assert line.item is not None
    assert line.unknown_fields == ("keyword", "tags")
    assert line.problem is None


def test_references_are_not_taken_from_the_line() -> None:
    line = read_one({"url": "http://a.vn/1", "headline": "Tin", "references": [{"text": "x"}]})
    assert isinstance(line.item, Article)
    assert line.item.references == []
    assert line.unknown_fields == ()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"headline": None}, "headline is missing"),
        ({"headline": " "}, "headline is missing"),
        ({"url": None}, "url and id are both missing"),
        ({"url": "", "id": ""}, "url and id are both missing"),
        ({"url": "/tin/1"}, "not an absolute http or https URL: '/tin/1'"),
        ({"url": ["http://a.vn/"]}, "url: not a string but a list"),
        ({"id": "a\n"}, None),  # blanks around an id are not meant
        ({"id": "a\nb"}, "id: 'a\\nb' holds characters that cannot be shown"),
        ({"id": "a\\b"}, "id: 'a\\\\b' cannot be part of an address"),
        ({"id": "."}, "id: '.' cannot be part of an address"),
        ({"id": "a/../b"}, "id: 'a/../b' cannot be part of an address"),
        ({"id": "a//b"}, "id: 'a//b' cannot be part of an address"),
        ({"id": "/a"}, "id: '/a' cannot be part of an address"),
        ({"id": True}, "id: not a string but true or false"),
        ({"headline": 5}, "headline: not a string but a number"),
        ({"body": {"p": "x"}}, "body: neither a string nor a list of paragraphs but an object"),
        ({"body": ["x", 5]}, "body[1]: not a string but a number"),
        ({"views": -1}, "views: -1 is no count"),
        ({"views": "295"}, "views: '295' is no count"),
        ({"views": 10**30}, f"views: {10**30} is no count"),
        ({"date_published": "1/5/2023"}, "date_published: '1/5/2023' is no ISO 8601 day or time"),
        (
            {"date_published": "0001-01-01T00:00:00+14:00"},
            "date_published: '0001-01-01T00:00:00+14:00' is no ISO 8601 day or time",
        ),
        ({"last_seen": "2026-11-23"}, "last_seen: '2026-11-23' does not say its time zone"),
        ({"attachments": "a.pdf"}, "attachments: not a list but a string"),
        ({"attachments": [{"name": "a"}]}, "attachments[0]: not an object with a url"),
        ({"provenance": {"headline": 1}}, "provenance.headline: not a string but a number"),
        ({"type": "Thing"}, "type: 'Thing' is not imported, only NewsArticle and Legislation are"),
    ],
)
def test_what_is_wrong_is_told(values: dict[str, Any], reason: str | None) -> None:
    if reason is None:
        imported(**values)
    else:
        assert problem(**values) == reason


def test_bad_lines_are_told_by_number_and_the_rest_is_read() -> None:
    good = b'{"url": "http://a.vn/1", "headline": "Tin"}\r\n'
    lines = [
        b"\xef\xbb\xbf" + good,  # a byte order mark
        b"\n",
        b"{",
        b"[]\n",
        b"\xff\n",
        b"[" * 100_000,
        b'{"views": ' + b"9" * 5000 + b"}",
        good,
    ]
    read = list(read_items(lines))
    assert [line.number for line in read] == [1, 3, 4, 5, 6, 7, 8]
    assert [line.number for line in read if line.item] == [1, 8]
    reasons = {line.number: line.problem or "" for line in read}
    assert reasons[3].startswith("not JSON: ")
    assert "column 2" in reasons[3]
    assert reasons[4] == "not a JSON object but a list"
    assert reasons[5] == "not UTF-8: invalid start byte at byte 0"
    assert reasons[6]
    assert "limit" in reasons[7]


STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
OPTIONAL = st.none() | STORABLE
MOMENTS = st.integers(1, 28).map(day)
ARTICLES = st.builds(
    Article,
    url=st.integers(0, 10**9).map("http://a.vn/{}".format) | st.just(""),
    id=st.integers(0, 10**9).map("báo {}".format),
    headline=STORABLE.map(lambda text: " ".join(text.split())).filter(bool),
    portal=OPTIONAL,
    province=OPTIONAL,
    department=OPTIONAL,
    section=OPTIONAL,
    lead=OPTIONAL,
    body=st.lists(STORABLE),
    author=OPTIONAL,
    source=OPTIONAL,
    date_published=st.sampled_from([None, "2023-05-01", "2023-05-01T08:30:00+07:00"]),
    date_modified=st.sampled_from([None, "2023-05-01", "2023-05-01T08:30:00+07:00"]),
    gone_since=st.none() | MOMENTS,
    views=st.none() | st.integers(0, 2**40),
    attachments=st.lists(st.builds(Attachment, STORABLE.filter(bool), STORABLE)),
    language=OPTIONAL,
    provenance=st.dictionaries(STORABLE, STORABLE),
)


@given(ARTICLES)
def test_article_read_back_from_its_line_is_the_same(article: Article) -> None:
    (line,) = read_items([to_json_line(article)])
    assert line == ImportedLine(1, article)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ARTICLES, st.integers(1, 14), st.integers(15, 28))
def test_out_of_one_catalogue_and_into_another_gives_the_same_articles(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    article: Article,
    first: int,
    last: int,
) -> None:
    folder = tmp_path_factory.mktemp("catalogues")
    one, other = (copy(sqlite_template, folder / f"{name}.db") for name in ("one", "other"))
    with one.begin() as session:
        record_article(session, replace(article), day(first), None)
        record_article(session, replace(article), day(last), None)
    with one.session() as session:
        exported = list(iter_articles(session))
    lines = read_items([to_json_line(found) for found in exported])
    with other.begin() as session:
        for line in lines:
            assert isinstance(line.item, Article)
            record_article(session, line.item, day(28), None)
    with other.session() as session:
        assert [get_article(session, found.id) for found in exported] == exported
    one.close()
    other.close()


def copy(template: Path, file: Path) -> Catalogue:
    file.write_bytes(template.read_bytes())
    return Catalogue(f"sqlite:///{file}")


def test_older_export_does_not_undo_what_was_crawled_since(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        old = imported(headline="Cũ", last_seen=day(1))
        record_article(session, imported(headline="Mới"), day(5), None)
        record_article(session, old, day(9), None)
    with catalogue.session() as session:
        found = get_article(session, old.id)
    assert found is not None
    assert (found.headline, found.first_seen, found.last_seen) == ("Mới", day(1), day(5))
