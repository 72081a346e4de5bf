"""What the benchmark of references calls a gain, and what a loss."""

from typing import Any

import pytest

from benchmarks.references.changes import changes_in

TEXT = "Quyết định số 12/QĐ-UBND ngày 1/2/2023 theo TCVN 9001:2015, gọi 0912/345."


def found(text: str, **values: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    span = {"start": start, "end": start + len(text), "text": text}
    stated = {"identifier": "12/QĐ-UBND", "type": "Quyết định", "issued_on": "2023-02-01"}
    rest: dict[str, Any] = {
        "relation": "mentions",
        "issuer": None,
        "kind": "administrative",
        "provisions": [],
    }
    return span | stated | rest | values


RIGHT = found("Quyết định số 12/QĐ-UBND ngày 1/2/2023")
LABEL = {**RIGHT, "identifier_alt": ["12"], "type_alt": []}
STANDARD = found("9001:2015")
TELEPHONE = found("0912/345")
ALL = (
    *("reference", "span", "identifier", "type", "issued_on"),
    *("relation", "issuer", "kind", "provisions"),
)
PASSAGE = {"id": "p", "text": TEXT, "references": [LABEL], "standards": [STANDARD]}


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        # the same
        ([RIGHT], [RIGHT], []),
        # found now, found no more: every aspect that is right
        ([], [RIGHT], [("gained", aspect) for aspect in ALL]),
        ([RIGHT], [], [("lost", aspect) for aspect in ALL]),
        # found now, with a wrong type
        ([], [RIGHT | {"type": "Công văn"}], [("gained", one) for one in ALL if one != "type"]),
        # one aspect becomes right, or wrong, or wrong in another way
        ([RIGHT | {"issued_on": None}], [RIGHT], [("gained", "issued_on")]),
        ([RIGHT], [RIGHT | {"issuer": "UBND tỉnh"}], [("lost", "issuer")]),
        ([RIGHT | {"type": None}], [RIGHT | {"type": "Công văn"}], [("neither", "type")]),
        # one right spelling for another
        ([RIGHT | {"identifier": "12"}], [RIGHT], [("neither", "identifier")]),
        # the span alone: still the same reference
        ([RIGHT], [RIGHT | {"end": RIGHT["end"] - 1}], [("lost", "span")]),
        # a false one comes, goes, changes
        ([RIGHT], [RIGHT, TELEPHONE], [("lost", "false reference")]),
        ([RIGHT, TELEPHONE], [RIGHT], [("gained", "false reference")]),
        ([TELEPHONE, RIGHT], [TELEPHONE | {"type": "x"}, RIGHT], [("neither", "false reference")]),
        # a second one on a reference that is found already is false
        ([RIGHT], [RIGHT, found("ngày")], [("lost", "false reference")]),
        # a standard: the labels leave it open
        ([RIGHT], [RIGHT, STANDARD], [("neither", "false reference")]),
    ],
)
def test_changes(
    before: list[dict[str, Any]], after: list[dict[str, Any]], changes: list[tuple[str, str]]
) -> None:
    assert [(one.verdict, one.aspect) for one in changes_in(PASSAGE, before, after)] == changes


def test_day_that_only_the_layout_states_may_be_left_out() -> None:
    passage = PASSAGE | {"references": [LABEL | {"issued_on_optional": True}]}
    none, wrong = RIGHT | {"issued_on": None}, RIGHT | {"issued_on": "2023-02-02"}
    assert [one.verdict for one in changes_in(passage, [RIGHT], [none])] == ["neither"]
    assert [one.verdict for one in changes_in(passage, [none], [wrong])] == ["lost"]
