"""The tree that a query is parsed to."""

from dataclasses import dataclass
from typing import Literal

from vietnamese.provinces import Kind

#: The fields of an article that a query may name and that hold names, not running text.
NameField = Literal["author", "department"]


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, in runs as they were typed (`kế hoạch "năm 2023" bảng tin` has two runs)."""

    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a long text quotes: better found to the letter. Its words are among the text's."""

    text: str


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of an official document, anywhere in an article.

    `canonical` is the usual spelling (`4204/KH-UBND`), `key` what it is looked up by.
    """

    canonical: str
    key: str


@dataclass(frozen=True, slots=True)
class Issued:
    """What a citation says of the document with a number: the better found if it is this one.

    `day` is the day of issue (`2022-12-11`) and `issuer` who issued it, one of them at least.
    """

    number: DocumentNumber
    day: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Cites:
    """An official document that the article cites, by its number."""

    number: DocumentNumber


@dataclass(frozen=True, slots=True)
class Title:
    """Words, or a phrase, of the headline."""

    content: Words | Phrase


@dataclass(frozen=True, slots=True)
class Name:
    """The author or the department: the words of `text` in this order."""

    field: NameField
    text: str


@dataclass(frozen=True, slots=True)
class Province:
    """The province, by slug; `name` and `kind` are how a reader knows it."""

    slug: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class DocumentTypeIs:
    """The type of a document that the article cites (`Quyết định`)."""

    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published: days (`2023-05-01`), `first` included, `before` not.

    `period` is the year, month or day that the query named (`2023-05`), for showing it.
    """

    first: str | None
    before: str | None
    period: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be found."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of these."""

    parts: tuple["Node", ...]


Leaf = (
    Words
    | Phrase
    | Quotation
    | DocumentNumber
    | Issued
    | Cites
    | Title
    | Name
    | Province
    | DocumentTypeIs
    | Published
)
Node = Leaf | Not | AllOf | AnyOf

#: A query that asks for nothing in particular: every article.
EVERYTHING = AllOf(())
