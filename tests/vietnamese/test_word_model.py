"""The segmenter decodes underthesea's model as underthesea does: equal token for token."""

import gzip
import json
import random
from pathlib import Path

import pytest
from underthesea import word_tokenize  # type: ignore[import-untyped]  # no type hints

from vietnamese import segmenting, word_model
from vietnamese.crfsuite import BadModelError, CrfModel, read_model
from vietnamese.marked_text import with_last
from vietnamese.normalizing import normalize
from vietnamese.tones import tone_on_second_vowel
from vietnamese.word_weights import WordWeights

LINES = [
    "Ủy ban nhân dân tỉnh Kon Tum ban hành Kế hoạch phát triển văn hóa, thể thao và du lịch.",
    "Đất",
    "Hà Nội",
    "Họp báo .",
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH THÔNG BÁO VỀ VIỆC TUYỂN DỤNG VIÊN CHỨC NĂM 2023",
    "Tổng số 1.235.000 đồng (+12 % so với 2147483647, -5 và 2147483648) tại http://a.gov.vn/đ?x=1",
    "BOS EOS đến T[0]=BOS None True False",
    "İstanbul ß ẞ ǅ Ⅷ ٣ ½ ² 中文 é ẵ 🙂 «đ» ʺ … v.v. H'Mông N’Thôn",
    "Email sotuphap-kontum@chinhphu.vn; điện thoại 02603.862479, 03-5730-2357 từ 7h30 ngày 5/2",
]


@pytest.mark.parametrize("line", LINES)
def test_same_words_as_underthesea(line: str) -> None:
    _assert_same_words([line])


def test_same_words_whatever_stands_beside_what() -> None:
    """Tokens in an order that no author gave them: groups that the model never saw."""
    for line in _drawn_lines():
        _assert_same_words([line])


def test_lines_do_not_touch_each_other() -> None:
    _assert_same_words([*_drawn_lines(), "", " ", "A.", *LINES])


def test_same_words_when_what_was_kept_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_model, "_MOST", 100)
    for line in [*LINES, *_drawn_lines()[:10], *LINES]:
        _assert_same_words([line])


@pytest.mark.slow
def test_same_words_on_real_text(shared_data: Path) -> None:
    with gzip.open(shared_data / "text" / "news.sample.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file][::60]
    directives = (shared_data / "text" / "directives.tsv").read_text("utf-8").splitlines()[1::20]
    _assert_same_words(directives)
    for article in articles:
        _assert_same_words(article["body"].split("\n"))


@pytest.mark.parametrize(
    ("model", "complaint"),
    [
        (CrfModel(("B-NP", "I-NP", "O"), {}, {}), "labels"),
        (CrfModel(("B-W", "I-W"), {"T[-3]=a": {"B-W": 1.0}}, {}), r"T\[-3\]=a"),
        (CrfModel(("B-W", "I-W"), {"T[0].shape=Xx": {"B-W": 1.0}}, {}), "shape"),
        (CrfModel(("B-W", "I-W"), {"bias": {"B-W": 1.0}}, {}), "bias"),
    ],
)
def test_a_model_of_another_kind_is_refused(model: CrfModel, complaint: str) -> None:
    with pytest.raises(BadModelError, match=complaint):
        WordWeights(model, set())


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models.bin").write_bytes(b"no model at all")
    with pytest.raises(BadModelError, match=r"models\.bin"):
        read_model(tmp_path / "models.bin")


def _drawn_lines() -> list[str]:
    draw = random.Random(7)
    tokens = [token for line in LINES for token in line.split()]
    return [" ".join(draw.choices(tokens, k=length)) for length in (*range(1, 8), *[40] * 60)]


def _assert_same_words(lines: list[str]) -> None:
    """Compare on text as the model is given it, where nothing is left to put back."""
    given = [tone_on_second_vowel(normalize(line)) for line in lines]
    words = [word for line in given for word in word_tokenize(line, use_token_normalize=False)]
    segmenter = segmenting._segmenter()
    spelled = segmenter.spell(map(with_last, given), [], segmenting._as_written)
    assert spelled.split("\n")[1:] == words
