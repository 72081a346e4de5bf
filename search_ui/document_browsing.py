"""Documents to browse: how many there are of each issuer, type and year, and which."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from werkzeug.datastructures import MultiDict

from archive.catalogue.tables import DocumentRow
from documents.bodies import find_body
from documents.list_lookup import count_articles
from documents.summaries import select_summaries, summaries
from documents.traces import DocumentSummary
from search_ui.parameters import InvalidParameterError, text, whole_number
from search_ui.translating import gettext as _

PAGE = 50

#: Further pages are walked to one document after the other: what narrows leads there sooner.
MOST_PAGES = 200

#: So many issuers are offered at most, those with most documents; a search finds the others.
MOST_VALUES = 300

#: In an address, what documents have of which the issuer, the type or the year is not known.
UNKNOWN = "_"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is browsed by: the type, the key of the issuing body, the year; None: any."""

    type: str | None = None
    body: str | None = None
    year: str | None = None


#: The names of what is chosen, as in addresses.
DIMENSIONS: tuple[str, ...] = tuple(field.name for field in fields(Choice))

#: How many documents there are of each type, issuer and year that any has.
Counts = Sequence[tuple[str, str, str, int]]


@dataclass(frozen=True, slots=True)
class Value:
    """An issuer, type or year to choose, and how many documents it leaves."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Browsed:
    """One page of the documents chosen, the newest first, and what may be chosen next.

    `articles` is how many mention each document, by its key.
    """

    choice: Choice
    total: int
    page: int
    pages: int
    documents: Sequence[DocumentSummary]
    articles: Mapping[str, int]
    values: Mapping[str, Sequence[Value]]

    @property
    def first(self) -> int:
        """The place of the first document of the page among all."""
        return (self.page - 1) * PAGE + 1


def read_choice(args: MultiDict[str, str]) -> Choice:
    """The choice of a query string; raises `InvalidParameterError`."""
    year = text(args, "year", 4)
    if year not in (None, UNKNOWN):
        year = str(whole_number(args, "year", 0, 1, 9999))
    return Choice(body=text(args, "body", 300), type=text(args, "type", 300), year=year)


def read_page(args: MultiDict[str, str]) -> int:
    """The number of the page of a query string; raises `InvalidParameterError`."""
    return whole_number(args, "page", 1, 1, MOST_PAGES)


def count_documents(session: Session) -> Counts:
    """How many documents there are of each kind. It reads a whole index: ask for it `lately`."""
    kind = (DocumentRow.body, DocumentRow.document_type, DocumentRow.year)
    rows = session.execute(select(*kind, func.count()).group_by(*kind))
    return [
        (type_ or UNKNOWN, body or UNKNOWN, str(year or UNKNOWN), count)
        for body, type_, year, count in rows
    ]


def browse(session: Session, counts: Counts, choice: Choice, page: int) -> Browsed:
    """One page of the documents chosen.

    Raises:
        InvalidParameterError: there is no such page.
    """
    total = sum(
        count
        for type_, body, year, count in counts
        if choice.type in (None, type_)
        if choice.body in (None, body)
        if choice.year in (None, year)
    )
    pages = min(max(1, -(-total // PAGE)), MOST_PAGES)
    if page > pages:
        raise InvalidParameterError("page", str(page), _("chỉ có %(count)s trang", count=pages))
    documents = summaries(session, _chosen(choice).offset((page - 1) * PAGE).limit(PAGE))
    return Browsed(
        choice=choice,
        total=total,
        page=page,
        pages=pages,
        documents=documents,
        articles=count_articles(session, (document.key for document in documents)),
        values=values_of_all(counts, choice),
    )


def values_of_all(counts: Counts, choice: Choice) -> dict[str, list[Value]]:
    """What may be chosen next, by the name of each dimension, the others as chosen.

    Years come the newest first, of the others what most documents have; last what is not known.
    """
    types: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    years: Counter[str] = Counter()
    # There are tens of thousands of kinds in a large archive: they are gone through once.
    for type_, body, year, count in counts:
        of_type = choice.type is None or choice.type == type_
        of_body = choice.body is None or choice.body == body
        of_year = choice.year is None or choice.year == year
        if of_body and of_year:
            types[type_] += count
        if of_type and of_year:
            bodies[body] += count
        if of_type and of_body:
            years[year] += count
    return {
        "type": _values("type", types, choice.type),
        "body": _values("body", bodies, choice.body),
        "year": _values("year", years, choice.year),
    }


def chosen_labels(choice: Choice) -> dict[str, str]:
    """How a reader sees what is chosen, by the names of the dimensions."""
    given = ((name, getattr(choice, name)) for name in DIMENSIONS)
    return {name: _label(name, value) for name, value in given if value is not None}


def _values(name: str, found: Counter[str], chosen: str | None) -> list[Value]:
    known = sorted((value for value in found if value != UNKNOWN), reverse=name == "year")
    if name != "year":
        known.sort(key=lambda value: -found[value])
    last = [UNKNOWN] if UNKNOWN in found else []
    if chosen in known[MOST_VALUES:]:
        last.insert(0, str(chosen))
    shown = [*known[:MOST_VALUES], *last]
    return [Value(value, _label(name, value), found[value], value == chosen) for value in shown]


def _label(name: str, value: str) -> str:
    if value == UNKNOWN:
        return {
            "body": _("chưa rõ cơ quan"),
            "type": _("chưa rõ loại"),
            "year": _("không rõ năm"),
        }[name]
    if name == "body":
        body = find_body(value)
        return body.name if body else value
    return value


def _chosen(choice: Choice) -> Select[*tuple[Any, ...]]:
    year = int(choice.year) if choice.year and choice.year != UNKNOWN else choice.year
    columns: tuple[tuple[InstrumentedAttribute[Any], str | int | None], ...] = (
        (DocumentRow.body, choice.body),
        (DocumentRow.document_type, choice.type),
        (DocumentRow.year, year),
    )
    conditions = [
        column.is_(None) if value == UNKNOWN else column == value
        for column, value in columns
        if value is not None
    ]
    return (
        select_summaries()
        .where(*conditions)
        .order_by(
            DocumentRow.year.desc().nulls_last(),
            DocumentRow.issued_on.desc().nulls_last(),
            DocumentRow.key,
        )
    )
