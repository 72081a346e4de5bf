import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnamese.analysis import ANALYZER_VERSION, analyze, analyze_query, tokenize
from vietnamese.folding import fold

SEED = (
    "Ngày 28/4/2023, UBND tỉnh ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế hoạch "
    "hành động năm 2023; căn cứ Quyết định số 490/QĐ-BTTTT ngày 30 tháng 3 năm 2023 của Bộ TT&TT, "
    "yêu cầu mỗi huyện có ít nhất 01 phường/thị trấn, kinh phí 1.500.000 đồng."
)


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("Bảng tin điện tử", "bảng tin điện tử"),
        ("Hoà Bình, thuỷ lợi", "hòa bình thủy lợi"),  # one tone placement
        ("Covid-19; kinh tế - xã hội", "covid 19 kinh tế xã hội"),  # hyphens part
        ("Đắk R'Lấp, N\u2019Thôn Hạ", "đắk r lấp n thôn hạ"),  # apostrophes part
        ("sotuphap-kontum@chinhphu.vn", "sotuphap kontum chinhphu vn"),  # e-mail
        ("https://kontum.gov.vn/tin", "https kontum gov vn tin"),  # addresses
        ("mỗi xã 01 bảng tin", "mỗi xã 1 bảng tin"),  # zeros before a number
        ("000", "0"),
        ("500.000 đồng, 1.235.000,5", "500000 đồng 1235000 5"),  # points between thousands
        ("1,5 ha; 1.5", "1 5 ha 1 5"),  # decimals, or a list
        ("điểm 1.1.2", "điểm 1 1 2"),  # headings
        ("120 m²", "120 m2"),
        ("10h30", "10h30"),
        ("28/4/2023", "28 4 2023 2023-04-28"),
        ("28-04-2023", "28 4 2023 2023-04-28"),
        ("ngày 28 tháng 4 năm 2023", "ngày 28 tháng 4 năm 2023 2023-04-28"),
        ("ngay 28 thang 4 nam 2023", "ngay 28 thang 4 nam 2023 2023-04-28"),
        ("31/2/2023", "31 2 2023"),  # no day
        ("tháng 4/2023", "tháng 4 2023"),
        ("số 4204/KH-UBND", "số 4204/kh-ubnd 4204 kh ubnd"),
        ("số 4204 / KH - UBND", "số 4204/kh-ubnd 4204 kh ubnd"),
        ("Q\u00d0: 490/Q\u00d0-BTTTT", "qđ 490/qđ-btttt 490 qđ btttt"),
        ("08/2023/QĐ-UBND", "8/2023/qđ-ubnd 8 2023 qđ ubnd"),
        ("30/2020/NĐ-CP", "30/2020/nđ-cp 30 2020 nđ cp"),
        ("UBND-HĐND tỉnh", "ủy ban nhân dân hội đồng nhân dân tỉnh"),
        ("Bộ TT&TT", "bộ thông tin và truyền thông"),
        ("Sở NN&MT, TTHC", "sở nông nghiệp và môi trường thủ tục hành chính"),
        ("THUỶ LỢI, THỦY LỢI; khoẻ, khỏe", "thủy lợi thủy lợi khỏe khỏe"),  # upper case, too
        ("qúy III, tòan tỉnh", "quý iii toàn tỉnh"),  # marks where older typing aids put them
        ("Nghị quyết số 18-NQ/TW", "nghị quyết số 18-nq/tw 18 nq tw"),  # the party's form
        ("năm học 2023-2024", "năm học 2023 2024"),  # no date, no identifier
        ("snake_case", "snake case"),
        ("…!? — «»", ""),
        ("", ""),
    ],
)
def test_syllables(text: str, syllables: str) -> None:
    assert " ".join(analyze(text).syllables) == syllables


def test_four_streams() -> None:
    streams = analyze("UBND tỉnh phát triển văn hoá, số 4204/KH-UBND")
    assert streams.syllables == (
        *("ủy", "ban", "nhân", "dân", "tỉnh", "phát", "triển", "văn", "hóa"),
        *("số", "4204/kh-ubnd", "4204", "kh", "ubnd"),
    )
    assert streams.words == (
        *("ủy_ban_nhân_dân", "tỉnh", "phát_triển", "văn_hóa"),
        *("số", "4204/kh-ubnd", "4204", "kh", "ubnd"),
    )
    assert streams.folded == (
        *("uy", "ban", "nhan", "dan", "tinh", "phat", "trien", "van", "hoa"),
        *("so", "4204/kh-ubnd", "4204", "kh", "ubnd"),
    )
    assert streams.folded_pairs[:3] == ("uy_ban", "ban_nhan", "nhan_dan")
    assert len(streams.folded_pairs) == len(streams.folded) - 1


def test_unicode_form_and_blanks_make_no_difference() -> None:
    other = SEED.replace(" ", "\u00a0").replace("tỉnh", "tỉ\u00adnh")
    assert analyze(other) == analyze(SEED)
    assert analyze(unicodedata.normalize("NFD", other)) == analyze(SEED)


@pytest.mark.parametrize(
    "phrase",
    [
        "bảng tin",
        "Ủy ban nhân dân tỉnh",  # the text abbreviates
        "UBND tỉnh ban hành",
        "Công văn số 1235/UBND-KGVX về việc",
        "1235/UBND-KGVX",
        "Bộ Thông tin và Truyền thông",  # the text abbreviates
        "của Bộ TT&TT",
        "28/4/2023",
        "ngày 28/4/2023, UBND",
        "ngày 30 tháng 3 năm 2023 của",
        "tháng 3 năm 2023",  # part of a date
        "01 phường",
        "1 phường",
        "phường thị trấn",
        "1500000 đồng",
    ],
)
def test_a_phrase_of_the_text_is_found_by_position(phrase: str) -> None:
    text = SEED + " Bảng tin điện tử."
    query = analyze_query(phrase)
    document = analyze(text)
    assert _stands_in(query.syllables, document.syllables)
    assert _stands_in(analyze_query(fold(phrase)).folded, document.folded)


def test_full_form_in_the_text_is_found_by_its_abbreviation() -> None:
    document = analyze("Chủ tịch Ủy ban nhân dân tỉnh; thủ tục hành chính")
    for query in ("UBND tỉnh", "ubnd", "TTHC", "tthc"):
        assert _stands_in(analyze_query(query).folded, document.folded)


def test_a_day_is_found_however_it_is_written() -> None:
    day = analyze_query("30/3/2023").syllables[-1]
    for text in ("ngày 30 tháng 3 năm 2023", "30-03-2023", "30.3.2023"):
        assert day in analyze(text).syllables


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("4204/KH-UBND", "4204/kh-ubnd"),
        ("4204/kh ubnd", "4204/kh-ubnd"),
        ("4204 KH-UBND", "4204/kh-ubnd"),
        ("QD 490/BTTTT", "490/qd-btttt"),
        ("Kế hoạch số 4204/KH-UBND", "4204/kh-ubnd"),
    ],
)
def test_a_typed_identifier_is_the_token_of_documents(typed: str, token: str) -> None:
    document = analyze("Kế hoạch số 4204/KH-UBND, Quyết định số 490/QĐ-BTTTT")
    query = analyze_query(typed)
    assert token in query.folded
    assert _stands_in(query.folded, document.folded)


@pytest.mark.parametrize(
    ("query", "syllables"),
    [
        ("30 tháng 4", "30 tháng 4"),
        ("nghị quyết số 18", "nghị quyết số 18"),
        ("2023", "2023"),
        ("kế hoạch 4204", "kế hoạch 4204"),
        ("5 ubnd huyện", "5 ủy ban nhân dân huyện"),
    ],
)
def test_numbers_in_a_query_do_not_make_it_an_identifier(query: str, syllables: str) -> None:
    assert " ".join(analyze_query(query).syllables) == syllables


@pytest.mark.parametrize(
    ("query", "marked", "words"),
    [
        ("đất đai", True, ("đất_đai",)),
        ("dat dai", False, ()),
        ("UBND", False, ()),  # though its full form has diacritics
        ("Kon Tum", False, ()),
        ("", False, ()),
    ],
)
def test_a_query_says_whether_it_is_taken_at_its_word(
    query: str, marked: bool, words: tuple[str, ...]
) -> None:
    tokens = analyze_query(query)
    assert tokens.has_diacritics is marked
    assert tokens.words == words


def test_places_are_those_of_the_text_as_given() -> None:
    text = unicodedata.normalize("NFD", "Sở Tư pháp: số 490/QĐ-BTTTT, UBND")
    places = {token.text: text[token.start : token.end] for token in tokenize(text)}
    assert unicodedata.normalize("NFC", places["pháp"]) == "pháp"
    assert unicodedata.normalize("NFC", places["490/qđ-btttt"]) == "490/QĐ-BTTTT"
    assert places["ủy"] == places["dân"] == "UBND"


PIECES = "UBND|HĐND|KT-XH|TT & TT|tỉnh|hoà|500.000|01|.|,|-|4204/KH-UBND|30/2020/NĐ-CP|28/4/2023"
MORE_PIECES = "ngày 1 thang 5 nam 2023|\n|(|/|\u00a0|\u00ad| "
#: Any text, and texts of what the analyzer looks at.
TEXTS = (
    st.text()
    | st.text(st.sampled_from("aăđếỦBNDKHQT 0123456789/-.,²_\u0301\u200b\u00a0\n"))
    | st.lists(st.sampled_from([*PIECES.split("|"), *MORE_PIECES.split("|")])).map("".join)
    | st.lists(st.sampled_from(PIECES.split("|"))).map(" ".join)
)


@settings(deadline=None)
@given(TEXTS)
def test_what_is_indexed_is_what_is_highlighted(text: str) -> None:
    assert analyze(text).syllables == tuple(token.text for token in tokenize(text))


@settings(deadline=None)
@given(TEXTS)
def test_tokens_fit_engines_that_split_at_blanks(text: str) -> None:
    streams = analyze(text)
    for stream in (streams.syllables, streams.words, streams.folded, streams.folded_pairs):
        assert tuple(" ".join(stream).split()) == stream
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    # the day of a date, the only token with hyphens and nothing else beside digits, starts where
    # the date does
    starts = [t.start for t in tokens if not re.fullmatch(r"\d{4}-\d\d-\d\d", t.text)]
    assert starts == sorted(starts)


def test_version_names_the_segmenter() -> None:
    rules, segmenter = ANALYZER_VERSION.split("+")
    assert rules.isdigit()
    assert segmenter.startswith("underthesea-9.")


def _stands_in(phrase: tuple[str, ...], stream: tuple[str, ...]) -> bool:
    width = len(phrase)
    return any(stream[i : i + width] == phrase for i in range(len(stream) - width + 1))
