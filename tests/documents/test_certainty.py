"""How sure a document is, on what evidence."""

from typing import Any

import pytest

from documents.certainty import assess

REGISTER = {"kind": "register"}
LAW = {"kind": "law-table"}
ANNOUNCED = {"kind": "announcement"}


def announced(days_after: int) -> dict[str, Any]:
    return {**ANNOUNCED, "days_after": days_after}


def mentions(articles: int, naming_body: int = 0) -> dict[str, Any]:
    return {"kind": "mentions", "articles": articles, "naming_body": naming_body}


def days(*times: int, **told: Any) -> dict[str, Any]:
    stated = {f"2023-01-{day:02}": n for day, n in enumerate(times, 1)}
    return {"kind": "contradiction", "field": "issued_on", "stated": stated, **told}


def told(field: str, **claims: Any) -> dict[str, Any]:
    return {"kind": "contradiction", "field": field, "stated": {}, **claims}


TYPES = {"kind": "contradiction", "field": "document_type", "stated": {"Kế hoạch": 1, "Đề án": 1}}

CASES: list[tuple[list[dict[str, Any]], str, set[str]]] = [
    # A register lists it: whatever news says.
    ([REGISTER], "certain", {"register"}),
    (
        [REGISTER, mentions(1), days(1, register="2023-01-02")],
        "certain",
        {"register", "contradiction"},
    ),
    # Two registers that disagree.
    (
        [REGISTER, REGISTER, days(registers={"2023-01-01": 1, "2023-01-02": 1})],
        "likely",
        {"register", "contradiction", "registers-disagree"},
    ),
    # That name other signers.
    (
        [REGISTER, REGISTER, told("signer", registers={"Lê Ngọc Tuấn": 1, "Y Ngọc": 1})],
        "likely",
        {"register", "contradiction", "registers-disagree"},
    ),
    # Two titles of one number: as likely as not two documents.
    (
        [REGISTER, REGISTER, told("title", registers={"trồng rừng": 1, "chuyển đổi số": 1})],
        "uncertain",
        {"register", "contradiction", "registers-disagree"},
    ),
    # News gives it a title that has nothing to do with the register's.
    (
        [REGISTER, mentions(1), told("title", stated={"trồng rừng": 1}, register="chuyển đổi số")],
        "likely",
        {"register", "contradiction"},
    ),
    # The table of laws has it.
    ([LAW, mentions(1, 1)], "certain", {"law-table"}),
    # Announced by an article that names the body.
    ([ANNOUNCED, mentions(1, 1)], "certain", {"announced"}),
    ([ANNOUNCED, mentions(3, 1)], "certain", {"announced", "several-articles"}),
    # On its day, or some months after.
    ([announced(0), mentions(1, 1)], "certain", {"announced"}),
    ([announced(-1), announced(200), mentions(2, 1)], "certain", {"announced", "several-articles"}),
    # Years after: an article that looks back.
    ([announced(1500), mentions(1, 1)], "likely", {"told-later"}),
    # Before its day: the day is wrong, or the document is another.
    ([announced(-9), mentions(1, 1)], "uncertain", {"dated-ahead"}),
    ([announced(-9), mentions(2, 1)], "uncertain", {"dated-ahead", "several-articles"}),
    # By one that says just "UBND tỉnh".
    ([ANNOUNCED, mentions(1)], "likely", {"announced", "body-by-territory"}),
    # Contradicted, in the type or in a few slips of the day.
    (
        [ANNOUNCED, mentions(3, 1), TYPES],
        "likely",
        {"announced", "several-articles", "contradiction"},
    ),
    (
        [ANNOUNCED, mentions(9, 9), days(8, 1)],
        "likely",
        {"announced", "several-articles", "contradiction"},
    ),
    # Contradicted in the day.
    ([ANNOUNCED, mentions(1, 1), days(1, 1)], "uncertain", {"announced", "contradiction"}),
    # Known to several articles, of which one names the body; none does.
    ([mentions(2, 1)], "likely", {"several-articles"}),
    ([mentions(2)], "uncertain", {"several-articles", "body-by-territory"}),
    # One passing mention.
    ([mentions(1, 1)], "uncertain", {"single-mention"}),
]


@pytest.mark.parametrize(("evidence", "level", "reasons"), CASES)
def test_certainty(evidence: list[dict[str, Any]], level: str, reasons: set[str]) -> None:
    found = assess("chinh-phu", 2023, evidence)
    assert found.level == level
    assert set(found.reasons) == reasons


def test_without_body_or_year_nothing_is_sure() -> None:
    evidence = [REGISTER, ANNOUNCED, mentions(5)]
    no_body = assess(None, 2023, evidence)
    assert (no_body.level, "body-unknown" in no_body.reasons) == ("uncertain", True)
    no_year = assess("chinh-phu", None, evidence)
    assert (no_year.level, "year-unknown" in no_year.reasons) == ("uncertain", True)


def test_what_speaks_for_it_comes_first() -> None:
    found = assess(None, None, [mentions(1), ANNOUNCED])
    assert found.reasons == ("announced", "body-unknown", "year-unknown")
