"""Where the tone mark stands: `hòa` and `hoà`, `khỏe` and `khoẻ`, `thủy` and `thuỷ` are one word.

Two ways of writing live side by side. In open syllables in oa, oe and uy one puts the mark on the
first vowel, the other on the second; everywhere else they agree. What neither would write (`tòan`,
`qúy`, `gía`) is what older typing aids left behind, and is set right by both functions.

Both keep the length of a text in NFC, so offsets stay good; what is not NFC, and what is no
Vietnamese syllable, stays as it is.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPED = "ăâêôơư"

_SYLLABLE = re.compile(
    r"(?P<onset>ngh?|nh|gh|gi(?=[aăâeêoôơuư])|qu(?=[aăâeêiơôoy])|[ctkp]h|tr|[bcdđghklmnprstvx])?"
    r"(?P<vowels>[aăâeêioôơuưy]+)"
    r"(?P<coda>ch|ng|nh|[cmnpt])?"
)

#: Vowel groups without ă, â, ê, ô, ơ, ư that end a syllable, and the place of the mark in each.
_OPEN: dict[str, int] = {
    **dict.fromkeys(("ai", "ao", "au", "ay", "eo", "ia", "iu", "oi", "ua", "ui"), 0),
    **dict.fromkeys(("oai", "oao", "oay", "oeo", "uya", "uyu"), 1),
}

#: The groups that the two ways of writing differ in.
_DISPUTED = ("oa", "oe", "uy")

#: Vowel groups with one of those letters: the mark stands on the last such letter.
_WITH_SHAPED = re.compile("âu|ây|êu|iêu?|oă|ôi|ơi|uây?|uê|uôi?|uơ|uyê|ưa|ưi|ươ[iu]?|ưu|yêu?")

_WORD = re.compile(r"[^\W\d_]{2,}")


def tone_on_first_vowel(text: str) -> str:
    """Write `hòa`, `khỏe`, `thủy`: the way of most portals, and of what is indexed."""
    return _WORD.sub(lambda word: _place(word[0], 0), text)


def tone_on_second_vowel(text: str) -> str:
    """Write `hoà`, `khoẻ`, `thuỷ`: the way of underthesea's dictionary."""
    return _WORD.sub(lambda word: _place(word[0], 1), text)


@lru_cache(maxsize=1 << 16)
def _place(word: str, disputed_place: int) -> str:
    """The word with its tone mark put right; `disputed_place` is for oa, oe and uy."""
    if len(word) > 7 or word.isascii():  # no syllable is longer than `nghiêng`
        return word
    letters: list[str] = []
    tones: list[tuple[int, str]] = []
    for index, letter in enumerate(word):
        base, tone = _split_tone(letter)
        letters.append(base)
        if tone:
            tones.append((index, tone))
    syllable = _SYLLABLE.fullmatch("".join(letters).lower())
    if len(tones) != 1 or syllable is None:
        return word
    place = _place_in(syllable["vowels"], syllable["coda"] is None, disputed_place)
    if place is None:
        return word
    index = syllable.start("vowels") + place
    letters[index] = unicodedata.normalize("NFC", letters[index] + tones[0][1])
    return "".join(letters)


def _split_tone(letter: str) -> tuple[str, str]:
    """A letter without its tone mark, and the mark (empty if there is none)."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in decomposed[1:] if mark in _TONES)
    if not tone:
        return letter, ""
    rest = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", rest), tone


def _place_in(vowels: str, is_open: bool, disputed_place: int) -> int | None:
    """Where in a group of vowels the mark belongs; None for a group that Vietnamese lacks."""
    if len(vowels) == 1:
        return 0
    if _WITH_SHAPED.fullmatch(vowels):
        return max(vowels.rfind(letter) for letter in _SHAPED)
    if vowels in _DISPUTED:
        return disputed_place if is_open else 1
    return _OPEN.get(vowels) if is_open else None
