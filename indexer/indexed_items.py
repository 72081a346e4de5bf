"""What is indexed of an item: an article and a register's entry, seen as one thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.catalogue.tables import LegislationRow
from archive.items import Article, ItemType
from documents.facts import identifier_of, type_of
from indexer.analysing import Texts
from indexer.schema import MAX_ATTACHED_CHARACTERS
from vietnamese.identifiers import identifier_key


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that an item cites, or is an entry of.

    `identifier` is a look-up key (`identifier_key`), `document` the key of the document it was
    resolved to; each null where there is none.
    """

    identifier: str | None
    document: str | None
    document_type: str | None


@dataclass(frozen=True, slots=True)
class AttachedText:
    """A file that an item offers: its name, and the text that was read in it, if any was."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexedItem:
    """An item as it is indexed.

    Of a register's entry the issuer is the `department` and the signer the `author`: who looks for
    what an office or a person wrote finds both. `date` is the day of publication or of issue, in
    ISO 8601; `identifier` and `document_type` are those of the document that the item is about
    itself.
    """

    type: ItemType
    id: str
    url: str
    headline: str
    lead: str = ""
    body: str = ""
    date: str | None = None
    portal: str | None = None
    province: str | None = None
    department: str | None = None
    section: str | None = None
    author: str | None = None
    identifier: str | None = None
    document_type: str | None = None
    citations: tuple[Citation, ...] = ()
    attachments: tuple[AttachedText, ...] = ()

    @property
    def number(self) -> str | None:
        """What the item's own document is looked up by."""
        return identifier_key(self.identifier) if self.identifier else None

    @property
    def texts(self) -> Texts:
        """What of the item is analysed."""
        return Texts(
            (self.headline, *filter(None, (self.lead, self.body))),
            tuple([text for file in self.files for text in (file.name, file.text) if text]),
        )

    @property
    def files(self) -> list[AttachedText]:
        """The files with as much of their text as is indexed of an item."""
        left = MAX_ATTACHED_CHARACTERS
        files = []
        for attached in self.attachments:
            files.append(AttachedText(attached.name, attached.text[:left]))
            left -= len(files[-1].text)
        return files


def of_article(
    article: Article, citations: Iterable[Citation], attachments: Iterable[AttachedText] = ()
) -> IndexedItem:
    """An article with the documents that it cites."""
    return IndexedItem(
        type="NewsArticle",
        id=article.id,
        url=article.url,
        headline=article.headline,
        lead=article.lead or "",
        body=article.text,
        date=article.date_published,
        portal=article.portal,
        province=article.province,
        department=article.department,
        section=article.section,
        author=article.author,
        citations=tuple(citations),
        attachments=tuple(attachments),
    )


def of_entry(
    entry: LegislationRow,
    document_type: str | None,
    attachments: Iterable[AttachedText] = (),
) -> IndexedItem:
    """A register's entry; `document_type` is that of the document it was resolved to.

    Its own number counts as cited: who looks for a document by its number looks for the entry.
    """
    identifier = identifier_of(entry)
    kind = document_type or type_of(entry)
    name = " ".join(filter(None, (kind, "số" if kind and identifier else None, identifier)))
    signer = f"Người ký: {entry.signer}" if entry.signer else None
    own = Citation(identifier_key(identifier) if identifier else None, entry.document_key, kind)
    return IndexedItem(
        type="Legislation",
        id=entry.id,
        url=entry.url,
        headline=entry.title or name or entry.url or entry.id,
        lead=name,
        body="\n".join(filter(None, (entry.issuer, signer, entry.status))),
        date=entry.issued_on,
        portal=entry.portal,
        province=entry.province,
        department=entry.issuer,
        author=entry.signer,
        identifier=identifier,
        document_type=kind,
        citations=(own,),
        attachments=tuple(attachments),
    )


def index_key(item_type: str, item_id: str) -> str:
    """What an item's index document is known by: ids of two types may be the same."""
    return f"{item_type}/{item_id}"


def key_of(shown: Mapping[str, str]) -> str:
    """The index key of an item by what is shown of it."""
    return index_key(shown["type"], shown["id"])
