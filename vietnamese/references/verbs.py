"""Whether a verb of issuing stands right before a mention, told fast."""

from vietnamese.cleaning import CleanText
from vietnamese.references.candidates import Candidate

#: What the words before a mention end with where a verb of issuing may be the last of them: the
#: last syllables of the verbs, and the numerals that stand between (`ban hành các`, `có 02`).
_ENDINGS = (
    *(
        "hành",
        "có",
        "ký",
        "ra",
        "gửi",
        "qua",
        "trao",
        "bố",
        "tiết",
        "văn",
        "cấp",
        "các",
        "một",
        "hai",
    ),
    *"0123456789",
)
_REACH = 12


def look_before(source: CleanText, candidate: Candidate) -> None:
    """Note what the words before a mention end with, and whether a verb of issuing may."""
    start = candidate.start
    begin = start - _REACH if start > _REACH else 0
    candidate.before = source.lower[begin:start].rstrip()
    candidate.follows_verb = candidate.before.endswith(_ENDINGS)
