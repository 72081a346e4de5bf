"""What a person types: told apart, and what comes near it."""

from typing import Any

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRedirectRow, DocumentRow
from documents.keys import parse_key
from documents.looking_up import find_documents, find_keys
from documents.near import near_documents
from documents.nothing_found import nothing_found
from documents.requests import read_request
from tests.sql import statements, whole_tables

KINDS = [
    # Numbers in any spelling.
    ("4204/KH-UBND", "number"),
    ("4204 kh ubnd", "number"),
    ("QD 490/BTTTT", "number"),
    ("Công văn số 1235/UBND-KGVX ngày 28/4/2023", "number"),
    ("18-NQ/TW", "number"),
    # Laws by name, also such as no table has.
    ("Luật Đất đai 2013", "law"),
    ("luat dat dai", "law"),
    ("BLHS 2015", "law"),
    ("Luật Trồng rau 2030", "law"),
    ("Hiến pháp", "law"),
    # Keys, as they are printed.
    ("ubnd-tinh-kon-tum/4204-kh-ubnd/2022", "key"),
    ("_/4204-kh-ubnd/_", "key"),
    # Words.
    ("abc", "words"),
    ("chuyển đổi số", "words"),
    ("luật", "words"),
    ("", "words"),
    ("2023", "words"),
    ("12/5/2023", "words"),
    ("Luật sư Nguyễn Văn A", "words"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert read_request(text).kind == kind


NAMES = {"ubnd-tinh-kon-tum": "UBND tỉnh Kon Tum", "ubnd-tinh-gia-lai": "UBND tỉnh Gia Lai"}
DAYS = {"ubnd-tinh-gia-lai/4204-kh-ubnd/2021": "2021-12-11"}


@pytest.fixture
def known(catalogue: Catalogue) -> Catalogue:
    """A catalogue of documents that only have their keys."""
    keys = [
        "ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
        "ubnd-tinh-gia-lai/4204-kh-ubnd/2021",
        "ubnd-tinh-kon-tum/4204-qd-ubnd/2022",
        "so-tai-chinh-tinh-kon-tum/4204-stc-hcsn/2022",
        "ubnd-tinh-kon-tum/4240-kh-ubnd/2022",
        "ubnd-tinh-kon-tum/420-kh-ubnd/2022",
        "ubnd-tinh-kon-tum/42041-kh-ubnd/2022",
        "ubnd-tinh-kon-tum/4299-kh-ubnd/2022",
        "chinh-phu/30-2020-nd-cp/2020",
        "chinh-phu/31-2020-nd-cp/2020",
        "chinh-phu/30-2019-nd-cp/2019",
        "quoc-hoi/45-2013-qh13/2013",
        "ubnd-tinh-kon-tum/2027/2023",
        "ubnd-tinh-kon-tum/2027/2021",
        "ubnd-tinh-kon-tum/9028-kh-ubnd/2022",
        "_/luat-trong-rau/2030",
    ]
    with catalogue.begin() as session:
        for key in keys:
            parts = parse_key(key)
            session.add(
                DocumentRow(
                    key=key,
                    identifier_folded=parts.look_up,
                    body=parts.body,
                    body_name=NAMES.get(parts.body or ""),
                    province=(parts.body or "").partition("tinh-")[2] or None,
                    year=parts.year,
                    issued_on=DAYS.get(key),
                    evidence=[],
                )
            )
        session.add(
            DocumentRedirectRow(
                old_key="ubnd-tinh-kon-tum/4204-kh-ubnd/2020",
                key="ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
            )
        )
    return catalogue


FOUND = [
    # A key that was merged into another year's.
    ("ubnd-tinh-kon-tum/4204-kh-ubnd/2020", ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"]),
    ("ubnd-tinh-kon-tum/4204-kh-ubnd/2019", []),
    # A number of four digits without a symbol is no year; the year and the day beside it narrow.
    ("Công văn số 2027", ["ubnd-tinh-kon-tum/2027/2023", "ubnd-tinh-kon-tum/2027/2021"]),
    ("2027", ["ubnd-tinh-kon-tum/2027/2023", "ubnd-tinh-kon-tum/2027/2021"]),
    ("Công văn số 2027 ngày 5/3/2023", ["ubnd-tinh-kon-tum/2027/2023"]),
    ("Công văn số 2027 ngày 5/3/2019 của UBND tỉnh", []),
    # Of several of a year the one of the day.
    ("4204/KH-UBND ngày 11/12/2021", ["ubnd-tinh-gia-lai/4204-kh-ubnd/2021"]),
    # A law that no table has.
    ("Luật Trồng rau 2030", ["_/luat-trong-rau/2030"]),
    ("luat trong rau 2031", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(known: Catalogue, text: str, expected: list[str]) -> None:
    with known.session() as session:
        found = find_documents(session, read_request(text))
        assert [document.key for document in found.documents] == expected
        assert set(find_keys(session, read_request(text))) >= set(expected)


# What narrows it, and which of the documents are left.
@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"province": "gia-lai"}, ["ubnd-tinh-gia-lai/4204-kh-ubnd/2021"]),
        ({"issuer": "kon tum"}, ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"]),  # without diacritics
        ({"year": 2021}, ["ubnd-tinh-gia-lai/4204-kh-ubnd/2021"]),
        ({"issuer": "Sở"}, []),
    ],
)
def test_narrowed(known: Catalogue, narrowed: dict[str, Any], expected: list[str]) -> None:
    with known.session() as session:
        found = find_documents(session, read_request("4204/KH-UBND"), **narrowed)
        assert [document.key for document in found.documents] == expected


def test_of_very_many_the_first_are_named_and_the_rest_counted(known: Catalogue) -> None:
    with known.session() as session:
        found = find_documents(session, read_request("4204/KH-UBND"), most=1)
        assert [document.year for document in found.documents] == [2022]
        assert found.to_json()["more"] == found.more == 1
        assert "more" not in find_documents(session, read_request("4204/KH-UBND")).to_json()


LOOKED_UP = [
    "1/QĐ-UBND",
    "Công văn số 9027",
    "4204/KH-STP",
    "không có gì",
    "luật đất",
    "a/b-c/2022",
]


@pytest.mark.parametrize("text", LOOKED_UP)
def test_no_look_up_reads_a_whole_table(known: Catalogue, text: str) -> None:
    request = read_request(text)
    with known.session() as session, statements(session) as sent:
        find_documents(session, request, province="kon-tum", issuer="kon tum", year=2022)
        near_documents(session, request)
        assert len(sent) > 2
        assert whole_tables(session, list(sent)) == []


def near(catalogue: Catalogue, text: str) -> list[str]:
    with catalogue.session() as session:
        return [row.key for row in near_documents(session, read_request(text))]


NEAR = [
    # The same number comes first (asked for in a year or province that has none), then a symbol
    # nearly the same, then slips in the digits, another symbol, and what only begins alike.
    (
        "4204/KH-UBND",
        [
            "ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
            "ubnd-tinh-gia-lai/4204-kh-ubnd/2021",
            "ubnd-tinh-kon-tum/4204-qd-ubnd/2022",
            "ubnd-tinh-kon-tum/420-kh-ubnd/2022",
            "ubnd-tinh-kon-tum/42041-kh-ubnd/2022",
            "ubnd-tinh-kon-tum/4240-kh-ubnd/2022",
            "so-tai-chinh-tinh-kon-tum/4204-stc-hcsn/2022",
            "ubnd-tinh-kon-tum/4299-kh-ubnd/2022",
        ],
    ),
    # Two digits exchanged.
    (
        "2404/KH-UBND",
        ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022", "ubnd-tinh-gia-lai/4204-kh-ubnd/2021"],
    ),
    # A digit wrong in the number of a decree; a decree of another year.
    (
        "30/2021/NĐ-CP",
        ["chinh-phu/30-2020-nd-cp/2020", "chinh-phu/30-2019-nd-cp/2019"],
    ),
    ("32/2020/NĐ-CP", ["chinh-phu/30-2020-nd-cp/2020", "chinh-phu/31-2020-nd-cp/2020"]),
    # Part of the name of a law.
    ("đất đai", ["quoc-hoi/45-2013-qh13/2013"]),
    ("trồng rau", ["_/luat-trong-rau/2030"]),
    # A number without a symbol: those that have it with one.
    ("Công văn số 9028", ["ubnd-tinh-kon-tum/9028-kh-ubnd/2022"]),
    # A key of which nothing is known.
    ("ubnd-tinh-kon-tum/9028-kh-ubnd/2021", ["ubnd-tinh-kon-tum/9028-kh-ubnd/2022"]),
    # Nothing like it.
    ("7/CT-TTg", []),
    ("abc", []),
]


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_near(known: Catalogue, text: str, expected: list[str]) -> None:
    assert near(known, text) == expected


# A law of the table that nothing cites: by its name, its number and a key.
@pytest.mark.parametrize(
    "text", ["Bộ luật Dân sự 2015", "91/2015/QH13", "quoc-hoi/bo-luat-dan-su/2015"]
)
def test_laws_that_nothing_cites(known: Catalogue, text: str) -> None:
    with known.session() as session:
        found = nothing_found(session, read_request(text))
    assert [(law.identifier, law.adopted) for law in found.laws] == [("91/2015/QH13", "2015-11-24")]
    assert found.to_json()["laws"][0]["name"] == "Bộ luật Dân sự"


def test_a_law_that_is_known_is_not_told_to_be_cited_nowhere(known: Catalogue) -> None:
    with known.session() as session:
        found = nothing_found(session, read_request("quoc-hoi/luat-dat-dai/2013"))
    assert found.laws == ()
    assert found.near[0].key == "quoc-hoi/45-2013-qh13/2013"


# What was asked for with too much, and the documents that there are without it.
@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("4204/KH-UBND", [2022, 2021]),
        ("Công văn số 2027 ngày 5/3/2019", [2023, 2021]),
        ("ubnd-tinh-kon-tum/4204-kh-ubnd/2019", []),  # a key is one document's
        ("9999/KH-UBND", []),
    ],
)
def test_others_of_the_number(known: Catalogue, text: str, years: list[int]) -> None:
    with known.session() as session:
        others = nothing_found(session, read_request(text)).others
    assert [document.year for document in others.documents] == years


def test_keys_as_addresses_write_them() -> None:
    read = read_request("ubnd-tinh-kon-tum%2F4204-kh-ubnd%2f2022")
    assert (read.kind, read.text) == ("key", "ubnd-tinh-kon-tum/4204-kh-ubnd/2022")


def test_other_documents_of_a_text_are_named() -> None:
    read = read_request("1001/QĐ-UBND, 640/KH-UBND; 1001/QĐ-UBND, Luật Đất đai 2013")
    assert read.text == "1001/QĐ-UBND"
    assert read.also == ("640/KH-UBND", "Luật Đất đai 2013")
