"""Which titles say the same, and which of several is shown."""

from collections import Counter
from collections.abc import Iterable

from vietnamese.folding import fold

#: The share of words that two titles of one document have in common at least.
_ALIKE = 0.6

#: The share of the shorter one's words that the longer one has, where both are one title.
_NEARLY = 0.85

#: Words that a title has at least, for a share of them to say anything.
_ENOUGH = 6


def agreed_title(titles: Iterable[str | None]) -> str | None:
    """The title that most of these agree on, as the fullest of them has it; None if there are none.

    Titles agree that differ in case, in punctuation or in where a tone stands, and those of which
    one says more: an article may give only the first words. One in capitals or cut short is shown
    where there is no other.
    """
    counts = Counter(title for title in titles if title)
    words = {title: _words(title) for title in counts}

    def votes(title: str) -> int:
        return sum(n for other, n in counts.items() if _agree(words[title], words[other]))

    most = max(counts, key=lambda title: (votes(title), counts[title]), default=None)
    if most is None:
        return None
    agreeing = [title for title in counts if _agree(words[most], words[title])]
    return max(
        agreeing,
        key=lambda title: (
            not title.endswith("…"),
            not title.isupper(),
            len(words[title]),
            counts[title],
        ),
    )


def same_title(one: str, other: str) -> bool:
    """Whether two titles may be of one document: the shorter one's words are most in the other."""
    mine, others = set(_words(one)), set(_words(other))
    return len(mine & others) >= _ALIKE * min(len(mine), len(others))


def _agree(one: list[str], other: list[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if longer[: len(shorter)] == shorter:
        return True
    shared = (Counter(shorter) & Counter(longer)).total()
    return len(shorter) >= _ENOUGH and shared >= _NEARLY * len(shorter)


def _words(title: str) -> list[str]:
    spoken = "".join(c if c.isalnum() or c in "/-" else " " for c in fold(title))
    words = spoken.split()
    about = 2 if words[:2] == ["ve", "viec"] else words[:1] in (["v/v"], ["ve"])
    return words[about:]
