"""The mentions of an article: found field by field, completed from one another."""

import pytest

from archive.mentions import find_mentions

FULL = "Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh"

CASES = [
    # A repetition without day and issuer has those stated before …
    ([FULL, "Các chỉ tiêu tại Kế hoạch số 4204/KH-UBND."], [("4204/KH-UBND", "2022-12-11")] * 2),
    # … or after.
    (["Theo Kế hoạch số 4204/KH-UBND.", FULL], [("4204/KH-UBND", "2022-12-11")] * 2),
    # The symbol is left out in a repetition.
    ([FULL, "Thực hiện Kế hoạch số 4204 ở các xã."], [("4204/KH-UBND", "2022-12-11")] * 2),
    # Two days are stated: a third mention may mean either.
    (
        [
            FULL,
            "Kế hoạch số 4204/KH-UBND ngày 5/1/2021 của UBND huyện.",
            "Theo Kế hoạch số 4204/KH-UBND.",
        ],
        [
            ("4204/KH-UBND", "2022-12-11"),
            ("4204/KH-UBND", "2021-01-05"),
            ("4204/KH-UBND", None),
        ],
    ),
    # Another type of document with that number is another document.
    (
        [FULL, "Theo Báo cáo số 4204/BC-UBND."],
        [("4204/KH-UBND", "2022-12-11"), ("4204/BC-UBND", None)],
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_completed(body: list[str], expected: list[tuple[str, str | None]]) -> None:
    found = [m.reference for m in find_mentions("Tin", None, body)]
    assert [(r.identifier, r.issued_on) for r in found] == expected


def test_fields_and_offsets() -> None:
    headline, lead = "Triển khai Kế hoạch số 4204/KH-UBND", "Theo Quyết định số 490/QĐ-BTTTT."
    body = ["Mở đầu.", "Căn cứ " + FULL + "."]
    found = find_mentions(headline, lead, body)
    assert [mention.field for mention in found] == ["headline", "lead", "body"]
    texts = {"headline": headline, "lead": lead, "body": "\n".join(body)}
    for mention in found:
        reference = mention.reference
        assert texts[mention.field][reference.start : reference.end] == reference.text
    assert found[0].reference.issued_on == "2022-12-11"
