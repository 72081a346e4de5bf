"""What a person types: told apart, and what comes near it."""

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from documents.keys import parse_key
from documents.near import near_documents
from documents.requests import read_request

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
    ]
    with catalogue.begin() as session:
        for key in keys:
            parts = parse_key(key)
            session.add(
                DocumentRow(
                    key=key,
                    identifier_folded=parts.look_up,
                    body=parts.body,
                    year=parts.year,
                    evidence=[],
                )
            )
    return catalogue


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
    # Nothing like it.
    ("7/CT-TTg", []),
    ("abc", []),
]


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_near(known: Catalogue, text: str, expected: list[str]) -> None:
    assert near(known, text) == expected
