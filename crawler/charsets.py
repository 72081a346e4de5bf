"""From the bytes of a page to its text, whatever charset the portal says or forgets to say.

Beside UTF-8, three ways of writing Vietnamese are met on old pages: windows-1258, and two that no
header names, since they are fonts' and not charsets': TCVN 5712:1993 VN3 as the .Vn fonts have it
(`C«ng v¨n`) and VNI (`Coâng vaên`). Bytes of the latter two come as they are, said to be Latin-1 or
nothing, or as UTF-8 of the Latin-1 characters that they look like. Some pages have them in one
part (an article pasted from Word) and Unicode in the rest, so each run of text is read by itself.

No maintained Python library converts these two (Python has `cp1258` alone). TCVN 5712's table is
glibc's (`iconv -f TCVN5712-1`) in the range that VN3 shares with it; VNI's is that of vietunicode
(http://vietunicode.sourceforge.net/charset/), with which the input methods xvnkb and UniKey agree.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial

from w3lib.encoding import html_to_unicode

_TCVN3 = str.maketrans(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢§£¤¥¦",
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
)
_VNI_PAIRS = {
    f"{base}{mark}": letter
    for base, marks, letters in (
        ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
        ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
        ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
        ("ô", "ùøûõï", "ớờởỡợ"),
        ("u", "ùøûõï", "úùủũụ"),
        ("ö", "ùøûõï", "ứừửữự"),
        ("y", "ùøûõ", "ýỳỷỹ"),
    )
    for mark, letter in zip(marks, letters, strict=True)
}
_VNI_SINGLE = dict(zip("ôöæóòîñ", "ơưỉĩịỵđ", strict=True))
_VNI = {**_VNI_SINGLE, **_VNI_PAIRS}
_VNI |= {written.upper(): letter.upper() for written, letter in _VNI.items()}
_VNI |= {w[0].upper() + w[1]: letter.upper() for w, letter in _VNI_PAIRS.items()}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

#: What stands in nearly every longer text of these two, and in hardly any other.
_TCVN3_SIGNS, _VNI_SIGNS = ("µ", "¸"), ("ø", "ï")

_RUN = re.compile(r"[^<>]+")
_WORD = re.compile(r"[^\s\d.,:;!?()\[\]\"'/<>&…“”–-]+")
_BEYOND_LATIN_1 = re.compile(r"[\u0100-\uffff]")
#: Words with letters beyond ASCII that a text has to have before its charset is judged by them.
_ENOUGH = 5
#: The share of them that are Vietnamese syllables: in such a text, and at most in any other.
_CONVINCING, _DOUBTFUL = 0.85, 0.6
#: So much of the letters beyond ASCII may be broken in a text that is UTF-8 all the same.
_BROKEN = 0.1
#: As many characters are enough to know a charset by.
_LOOKED_AT = 50_000

#: Vietnamese syllables in small letters, without their tone: an onset and a rime.
_SYLLABLE = re.compile(
    r"""
    (?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?
    (?: a(?:[cimnoptuy]|ch|ng|nh)? | ă(?:[cmnpt]|ng) | â(?:[cmnptuy]|ng) | e(?:[cmnopt]|ng)?
    | ê(?:[cmnptu]|ch|nh)? | i(?:[acmnptu]|ch|nh)? | iê(?:[cmnptu]|ng) | o(?:[cimnpt]|o?ng|oc)?
    | oa(?:[cimnopty]|ch|ng|nh)? | oă(?:[cmnt]|ng) | oe[nto]? | ô(?:[cimnpt]|ng)? | ơ[imnpt]?
    | u(?:[acimnpt]|ng)? | uâ(?:[nty]|ng) | uê(?:ch|nh)? | uô(?:[cimnt]|ng) | uơ
    | uy(?:[anptu]|ch|nh)? | uyê[nt] | ư(?:[acimntu]|ng)? | ươ(?:[cimnptu]|ng)
    | y | yê(?:[mntu]|ng)
    )
    """,
    re.VERBOSE,
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def decode_page(content_type: str | None, body: bytes) -> str:
    """The text of a page, in Unicode (NFC where it was converted).

    Bytes that are valid UTF-8 are taken for it, whatever is said of them: no other charset's text
    is, but by accident in a few letters. Else what the header or the markup says is believed,
    unless the text is Vietnamese by another charset and gibberish by that one.
    """
    try:
        text = body.decode("utf-8-sig") if not body.isascii() else ""
    except UnicodeDecodeError:
        text = _decode_other(content_type, body)
    if not text:
        return str(html_to_unicode(content_type, body, default_encoding="utf-8")[1])
    return read_legacy_runs(text)


def read_legacy_runs(text: str) -> str:
    """A text with its runs between tags that are TCVN3 or VNI turned into Unicode.

    Texts in other languages, and Unicode, stay as they are.
    """
    for signs, convert in ((_TCVN3_SIGNS, from_tcvn3), (_VNI_SIGNS, from_vni)):
        if not all(sign in text for sign in signs):
            continue
        runs = [run for run in _RUN.findall(text) if _is_latin_1(run)]
        together = "\n".join(runs)
        if _reads_better(convert(together), together):
            return _RUN.sub(partial(_converted, convert), text)
    return text


def from_tcvn3(text: str) -> str:
    """TCVN 5712 VN3 that was taken for Latin-1, in Unicode."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI that was taken for Latin-1, in Unicode."""
    return _VNI_LETTER.sub(lambda letter: _VNI[letter[0]], text)


def _decode_other(content_type: str | None, body: bytes) -> str:
    """The text of bytes that are not UTF-8 from end to end."""
    loose = body.decode("utf-8", "replace")
    beyond = sum(1 for character in loose if character > "\x7f")
    if loose.count("\ufffd") <= _BROKEN * beyond:
        return loose
    said = str(html_to_unicode(content_type, body, default_encoding="cp1252")[1])
    plain = body.decode("latin-1")
    windows_1258 = unicodedata.normalize("NFC", body.decode("cp1258", "replace"))
    for candidate in (read_legacy_runs(plain), windows_1258):
        if _reads_better(candidate, said):
            return candidate
    believed = "\ufffd" not in said
    return said if believed else body.decode("cp1252", "replace")


def _reads_better(text: str, as_it_is: str) -> bool:
    """Whether a text is Vietnamese, and the same without the conversion is not."""
    return _share(text, _ENOUGH) >= _CONVINCING and _share(as_it_is, 1) <= _DOUBTFUL


def _converted(convert: Callable[[str], str], run: re.Match[str]) -> str:
    """A run of a text that has been found to be in another charset; what is not stays."""
    if not _is_latin_1(run[0]):
        return run[0]
    converted = convert(run[0])
    return converted if _share(converted, 1) >= _CONVINCING else run[0]


def _is_latin_1(run: str) -> bool:
    """Whether a run has letters beyond ASCII, and none beyond Latin-1."""
    return not run.isascii() and _BEYOND_LATIN_1.search(run) is None


def _share(text: str, enough: int) -> float:
    """How many of the words with letters beyond ASCII are Vietnamese syllables; 0 for too few."""
    words = [word for word in _WORD.findall(text[:_LOOKED_AT]) if not word.isascii()]
    if len(words) < enough:
        return 0.0
    return sum(map(_is_syllable, words)) / len(words)


@lru_cache(maxsize=10_000)
def _is_syllable(word: str) -> bool:
    bare = _TONES.sub("", unicodedata.normalize("NFD", word.lower()))
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
