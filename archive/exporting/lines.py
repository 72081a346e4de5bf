"""Texts as one line, which all forms of citations are made of."""

import re

_BLANKS = re.compile(r"\s+")


def one_line(text: str | None) -> str:
    """The text with a single space where blanks or line breaks were; nothing is empty."""
    return _BLANKS.sub(" ", text or "").strip()
