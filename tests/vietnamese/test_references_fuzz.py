"""Finding references in text of any kind: nothing raises, hangs or is misplaced."""

import sys
import unicodedata
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese import find_references

TYPES = ["Quyết định", "Nghị định", "nghị quyết", "Thông tư liên tịch", "Công văn", "KH", "văn bản"]
LAWS = ["Luật", "bộ luật", "pháp lệnh", "hiến pháp", "Đất đai", "BLHS 2015", "luật sư"]
NUMBERS = ["1", "12", "14", "2015", "1/2015", "1 18/2021/", "05", "1234567", "٣", "808c"]
SYMBOLS = ["QĐ-UBND", "NĐ-CP", "nq-hđnd", "QH", "QH14", "/TW", "TTr", "HĐKT", "BKH&ĐT", "T T-"]
JOINTS = ["/", "-", ", ", " và ", "; ", ".", "\n", "(", ")", ":", "|", " số ", " các ", "“", "..."]
DATES = [" ngày 1/2/2020", "tháng 3 năm 2021", "ngày 31/2/2020", "năm 2013", "(28/4/2023)"]
BODIES = [" của UBND tỉnh Hà Tĩnh", "do Chính phủ ban hành", "TP. HCM", "Bộ Công an", " của "]
WORDS_AROUND = [
    "Điều 5", "điểm a khoản 2 ", "được sửa đổi", "căn cứ", "hợp đồng", "thay thế", "hết hiệu lực",
    "đã ký", "ban hành", "kèm theo", "về việc", "nội dung liên quan đến", "vừa được", "Về",
]  # fmt: skip
PLAIN = [*TYPES, *LAWS, *NUMBERS, *SYMBOLS, *JOINTS, *DATES, *BODIES, *WORDS_AROUND]
DIRT = ["\xa0", "\u200b", "\u00ad", "ê", "Ð", "–", "İ", "a\u0301", "\u0301\u0323", "\x00", "\ud800"]
BLANKS = st.sampled_from(["", " "])


@given(st.lists(st.sampled_from([*PLAIN, *DIRT]), max_size=40), BLANKS)
def test_references_are_in_order_and_index_the_text_as_given(words: list[str], blank: str) -> None:
    text = blank.join(words)
    end = 0
    for reference in find_references(text):
        assert text[reference.start : reference.end] == reference.text != ""
        assert end <= reference.start
        end = reference.end


@given(st.text())
def test_any_characters_are_text(text: str) -> None:
    for reference in find_references(f"Nghị định số 1/2015/NĐ-CP {text} Luật Đất đai 2013{text}"):
        assert reference.text.strip() != ""


@given(st.lists(st.sampled_from(PLAIN), max_size=25), BLANKS)
def test_decomposed_letters_change_nothing(words: list[str], blank: str) -> None:
    text = blank.join(words)
    composed = [fields_without_place(r.to_json()) for r in find_references(text)]
    decomposed = find_references(unicodedata.normalize("NFD", text))
    assert [fields_without_place(r.to_json()) for r in decomposed] == composed


def fields_without_place(reference: dict[str, object]) -> dict[str, object]:
    """What a reference says, but for where it stands and how it is spelled."""
    return {k: v for k, v in reference.items() if k not in ("start", "end", "text")}


REPEATED = [
    "1", "1/", "1/A-", "1-A", "1-AB", "1/2020,", "1" * 7 + " ",  # numbers
    "luật ", "Luật a, ", "luật 2013 ", "hiến pháp ", "Luật " + "x " * 70,  # laws
    "số ", "số 1", "số 1, ", "Luật số ", "Nghị định ", "Quyết định số ", "12/QĐ-UBND và ",
    "số 1/2020/NĐ-CP, ", "Nghị định 1, ", ", 1/2015", "Nghị định 1/2015, 2/2016 ",  # lists
    "Thông tư 1/2020/TT-BTC Hướng dẫn ", "của Nghị định 1/2015/NĐ-CP Về ",  # open titles
    "Quyết định số 1 của ", " của UBND", "của ", "UBND tỉnh ", "ngày 1/1/2020",  # bodies, dates
    "Điều 1, ", "điều 1 khoản 1 ", "được sửa đổi ", "hợp đồng 1/HĐ ", "số 1/A\n",  # cues, rows
    "(", ".", "   ", "\n", "A", "Ấ", "và ", "a\u0301", "\u0301\u0323", "\u200b", "İ",  # no words
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_work_grows_with_the_length(piece: str) -> None:
    """Twice the text takes twice the calls, of Python's functions and of the patterns'."""
    short = f"Nghị định số 1/2015/NĐ-CP {piece * (3_000 // len(piece))}"
    once, twice = calls(short), calls(short + short)
    assert twice <= 2.2 * once + 200


@pytest.mark.parametrize("piece", REPEATED)
def test_repetition_does_not_make_it_hang(piece: str) -> None:
    """A single pattern that is quadratic would take minutes on these."""
    text = f"Nghị định số 1/2015/NĐ-CP {piece * (40_000 // len(piece))}"
    for reference in find_references(text):
        assert text[reference.start : reference.end] == reference.text


def calls(text: str) -> int:
    """How many calls it takes to find the references of a text."""
    count = 0

    def on_event(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    profiler = sys.getprofile()
    sys.setprofile(on_event)
    try:
        find_references(text)
    finally:
        sys.setprofile(profiler)
    return count
