"""What narrows a look-up: a province and a body, as people write them."""

from difflib import get_close_matches

from documents.bodies import find_body
from vietnamese.abbreviations import expand_abbreviations
from vietnamese.folding import fold
from vietnamese.provinces import all_provinces, find_province


class UnknownProvinceError(ValueError):
    """A text names no province; `near` are the names that come near."""

    def __init__(self, text: str, near: list[str]) -> None:
        super().__init__(f"{text!r} is no province")
        self.text = text
        self.near = near


def read_province(text: str) -> str:
    """The slug of a province by its slug or its name in any spelling; `UnknownProvinceError`."""
    province = find_province(text)
    if province is not None:
        return province.slug
    names = {fold(province.name): province.name for province in all_provinces()}
    asked = fold(text).replace("-", " ")
    raise UnknownProvinceError(text, [names[near] for near in get_close_matches(asked, names)])


def is_issuer(asked: str, name: str, key: str | None) -> bool:
    """Whether `asked` is part of a body's name, both in any spelling, or abbreviates it.

    `key` is the body's, of which the table of bodies has abbreviations.
    """
    part = fold(asked)
    if part in fold(name) or _in_full(asked) in _in_full(name):
        return True
    body = find_body(key) if key else None
    return body is not None and part in {fold(short) for short in body.abbreviations}


def _in_full(name: str) -> str:
    return fold(expand_abbreviations(name))
