"""What a word may have been meant to be that is spelt wrongly: by a slip of the finger, by ear, by
its diacritics, or typed for an input method that was off.

Pure enumeration: which of the forms are words, an index tells.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from vietnamese.tones import tone_on_first_vowel

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

#: The keys left and right of each.
_BESIDE = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, key in enumerate(row)
}

#: Letters that sound alike somewhere in the country, or that spelling sets apart alone, folded.
_ALIKE_AT_START = (
    ("ch", "tr"),
    ("s", "x"),
    ("d", "gi", "r", "v"),
    ("l", "n"),
    ("ngh", "ng"),
    ("gh", "g"),
    ("c", "k", "q"),
    ("ph", "f"),
)
_ALIKE_AT_END = (("n", "ng", "nh"), ("t", "c", "ch"), ("i", "y"), ("o", "u"))

_I_AND_Y = {"i": "y", "y": "i"}
_SHAPES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư"}
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SYLLABLE = re.compile(
    r"(?P<onset>ngh?|nh|gh|gi(?=[aeou])|qu(?=[aeioy])|[ctkp]h|tr|[bcdghklmnpqrstvx])?"
    r"(?P<vowels>[aeiouy]{1,3})(?P<coda>ch|ng|nh|[cmnpt])?"
)

_TELEX_TONES = dict(zip("fsxrj", _TONES[1:], strict=True))
_TELEX_SHAPES = (
    ("uwow", "ươ"),
    ("uow", "ươ"),
    ("uwo", "ươ"),
    ("aaw", "ă"),  # a shape typed after another takes its place
    ("oow", "ơ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("dd", "đ"),
    ("w", "ư"),
)
_VNI_TONES = dict(zip("21435", _TONES[1:], strict=True))
_VNI_SHAPES = (
    *(("u7o7", "ươ"), ("uo7", "ươ"), ("u7o", "ươ"), ("a6", "â"), ("e6", "ê"), ("o6", "ô")),
    *(("a8", "ă"), ("o7", "ơ"), ("u7", "ư"), ("d9", "đ")),
)

#: Shorter words have too many others one slip away.
SHORTEST = 3

#: No word of these longer than this is looked for another spelling of.
LONGEST = 20


@lru_cache(maxsize=1 << 10)
def slips(word: str) -> Mapping[str, float]:
    """The words one slip away from a folded one, or of a like sound, and how likely a slip each is.

    Likely, from 0 to 1, by how people slip: letters swapped, a sound spelt in another way, a letter
    left out or hit twice, the key beside, any other key. `word` itself is none of them. Of a word
    shorter than `SHORTEST` it is i for y and y for i alone (`kĩ thuật`, `tỉ lệ`).
    """
    if len(word) < SHORTEST:
        return {word[:-1] + _I_AND_Y[last]: 1.0 for last in word[1:] if last in _I_AND_Y}
    if len(word) > LONGEST:
        return {}
    found: dict[str, float] = {}
    for other, likely in _slips(word):
        found[other] = max(likely, found.get(other, 0.0))
    return {other: likely for other, likely in found.items() if other not in ("", word)}


def _slips(word: str) -> Iterator[tuple[str, float]]:
    for heard in _heard(word):
        yield heard, 1.0
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        for letter in _LETTERS:
            yield left + letter + right, 0.5
        if not right:
            continue
        beside = _BESIDE.get(right[0], "")
        for letter in _LETTERS:
            yield left + letter + right[1:], 0.3 if letter in beside else 0.1
        yield left + right[1:], 0.5 if right[:1] == left[-1:] else 0.3
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:], 1.0


def _heard(word: str) -> Iterator[str]:
    for alike in _ALIKE_AT_START:
        for one in alike:
            if word.startswith(one):
                yield from (other + word[len(one) :] for other in alike)
    for alike in _ALIKE_AT_END:
        for one in alike:
            if word.endswith(one):
                yield from (word[: -len(one)] + other for other in alike)


@lru_cache(maxsize=1 << 10)
def markings(syllable: str) -> tuple[str, ...]:
    """The syllables that fold to this folded one, as the index has them; else just itself."""
    parts = _SYLLABLE.fullmatch(syllable)
    if parts is None:
        return (syllable,)
    onset, coda = parts["onset"] or "", parts["coda"] or ""
    onsets = (onset, "đ") if onset == "d" else (onset,)
    shapes = product(*(_SHAPES.get(vowel, vowel) for vowel in parts["vowels"]))
    forms = (
        tone_on_first_vowel(_compose(first + "".join(vowels) + coda, len(first), tone))
        for first, vowels, tone in product(onsets, shapes, _TONES)
    )
    return tuple(dict.fromkeys(forms))


def is_syllable(word: str) -> bool:
    """Whether a folded word is built as a syllable of the language is: `dat` is, `blds` is not."""
    return _SYLLABLE.fullmatch(word) is not None


def tone_of(word: str) -> str:
    """The tone marks of a word, none of its letters: those of `bảng` and of `bẩng` are one."""
    return "".join(mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES[1:])


def typed_by_keys(word: str) -> str | None:
    """The syllable that Telex or VNI keys stand for: `nghij` is `nghị`, `d9a61t` is `đất`.

    None for what no such keys are in, or what is no syllable. As the index has it: in lower case.
    """
    keys = word.lower()
    if not keys.isascii() or len(keys) > LONGEST:
        return None
    numbered = any(key.isdigit() for key in keys)
    tones, shapes = (_VNI_TONES, _VNI_SHAPES) if numbered else (_TELEX_TONES, _TELEX_SHAPES)
    # A letter of a tone is one behind a vowel alone: `sar` is `sả`, `ra` is itself.
    tone = next((at for at in range(len(keys) - 1, 0, -1) if _is_tone(keys, at, tones)), None)
    mark = ""
    if tone is not None:
        mark, keys = tones[keys[tone]], keys[:tone] + keys[tone + 1 :]
    for typed, letter in shapes:
        keys = keys.replace(typed, letter)
    plain = unicodedata.normalize("NFD", keys.replace("đ", "d"))
    parts = _SYLLABLE.fullmatch("".join(c for c in plain if not unicodedata.combining(c)))
    if parts is None:
        return None
    meant = tone_on_first_vowel(_compose(keys, len(parts["onset"] or ""), mark))
    return meant if meant != word.lower() else None


def _is_tone(keys: str, at: int, tones: dict[str, str]) -> bool:
    return keys[at] in tones and any(letter in "aeiouyw" for letter in keys[:at])


def _compose(letters: str, vowels_from: int, tone: str) -> str:
    """The letters with a tone on the vowel that bears a shape, or on the first."""
    if not tone:
        return letters
    shaped = [at for at, letter in enumerate(letters) if letter in "ăâêôơư"]
    at = shaped[-1] if shaped else vowels_from
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])
