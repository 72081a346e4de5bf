"""The items that flow through the system, named with schema.org's words.

An `Article` (schema.org NewsArticle) or a `Legislation` is what a page object makes of a page, what
the catalogue keeps and what `congtin page`, `import` and `export` read and write as JSON.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from vietnamese.references import Reference, Relation

ItemType = Literal["NewsArticle", "Legislation"]

#: The type and the id of an item.
ItemKey = tuple[str, str]

MentionField = Literal["headline", "lead", "body"]

#: The fields that mentions stand in, as a reader comes to them.
READING_ORDER: dict[str, int] = {"headline": 0, "lead": 1, "body": 2}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page offers: its absolute URL and the name the page gives it."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Relating:
    """What a text says that a document does to another (`outgoing`), or that one to it.

    `field` and `start` are where the other is named.
    """

    relation: Relation
    outgoing: bool
    field: MentionField
    start: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A `Reference` and the field of the article it stands in.

    Offsets in the body count characters in `"\\n".join(body)`. `relating` is how the text says that
    this document stands to others that it names; it is the catalogue's own, no part of the JSON.
    """

    field: MentionField
    reference: Reference
    relating: tuple[Relating, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The reference as one JSON object, its field first."""
        return {"field": self.field, **self.reference.to_json()}


@dataclass(slots=True)
class Article:
    """One news article of a portal.

    Dates are ISO 8601: `date_published` and `date_modified` as the page states them, the day alone
    (`2023-05-01`) or with a time and +07:00; null where the page does not say. `first_seen`,
    `last_seen` and `gone_since` are moments in UTC, set by the catalogue.

    `provenance` tells for each field which rule of which platform produced it.
    """

    url: str
    headline: str
    id: str = ""
    portal: str | None = None
    province: str | None = None
    department: str | None = None
    section: str | None = None
    lead: str | None = None
    body: list[str] = field(default_factory=list)
    author: str | None = None
    source: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    gone_since: str | None = None
    views: int | None = None
    attachments: list[Attachment] = field(default_factory=list)
    references: list[Mention] = field(default_factory=list)
    language: str | None = None
    provenance: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as one text, the one that offsets count in."""
        return "\n".join(self.body)

    def to_json(self) -> dict[str, Any]:
        """The article as a JSON object, `type` first, every field present."""
        document: dict[str, Any] = {"type": "NewsArticle"}
        for name in (f.name for f in fields(self)):
            value = getattr(self, name)
            if name == "attachments":
                value = [{"url": a.url, "name": a.name} for a in value]
            elif name == "references":
                value = [mention.to_json() for mention in value]
            document[name] = value
        return document


#: The fields whose change makes a new version. The view counter rises with every visit, `last_seen`
#: with every crawl; neither is news.
VERSIONED_FIELDS: tuple[str, ...] = (
    "headline",
    "lead",
    "body",
    "author",
    "source",
    "section",
    "date_published",
    "date_modified",
    "attachments",
)


def versioned_content(article: Article) -> Mapping[str, Any]:
    """The part of an article that makes a version, as plain JSON values."""
    document = article.to_json()
    return {name: document[name] for name in VERSIONED_FIELDS}


@dataclass(slots=True)
class Legislation:
    """One entry of a portal's register of documents (`/van-ban`, công báo).

    `identifier`, `document_type`, `issuer`, `signer`, `status` and `title` (trích yếu) are as the
    register has them; `issued_on` and `effective_on` are days (`2023-04-28`). The rest is as it is
    in an `Article`.
    """

    url: str
    id: str = ""
    portal: str | None = None
    province: str | None = None
    identifier: str | None = None
    document_type: str | None = None
    issuer: str | None = None
    signer: str | None = None
    issued_on: str | None = None
    effective_on: str | None = None
    status: str | None = None
    title: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    gone_since: str | None = None
    attachments: list[Attachment] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The entry as a JSON object, `type` first, every field present."""
        return {"type": "Legislation", **asdict(self)}


#: The fields of a register's entry whose change makes a new version.
VERSIONED_LEGISLATION_FIELDS: tuple[str, ...] = (
    "identifier",
    "document_type",
    "issuer",
    "signer",
    "issued_on",
    "effective_on",
    "status",
    "title",
    "attachments",
)


def versioned_legislation(entry: Legislation) -> Mapping[str, Any]:
    """The part of a register's entry that makes a version, as plain JSON values."""
    document = entry.to_json()
    return {name: document[name] for name in VERSIONED_LEGISLATION_FIELDS}
