"""Whether a verb of issuing stands right before a mention, told fast."""

from vietnamese.cleaning import CleanText

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


def may_follow_verb(source: CleanText, start: int) -> bool:
    """Whether a mention that begins at `start` may be the object of a verb of issuing."""
    begin = start - _REACH if start > _REACH else 0
    return source.lower[begin:start].rstrip().endswith(_ENDINGS)
