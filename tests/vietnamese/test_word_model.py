"""The segmenter decodes underthesea's model as underthesea does: equal token for token."""

import gzip
import json
import random
from pathlib import Path

import pytest
from underthesea import word_tokenize  # type: ignore[import-untyped]  # no type hints

from vietnamese.crfsuite import BadModelError, CrfModel, read_model
from vietnamese.normalizing import normalize
from vietnamese.segmenting import _segment_with_model
from vietnamese.tones import tone_on_second_vowel
from vietnamese.word_model import WordModel

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
    _assert_same_words(line)


def test_same_words_whatever_stands_beside_what() -> None:
    """Tokens in an order that no author gave them: groups that the model never saw."""
    draw = random.Random(7)
    tokens = [token for line in LINES for token in line.split()]
    for length in (*range(1, 8), *[40] * 60):
        _assert_same_words(" ".join(draw.choices(tokens, k=length)))


@pytest.mark.slow
def test_same_words_on_real_text(shared_data: Path) -> None:
    with gzip.open(shared_data / "text" / "news.sample.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file][::60]
    directives = (shared_data / "text" / "directives.tsv").read_text("utf-8").splitlines()[1::20]
    for line in directives:
        _assert_same_words(line)
    for article in articles:
        for line in article["body"].split("\n"):
            _assert_same_words(line)


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
        WordModel(model, set())


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models.bin").write_bytes(b"no model at all")
    with pytest.raises(BadModelError, match=r"models\.bin"):
        read_model(tmp_path / "models.bin")


def _assert_same_words(line: str) -> None:
    """Compare on text as the model is given it, where nothing is left to put back."""
    given = tone_on_second_vowel(normalize(line))
    assert _segment_with_model(given) == word_tokenize(given, use_token_normalize=False)
