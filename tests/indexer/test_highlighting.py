"""What is marked in a text, and which passage of it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.highlighting import Marker
from indexer.passages import PASSAGE, passage_around
from indexer.planning import make_plan
from indexer.query import parse
from indexer.readings import readings


def marker(query: str) -> Marker:
    tree = parse(query)
    plan = make_plan(tree, next(iter(readings(tree))))
    return Marker(plan.marked, plan.folded)


def marked(query: str, text: str) -> list[str]:
    highlights = marker(query).highlights({"headline": "", "lead": "", "body": text})
    return [h.text[start:end] for h in highlights for start, end in h.spans]


@pytest.mark.parametrize(
    ("query", "text", "spans"),
    [
        # words, in any case; those side by side as one
        ("bảng tin", "Bảng tin và BẢNG ĐIỆN TỬ", ["Bảng tin", "BẢNG"]),
        # with diacritics as they are, without any folded
        ("đất", "Đất đai đạt dat", ["Đất"]),
        ("dat", "Đất đai đạt dat", ["Đất", "đạt dat"]),
        # not within words
        ("tin", "tinh tin ti", ["tin"]),
        # either placement of the tone, either Unicode form, at the offsets of the text as it is
        ("hòa bình", "xa hoà bi\u0300nh xa", ["hoà bi\u0300nh"]),
        ("hoa", "x\u00ad Hoà\u200b y", ["Hoà\u200b"]),
        # a phrase only as a whole
        ('"bảng tin"', "bảng, tin; Bảng tin", ["bảng, tin", "Bảng tin"]),
        ('"tin bảng"', "bảng tin", []),
        # an abbreviation as a whole, and by its full form
        ("UBND", "Ủy ban nhân dân; nhân dân; ủy ban; UBND.", ["Ủy ban nhân dân", "UBND"]),
        ("ủy ban nhân dân", "UBND tỉnh", ["UBND"]),
        ("giáo dục và đào tạo", "Sở GD&ĐT", ["GD&ĐT"]),
        # a document number as a whole, however spaced; its parts elsewhere are none of it
        ("4204/kh ubnd", "Số 4204/ KH-UBND; KH số 12/KH-UBND; 4204", ["4204/ KH-UBND"]),
        # a full date however written
        ("28/4/2023", "ngày 28 tháng 4 năm 2023, số 28", ["ngày 28 tháng 4 năm 2023"]),
        # what must not be found, and filters, mark nothing
        ("-đất tin", "đất tin", ["tin"]),
        ("title:đất tác giả:Lan", "Lan", []),
        ("", "đất", []),
    ],
)
def test_what_is_marked(query: str, text: str, spans: list[str]) -> None:
    assert marked(query, text) == spans


FILLER = "Không có gì ở đây để mà xem. " * 30


def test_the_passage_is_where_most_of_the_query_is() -> None:
    text = f"bảng. {FILLER}\nỞ đây có bảng tin điện tử công cộng. {FILLER} tin {FILLER}"
    (passage,) = marker("bảng tin điện tử").highlights({"headline": "", "lead": "", "body": text})
    assert passage.text.startswith("Ở đây có bảng tin điện tử")
    assert len(passage.text) <= PASSAGE
    assert passage.text in text  # whole sentences, so there is no `…`
    assert [passage.text[a:b] for a, b in passage.spans] == ["bảng tin điện tử"]


def test_the_lead_goes_before_the_body_where_both_have_as_much() -> None:
    texts = {"headline": "Bảng tin", "lead": "Có bảng tin.", "body": f"{FILLER} bảng tin"}
    highlights = marker("bảng tin").highlights(texts)
    assert [(h.field, len(h.spans)) for h in highlights] == [("headline", 1), ("lead", 1)]
    texts["lead"] = "Không có gì."
    assert [h.field for h in marker("bảng tin").highlights(texts)] == ["headline", "body"]


def test_where_nothing_is_found_the_beginning_is_shown() -> None:
    texts = {"headline": "Tiêu đề", "lead": "", "body": FILLER}
    (passage,) = marker("").highlights(texts)
    assert passage.spans == ()
    assert FILLER.startswith(passage.text)
    assert marker("").highlights(texts | {"body": ""}) == ()


A = "Chữ " * 50  # 200 characters
B = "xa " * 100


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        # a short text is whole
        ("Có bảng tin ở đây", "Có bảng", "ở đây"),
        # from the beginning of a sentence to the end of one, if there are such near
        (f"{A}. Có bảng tin ở đây. {A}. {A}", "Có bảng", "Chữ ."),
        (f"{A}\nCó bảng tin ở đây\n{B}", "Có bảng", "xa…"),
        # or of a clause, which is cut out of its sentence
        (f"{A}, nơi có bảng tin {A}, {B}", "…nơi có bảng", "Chữ…"),
        # or else of a word
        (f"{B}bảng tin {B}", "…xa xa", "xa…"),
        # what ends an abbreviation ends no sentence
        (f"{B}ở TP. Huế có bảng tin {B}", "…xa", "xa…"),
        # one word longer than a passage
        ("b" * 400, "bbb", "bbb…"),
    ],
)
def test_a_passage_that_is_cut_says_so(text: str, begins: str, ends: str) -> None:
    (passage,) = marker("bảng tin").highlights({"headline": "", "lead": "", "body": text})
    assert passage.text.startswith(begins)
    assert passage.text.endswith(ends)
    assert len(passage.text) <= PASSAGE
    assert passage.text.strip("…") in text
    if "bảng tin" in text:
        assert [passage.text[a:b] for a, b in passage.spans] == ["bảng tin"]


@given(st.text(alphabet="ab ,.…\n", max_size=700), st.integers(0, 700), st.integers(0, 280))
def test_any_passage_is_within_its_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    passage = passage_around(text, start, min(start + length, len(text)))
    assert 0 <= passage.start <= passage.end <= len(text)
    assert passage.start <= start
    assert passage.end - passage.start + len(passage.before + passage.behind) <= PASSAGE
