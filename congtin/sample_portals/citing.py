"""How the sample articles name documents: one record per document, many ways of writing it.

Texts name a document by its key and a form, `{kh-4204-2022.full}`; what comes out is prose
(`Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh`) and a note of what was cited.
"""

import datetime
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

NO_BREAK_SPACE = "\u00a0"
ETH = "\u00d0"  # what some keyboards type for Đ (U+0110)


@dataclass(frozen=True, slots=True)
class CitableDocument:
    """A document that articles cite; `name` is what a law is called by, with its year."""

    key: str
    type: str
    identifier: str
    issuer: str
    date: datetime.date
    title: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention in a text: the document, its identifier in full, and the words used."""

    key: str
    identifier: str
    text: str


def _month(date: datetime.date) -> str:
    return f"{date.month:02}" if date.month < 3 else str(date.month)


def short_date(date: datetime.date) -> str:
    """The day as official letters write it: days below ten and months below three with a nought."""
    return f"{date.day:02}/{_month(date)}/{date.year}"


def long_date(date: datetime.date) -> str:
    """The day in words, `11 tháng 12 năm 2022`."""
    return f"{date.day:02} tháng {_month(date)} năm {date.year}"


def _numbered(document: CitableDocument) -> str:
    return f"{document.type} số {document.identifier}"


def _number(document: CitableDocument) -> str:
    return re.split("[/-]", document.identifier)[0]


def _dated(document: CitableDocument) -> str:
    return f"{_numbered(document)} ngày {short_date(document.date)}"


def _full(document: CitableDocument) -> str:
    return f"{_dated(document)} của {document.issuer}"


#: Forms that mention the document: each is a citation.
CITING_FORMS: dict[str, Callable[[CitableDocument], str]] = {
    "": lambda d: d.name or _numbered(d),
    "date": _dated,
    "full": _full,
    "numbered": _numbered,
    "long": lambda d: f"{_numbered(d)} ngày {long_date(d.date)} của {d.issuer}",
    "plain": lambda d: f"{_numbered(d)} ngày {d.date.day}/{d.date.month}/{d.date.year}",
    "padded": lambda d: f"{_numbered(d)} ngày {d.date:%d/%m/%Y} của {d.issuer}",
    "dashed": lambda d: f"{_numbered(d)} ngày {d.date:%d-%m-%Y}",
    "paren": lambda d: f"{_numbered(d)} ({short_date(d.date)})",
    "lower": lambda d: f"{d.type.lower()} số {d.identifier}",
    "bare": lambda d: f"{d.type} {d.identifier}",
    "so": lambda d: f"số {d.identifier}",
    "so_date": lambda d: f"số {d.identifier} ngày {short_date(d.date)}",
    "no": lambda d: d.identifier,
    "number": lambda d: f"{d.type} số {_number(d)}",
    "short": lambda d: f"{d.type} {_number(d)}",
    "eth": lambda d: f"{d.type} số {d.identifier.replace('Đ', ETH)} ngày {short_date(d.date)}",
    "nbsp": lambda d: (
        f"{d.type} số{NO_BREAK_SPACE}{d.identifier.replace('/', NO_BREAK_SPACE + '/', 1)}"
        f" ngày{NO_BREAK_SPACE}{short_date(d.date)}"
    ),
    "spaced": lambda d: f"{d.type} số {d.identifier.replace('/', ' / ').replace('-', ' - ')}",
    "noslash": lambda d: f"{d.type} số {d.identifier.replace('/', '', 1)}",
}

#: Forms that give something about the document without mentioning it.
TELLING_FORMS: dict[str, Callable[[CitableDocument], str]] = {
    "day": lambda d: short_date(d.date),
    "longday": lambda d: long_date(d.date),
    "title": lambda d: d.title,
    "issuer": lambda d: d.issuer,
    "year": lambda d: str(d.date.year),
}

_PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(?:\.([a-z_]+))?\}")


def load_documents(path: Path) -> dict[str, CitableDocument]:
    """The documents of a TOML file, a table for each key; a law's `name` is optional."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: CitableDocument(key=key, **table) for key, table in tables.items()}


def write_out(
    text: str, documents: Mapping[str, CitableDocument], slots: Mapping[str, str]
) -> tuple[str, list[Citation]]:
    """The text with its placeholders written out, and the documents it mentions, in order.

    `{name}` is a slot's value, or a document by its key; a slot may hold a document's key.

    Raises:
        ValueError: a placeholder names neither, or a form that there is not.
    """
    citations: list[Citation] = []

    def write_one(match: re.Match[str]) -> str:
        value, form = slots.get(match[1], match[1]), match[2] or ""
        document = documents.get(value)
        if document is None:
            if match[1] in slots and not form:
                return value
            raise ValueError(f"{match[0]} is neither a slot nor a document, in: {text[:80]}")
        if form in TELLING_FORMS:
            return TELLING_FORMS[form](document)
        if form not in CITING_FORMS:
            raise ValueError(f"{match[0]}: there is no form {form!r}, in: {text[:80]}")
        written = CITING_FORMS[form](document)
        citations.append(Citation(document.key, document.identifier, written))
        return written

    return _PLACEHOLDER.sub(write_one, text), citations
