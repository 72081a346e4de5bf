"""What a person who types or pastes a text asks for: which document, by what it is looked up."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from documents.keys import law_name, look_ups_of_number, parse_key, slug
from documents.laws import laws_named
from vietnamese.identifiers import identifier_key, parse_identifier
from vietnamese.references import Reference, find_references

#: What stands around the entries of a list: bullets, and the signs between entries.
_AROUND = " -–•*|;,."

#: Characters that no key and no number has, and that databases refuse.
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

#: `ubnd-tinh-kon-tum/1235-ubnd-kgvx/2023`; a number with two strokes begins with a digit.
_KEY = re.compile(r"[a-z_][a-z0-9-]*/[a-z0-9-]+/(?:[0-9]{4}|_)")

#: A stroke as addresses write it.
_STROKE = re.compile("%2f", re.IGNORECASE)

_BARE_NUMBER = re.compile(r"[0-9]{1,6}")
_LAW_YEAR = re.compile(r"\b(\d{4})$")

#: What the names of laws begin with, as slugs.
_LAW_TYPE = re.compile(r"(?:bo-luat|luat|phap-lenh|hien-phap)-[a-z]{2,}")

#: A document's key, its number, the name of a law, or just words.
Kind = Literal["key", "number", "law", "words"]


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What a text asks for.

    `text` is what it was read as: the key, the number in its canonical form, the law as it is named
    or the words. `look_ups` are the look-up keys of what it may be, the first being its own; `year`
    and `issued_on` (ISO 8601) what the text itself says of the document. `also` are the other
    documents that it speaks of, each as `text` is.
    """

    kind: Kind
    text: str
    look_ups: tuple[str, ...]
    year: int | None = None
    issued_on: str | None = None
    also: tuple[str, ...] = ()


def read_request(text: str) -> DocumentRequest:
    """What a text asks for: the key or number that it is, else the first document it speaks of.

    There may be more in it than the number: "- Công văn số 1235/UBND-KGVX ngày 28/4/2023 của UBND
    tỉnh". A law need not be known to be one: `Luật Trồng rau 2030` has the form of a law's name.
    """
    typed = " ".join(_NO_TEXT.sub(" ", text).split()).strip(_AROUND)
    if _KEY.fullmatch(written := _STROKE.sub("/", typed)):
        key = parse_key(written)
        return DocumentRequest("key", written, (key.look_up,), key.year)
    number = parse_identifier(typed)
    if number is not None:
        return _number(number.canonical)
    asked = [_referred_to(reference) for reference in find_references(typed)]
    if asked:
        others = dict.fromkeys(other.text for other in asked if other.text != asked[0].text)
        return replace(asked[0], also=tuple(others))
    if _BARE_NUMBER.fullmatch(typed):
        return DocumentRequest("words", typed, (identifier_key(typed),))
    named = slug(law_name(typed))
    year = int(stated[1]) if (stated := _LAW_YEAR.search(typed)) else None
    if laws_named(named) or (year and _LAW_TYPE.match(named)):
        return _law(typed, year)
    return DocumentRequest("words", typed, (named,) if named else ())


def _number(identifier: str, issued_on: str | None = None) -> DocumentRequest:
    year = int(issued_on[:4]) if issued_on else None
    return DocumentRequest(
        "number", identifier, tuple(look_ups_of_number(identifier)), year, issued_on
    )


def _law(name: str, year: int | None, issued_on: str | None = None) -> DocumentRequest:
    """A law by its name, which is looked up by its number too."""
    own = slug(law_name(name))
    numbers = (law.look_up for law in laws_named(own))
    return DocumentRequest("law", name, tuple(dict.fromkeys([own, *numbers])), year, issued_on)


def _referred_to(reference: Reference) -> DocumentRequest:
    if reference.identifier is not None:
        return _number(reference.identifier, reference.issued_on)
    year = int(reference.issued_on[:4]) if reference.issued_on else reference.law_year
    return _law(reference.text, year, reference.issued_on)
