"""Pages in charsets that nobody says, or that are said wrongly."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.charsets import decode_page, from_tcvn3, from_vni, read_legacy_runs
from crawler.pages import Page

TEXT = (
    "Sáng nay, Sở Tư pháp tỉnh tổ chức hội nghị triển khai Kế hoạch số 4204/KH-UBND "
    "của Ủy ban nhân dân tỉnh về công tác phổ biến, giáo dục pháp luật; dự hội nghị có đại diện "
    "lãnh đạo các phòng, đơn vị, các huyện, thị xã và những ai được mời. Ông Nguyễn Văn Ở, Ỷ Lan."
)
#: TEXT as TCVN3 and as VNI write it, in the Latin-1 characters of their bytes.
TCVN3 = (
    "S¸ng nay, Së T­ ph¸p tØnh tæ chøc héi nghÞ triÓn khai KÕ ho¹ch sè 4204/KH-UBND "
    "cña ñy ban nh©n d©n tØnh vÒ c«ng t¸c phæ biÕn, gi¸o dôc ph¸p luËt; dù héi nghÞ cã ®¹i diÖn "
    "l·nh ®¹o c¸c phßng, ®¬n vÞ, c¸c huyÖn, thÞ x· vµ nh÷ng ai ®­îc mêi. ¤ng NguyÔn V¨n ë, û Lan."
)
VNI = (
    "Saùng nay, Sôû Tö phaùp tænh toå chöùc hoäi nghò trieån khai Keá hoaïch soá 4204/KH-UBND"
    " cuûa UÛy ban nhaân daân tænh veà coâng taùc phoå bieán, giaùo duïc phaùp luaät; döï "
    "hoäi nghò coù ñaïi dieän laõnh ñaïo caùc phoøng, ñôn vò, caùc huyeän, thò xaõ vaø nhöõng ai "
    "ñöôïc môøi. OÂng Nguyeãn Vaên ÔÛ, YÛ Lan."
)
#: TCVN3 has no capitals with a tone: its fonts show them by other fonts.
SMALL_CAPITALS = TEXT.replace("Ủy", "ủy").replace("Ở", "ở").replace("Ỷ", "ỷ")

FRENCH = (
    "Le gouvernement a présenté hier à l'Assemblée nationale un projet de loi très attendu, où les "
    "députés ont déjà relevé des problèmes; la réforme prévoit là-bas dès août un délai, ça et là."
)


def markup(text: str, head: str = "") -> str:
    return f"<html><head><title>T</title>{head}</head><body><p>{text}</p></body></html>"


def windows_1258(text: str) -> bytes:
    """Text as Windows writes it: letters of the code page, tones as marks of their own."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            letters.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", letter))
            shapes = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
            tones = [mark for mark in marks if mark not in shapes]
            whole = unicodedata.normalize("NFC", base + "".join(shapes))
            letters.append((whole + "".join(tones)).encode("cp1258"))
    return b"".join(letters)


SAYS_UTF8 = "text/html; charset=utf-8"
SAYS_LATIN1 = "text/html; charset=iso-8859-1"
META_1258 = '<meta charset="windows-1258">'


@pytest.mark.parametrize(
    ("said", "body", "text"),
    [
        # as it should be
        (SAYS_UTF8, markup(TEXT).encode(), TEXT),
        # UTF-8 that is said to be something else, by the header and by the markup
        (SAYS_LATIN1, markup(TEXT).encode(), TEXT),
        (None, markup(TEXT, META_1258).encode(), TEXT),
        # nothing is said
        ("text/html", markup(TEXT).encode(), TEXT),
        # with a byte order mark against the header
        (SAYS_LATIN1, b"\xef\xbb\xbf" + markup(TEXT).encode(), TEXT),
        ("text/html", markup(TEXT).encode("utf-16"), TEXT),
        # UTF-8 that was cut inside a letter
        (SAYS_UTF8, markup(TEXT).encode() + "ệ".encode()[:2], TEXT),
        # windows-1258: said, not said, said to be Latin-1, said to be UTF-8
        (None, windows_1258(markup(TEXT, META_1258)), TEXT),
        ("text/html", windows_1258(markup(TEXT)), TEXT),
        (SAYS_LATIN1, windows_1258(markup(TEXT)), TEXT),
        (SAYS_UTF8, windows_1258(markup(TEXT)), TEXT),
        # TCVN3: its bytes, said to be anything, and the letters that they look like
        ("text/html", markup(TCVN3).encode("latin-1"), SMALL_CAPITALS),
        (SAYS_LATIN1, markup(TCVN3).encode("latin-1"), SMALL_CAPITALS),
        (SAYS_UTF8, markup(TCVN3).encode("latin-1"), SMALL_CAPITALS),
        (None, markup(TCVN3, META_1258).encode("latin-1"), SMALL_CAPITALS),
        (SAYS_UTF8, markup(TCVN3).encode(), SMALL_CAPITALS),
        # VNI, likewise
        ("text/html", markup(VNI).encode("latin-1"), TEXT),
        (SAYS_UTF8, markup(VNI).encode("latin-1"), TEXT),
        (SAYS_UTF8, markup(VNI).encode(), TEXT),
        # an old article on a page in Unicode
        (SAYS_UTF8, markup(f"{TEXT}</p><p>{TCVN3}").encode(), f"{TEXT}</p><p>{SMALL_CAPITALS}"),
        (SAYS_UTF8, markup(f"{VNI}</p><p>{TEXT} © 2020").encode(), f"{TEXT}</p><p>{TEXT} © 2020"),
        # other languages are left as they are
        (SAYS_UTF8, markup(FRENCH).encode(), FRENCH),
        (SAYS_LATIN1, markup(FRENCH).encode("latin-1"), FRENCH),
        ("text/html", markup(FRENCH).encode("latin-1"), FRENCH),
        (SAYS_UTF8, markup("10 µm, ¸, © the café").encode(), "10 µm, ¸, © the café"),
    ],
)
def test_charsets(said: str | None, body: bytes, text: str) -> None:
    assert f"<p>{text}" in unicodedata.normalize("NFC", decode_page(said, body))


def test_a_page_is_read_by_its_bytes() -> None:
    page = Page("http://stp.example.vn/tin", markup(TCVN3).encode("latin-1"), SAYS_LATIN1)
    assert page.visible_text == SMALL_CAPITALS


def test_the_two_fonts_agree() -> None:
    assert from_tcvn3(TCVN3) == SMALL_CAPITALS
    assert from_vni(VNI) == TEXT


@given(st.text(alphabet=st.characters(max_codepoint=0x1FFF, exclude_categories=["Cs"])))
def test_valid_utf8_is_never_garbled_by_what_is_said_of_it(text: str) -> None:
    page = "<p>Tiếng Việt</p>" + text
    assert decode_page(SAYS_LATIN1, page.encode()) == read_legacy_runs(page)


@given(st.binary(max_size=300), st.sampled_from([None, SAYS_UTF8, SAYS_LATIN1, "charset=utf-16"]))
def test_any_bytes_are_some_text(body: bytes, said: str | None) -> None:
    assert isinstance(decode_page(said, body), str)


def test_real_pages_stay_as_they_are(shared_data: Path) -> None:
    """Conversion is for old pages only; no page that was seen is one."""
    pages = list((shared_data / "pages").rglob("*.html"))
    assert pages
    for page in pages:
        body = page.read_bytes()
        assert decode_page(SAYS_UTF8, body) == body.decode("utf-8-sig"), page
