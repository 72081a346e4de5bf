"""What is shown of a document: the shapes that the command line, the pages and the API share."""

from dataclasses import asdict, dataclass
from typing import Any

from archive.items import Attachment
from documents.certainty import Certainty


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What identifies a document to a reader."""

    key: str
    identifier: str | None
    document_type: str | None
    body_name: str | None
    issued_on: str | None
    year: int | None
    title: str | None


@dataclass(frozen=True, slots=True)
class TracedMention:
    """One mention, with the article and the sentence it stands in.

    `start` and `end` are the mention's place in `sentence`, in characters. `issuer`, `issued_on`
    and `document_type` are as it states them.
    """

    article_id: str
    headline: str
    url: str
    portal: str | None
    date_published: str | None
    field: str
    sentence: str
    start: int
    end: int
    relation: str
    relation_role: str | None
    provisions: tuple[str, ...]
    issuer: str | None
    issued_on: str | None
    document_type: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRelation:
    """How the document stands to another, and the article that says so.

    `outgoing`: this document does it to the other (is based on it, replaces it); otherwise the
    other does it to this one.
    """

    relation: str
    outgoing: bool
    document: DocumentSummary
    article_id: str
    headline: str


@dataclass(frozen=True, slots=True)
class CoCited:
    """A document that articles cite together with this one, and how many do."""

    document: DocumentSummary
    articles: int


@dataclass(frozen=True, slots=True)
class BodyName:
    """An issuing body that came before or after another."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class TracedBody:
    """The body that issued a document, and what it was before and became.

    `level`, `parent` (a key), `since` and `until` (days in ISO 8601) are null where they are not
    known, `since` and `until` also where there was no such day.
    """

    key: str
    name: str
    level: str | None
    province: str | None
    parent: str | None
    since: str | None
    until: str | None
    predecessors: tuple[BodyName, ...]
    successors: tuple[BodyName, ...]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What a portal's register of documents has of one. Days are ISO 8601.

    `snapshot` is the id of the one it was read from, if there is one.
    """

    legislation_id: str
    url: str
    portal: str | None
    identifier: str | None
    document_type: str | None
    issuer: str | None
    signer: str | None
    issued_on: str | None
    effective_on: str | None
    status: str | None
    title: str | None
    attachments: tuple[Attachment, ...]
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How many documents stand so to one."""

    relation: str
    outgoing: bool
    documents: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of what a trace may have the first part of.

    `articles` mention the document, in so many `mentions`; `unresolved` mentions may mean it, and
    it may be one of so many `possible` documents.
    """

    articles: int
    mentions: int
    unresolved: int
    possible: int
    relations: tuple[RelationCount, ...]


@dataclass(frozen=True, slots=True)
class DocumentTrace:
    """A document, what is on record of it in order of time, and the documents around it.

    `register` is what portals' registers have of it. `unresolved` are mentions elsewhere that may
    mean this document and cannot be told from another's; `possible`, of a document whose body or
    year is not known, are those that it may be. Of very much only a part is here: `counts` says
    how much there is, and `evidence_mentions` are the mentions in articles that the evidence names
    and that are in another part than `mentions`.
    """

    document: DocumentSummary
    province: str | None
    body: TracedBody | None
    certainty: Certainty
    evidence: tuple[dict[str, Any], ...]
    evidence_mentions: tuple[TracedMention, ...]
    counts: Counts
    register: tuple[RegisterEntry, ...]
    mentions: tuple[TracedMention, ...]
    unresolved: tuple[TracedMention, ...]
    possible: tuple[DocumentSummary, ...]
    relations: tuple[DocumentRelation, ...]
    co_cited: tuple[CoCited, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of `/api/v1/documents/{key}` and `congtin document --json`."""
        trace = asdict(self)
        return {**trace.pop("document"), **trace}
