import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnamese.normalizing import normalize
from vietnamese.segmenting import segment

SENTENCE = "Ủy ban nhân dân tỉnh ban hành Kế hoạch số 4204/KH-UBND về phát triển văn hóa"
WORDS = [
    *("Ủy ban nhân dân", "tỉnh", "ban hành", "Kế hoạch", "số", "4204/KH-UBND", "về"),
    *("phát triển", "văn hóa"),
]


def test_words_in_order_as_written() -> None:
    assert segment(SENTENCE) == WORDS


def test_decomposed_text_gives_the_same_words() -> None:
    assert segment(unicodedata.normalize("NFD", SENTENCE)) == WORDS


def test_no_break_spaces_part_syllables_like_any_blank() -> None:
    assert segment(SENTENCE.replace(" ", "\u00a0")) == WORDS


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        # words of the model's dictionary, which has the tone mark on the second vowel
        ("Ủy ban nhân dân huyện họp.", "Ủy ban nhân dân"),
        ("Họ yêu hòa bình.", "hòa bình"),
        ("Công trình thủy lợi đã xong.", "thủy lợi"),
        ("Phát triển văn hóa cơ sở.", "văn hóa"),
        ("Chăm sóc sức khỏe nhân dân.", "sức khỏe"),
        # the same as others write it: kept as written
        ("Uỷ ban nhân dân huyện họp.", "Uỷ ban nhân dân"),
        ("Công trình thuỷ lợi đã xong.", "thuỷ lợi"),
    ],
)
def test_tone_placement_does_not_take_words_apart(sentence: str, word: str) -> None:
    assert word in segment(sentence)


@pytest.mark.parametrize(
    "identifier",
    ["1235/UBND-KGVX", "112/2025/NQ-HĐND", "490/QĐ-BTTTT", "30/2020/NĐ-CP", "18-NQ/TW"],
)
def test_identifiers_stay_whole(identifier: str) -> None:
    assert identifier in segment(f"Căn cứ văn bản số {identifier} ngày 30/3/2023 của tỉnh")


def test_without_diacritics_the_words_are_the_syllables() -> None:
    assert segment("Uy ban nhan dan tinh, so 4204/KH-UBND") == [
        *("Uy", "ban", "nhan", "dan", "tinh", ",", "so", "4204/KH-UBND")
    ]


def test_words_do_not_reach_over_line_ends() -> None:
    assert segment("Kế hoạch của tỉnh\nphát triển") == ["Kế hoạch", "của", "tỉnh", "phát triển"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u200b"])
def test_nothing_gives_nothing(text: str) -> None:
    assert segment(text) == []


@pytest.mark.parametrize("unit", ["a.", "1.1.", "0-0-", "đ", "(", "a@", "&", "1/"])
def test_long_runs_lose_nothing(unit: str) -> None:
    run = unit * 50_000  # the model's own tokenizer takes minutes for most of these
    words = segment(f"Ủy ban nhân dân {run} tỉnh")
    assert words[0] == "Ủy ban nhân dân"
    assert words[-1] == "tỉnh"
    assert "".join(words[1:-1]) == run


@settings(deadline=None)
@given(
    st.text(
        st.sampled_from("aàáâấậăắbcdđeéêếệgGhiíklmnoóôốộơớpqrstuúưứừvxyỳ Đ0123/-.,:()\n\t'_=>°")
    )
    | st.text()
)
def test_no_character_is_lost_or_made_up(text: str) -> None:
    words = segment(text)
    assert "".join("".join(words).split()) == "".join(normalize(text).split())
    assert all(word == " ".join(word.split()) != "" for word in words)


def test_first_calls_from_many_threads_agree() -> None:
    """In a process of its own, where the model is not loaded yet."""
    program = f"""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from vietnamese.segmenting import segment
start = Barrier(8)
def work(_):
    start.wait()
    return segment({SENTENCE!r})
with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(work, range(8)))
assert results == [{WORDS!r}] * 8, results
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=120)


def test_threads_do_not_disturb_each_other() -> None:
    sentences = [f"Thông báo số {n}/TB-UBND về phòng cháy ở {n} xã" for n in range(200)]
    expected = [segment(sentence) for sentence in sentences]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(segment, sentences)) == expected


def test_importing_the_module_does_not_load_the_model() -> None:
    program = "import sys, vietnamese.analysis; assert 'underthesea' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


def test_long_text_has_the_words_of_its_lines() -> None:
    lines = [f"{SENTENCE} ở xã {n}." for n in range(600)]
    assert segment("\n".join(lines)) == [word for line in lines for word in segment(line)]


def test_loading_the_model_sets_up_no_logging() -> None:
    """Or what crawls in the same process would have its log on the terminal."""
    code = "import logging, vietnamese; vietnamese.segment('đất đai'); print(logging.root.handlers)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
