import pytest

from vietnamese.abbreviations import expand_abbreviations, find_abbreviations, read_table
from vietnamese.folding import fold
from vietnamese.normalizing import normalize
from vietnamese.tones import tone_on_first_vowel


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("ubnd thị xã", "Ủy ban nhân dân thị xã"),  # registers write titles in lower case
        ("HĐND", "Hội đồng nhân dân"),
        ("hdnd", "Hội đồng nhân dân"),  # typed without diacritics
        ("H\u00d0ND", "Hội đồng nhân dân"),  # U+00D0 for Đ
        ("HĐND-UBND xã", "Hội đồng nhân dân-Ủy ban nhân dân xã"),  # joined to each other
        ("HĐND/UBND", "Hội đồng nhân dân/Ủy ban nhân dân"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GD & ĐT", "Sở Giáo dục và Đào tạo"),
        ("LĐ-TB&XH", "Lao động - Thương binh và Xã hội"),
        ("Bộ VHTT&DL", "Bộ Văn hóa, Thể thao và Du lịch"),  # the longest that fits
        ("Sở VH-TT", "Sở Văn hóa và Thể thao"),
        ("tp Kon Tum", "Thành phố Kon Tum"),
        ("TP.HCM", "Thành phố.Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("Ban Bí thư T.Ư", "Ban Bí thư Trung ương"),
        ("(TTHC)", "(Thủ tục hành chính)"),
        ("Sở NNMT, Bộ NN&MT", "Sở Nông nghiệp và Môi trường, Bộ Nông nghiệp và Môi trường"),
        ("Sở NN-PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),  # before 2025, and the longest
        ("Nông nghiệp và PTNT", "Nông nghiệp và Phát triển nông thôn"),  # abbreviated in part
        ("QP-AN, QPAN", "Quốc phòng, an ninh, Quốc phòng, an ninh"),
        ("văn bản QPPL; VBQPPL", "văn bản Quy phạm pháp luật; Văn bản quy phạm pháp luật"),
        ("khoản 2 Điều 48 BLHS", "khoản 2 Điều 48 Bộ luật Hình sự"),  # codes of law
        ("BLDS và BLTTDS", "Bộ luật Dân sự và Bộ luật Tố tụng dân sự"),
        ("blld 2019, BLTTHS", "Bộ luật Lao động 2019, Bộ luật Tố tụng hình sự"),
        # parts of a symbol are names
        ("QĐ-UBND", "QĐ-UBND"),
        ("UBND-KGVX", "UBND-KGVX"),
        ("4204/KH-UBND", "4204/KH-UBND"),
        # parts of a word are not abbreviations, nor is a syllable that looks like one
        ("TPP", "TPP"),
        ("SỞ TƯ PHÁP", "SỞ TƯ PHÁP"),
        ("xTTHC", "xTTHC"),
        ("", ""),
    ],
)
def test_expanding(text: str, expanded: str) -> None:
    assert expand_abbreviations(text) == expanded


def test_spans_are_those_of_the_text() -> None:
    text = "Chủ tịch UBND, HĐND-UBND"
    found = [(text[a.start : a.end], a.full_form) for a in find_abbreviations(text)]
    assert found == [
        ("UBND", "Ủy ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("UBND", "Ủy ban nhân dân"),
    ]


def test_every_row_is_well_formed_and_found() -> None:
    rows = read_table()
    assert len({fold(short) for short, _, _ in rows}) == len(rows) > 100
    for short, full_form, source in rows:
        assert source.startswith(("defined: ", "used: ")), short
        assert full_form == tone_on_first_vowel(normalize(full_form))
        assert expand_abbreviations(short) == full_form


def test_initials_of_the_full_form_spell_the_abbreviation() -> None:
    """But for words that the abbreviation skips (`và`), and the two that stand for Trung ương."""
    for short, full_form, _ in read_table():
        letters = [letter for letter in fold(short) if letter.isalpha()]
        initials = [word[0] for word in fold(full_form).split() if word[0].isalpha()]
        if short != "TW":
            remaining = iter(initials)
            assert all(letter in remaining for letter in letters), short
