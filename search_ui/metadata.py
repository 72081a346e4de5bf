"""What an item's page tells programs: reference managers by meta tags, search engines by JSON-LD.

Zotero's translator "Embedded Metadata" reads the tags whose names begin with `citation_` (those of
Highwire Press), `DC.` (Dublin Core), `og:` (Open Graph) and `z:`, its own, which names the type of
an item. Where it finds no author it takes what it sees for one: hence an office where there is no
person. https://github.com/zotero/translators, `Embedded Metadata.js`.
"""

from collections.abc import Iterable
from typing import Any

from archive.exporting.citations import authors_of, legislation_name
from search_ui.addresses import item_address, public
from search_ui.article_records import ArticleRecord
from search_ui.legislation_records import LegislationRecord

#: A name, and what is told under it.
Tag = tuple[str, str]

#: What registers say of whether a document holds, and schema.org's words for it.
_FORCE = {
    "còn hiệu lực": "InForce",
    "đang có hiệu lực": "InForce",
    "hết hiệu lực": "NotInForce",
    "hết hiệu lực toàn bộ": "NotInForce",
    "chưa có hiệu lực": "NotInForce",
    "hết hiệu lực một phần": "PartiallyInForce",
}


def article_tags(record: ArticleRecord) -> list[Tag]:
    """The meta tags of an article's page."""
    row = record.row
    place = record.portal.title if record.portal else row.portal
    address = public(item_address("NewsArticle", row.id))
    publisher = row.department or place
    return _told(
        ("z:itemType", "newspaperArticle"),
        ("citation_title", row.headline),
        *(("citation_author", author) for author in authors_of(row.author) or [publisher or ""]),
        ("citation_publication_date", _slashed(row.date_published)),
        ("citation_publisher", publisher),
        ("citation_language", row.language),
        ("citation_public_url", address),
        ("citation_abstract", row.lead),
        ("DC.source", row.url),
        ("og:type", "article"),
        ("og:title", row.headline),
        ("og:url", address),
        ("og:site_name", place),
        ("og:description", row.lead),
        ("article:published_time", row.date_published),
    )


def article_json_ld(record: ArticleRecord) -> dict[str, Any]:
    """The article as schema.org's NewsArticle."""
    row = record.row
    address = public(item_address("NewsArticle", row.id))
    publisher = row.department or (record.portal.title if record.portal else row.portal)
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "headline": row.headline,
            "description": row.lead,
            "datePublished": row.date_published,
            "dateModified": row.date_modified,
            "inLanguage": row.language,
            "articleSection": row.section,
            "author": [{"@type": "Person", "name": name} for name in authors_of(row.author)],
            "publisher": publisher and {"@type": "GovernmentOrganization", "name": publisher},
            "isBasedOn": row.url or None,
            "archivedAt": _capture(record.snapshot.id if record.snapshot else None),
            "citation": [
                {
                    "@type": "Legislation",
                    "@id": public(f"/documents/{document.key}"),
                    "legislationIdentifier": document.identifier or document.title or document.key,
                }
                for document, _ in record.cited()
            ],
        }
    )


def legislation_tags(record: LegislationRecord) -> list[Tag]:
    """The meta tags of the page of a register's entry."""
    row = record.row
    address = public(item_address("Legislation", row.id))
    name = legislation_name(row)
    return _told(
        ("z:itemType", "statute"),
        ("citation_title", name),
        ("citation_author", row.issuer),
        ("citation_publication_date", _slashed(row.issued_on)),
        ("citation_publisher", row.issuer),
        ("citation_language", "vi"),
        ("citation_public_url", address),
        ("citation_abstract", row.title),
        ("DC.source", row.url),
        ("DC.identifier", row.identifier),
        ("og:type", "article"),
        ("og:title", name),
        ("og:url", address),
        ("og:site_name", record.portal.title if record.portal else row.portal),
    )


def legislation_json_ld(record: LegislationRecord) -> dict[str, Any]:
    """The entry as schema.org's Legislation."""
    row = record.row
    address = public(item_address("Legislation", row.id))
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "@id": address,
            "url": address,
            "name": legislation_name(row),
            "description": row.title,
            "legislationIdentifier": row.identifier,
            "legislationType": row.document_type,
            "legislationDate": row.issued_on,
            "legislationPassedBy": row.issuer
            and {"@type": "GovernmentOrganization", "name": row.issuer},
            "legislationLegalForce": _FORCE.get((row.status or "").strip().lower()),
            "inLanguage": "vi",
            "isBasedOn": row.url or None,
            "archivedAt": _capture(record.snapshots[0].id if record.snapshots else None),
            "encoding": [
                {"@type": "MediaObject", "name": file["name"], "contentUrl": file["url"]}
                for file in row.attachments
                if file["url"].startswith(("http://", "https://"))
            ],
        }
    )


def _capture(snapshot_id: int | None) -> str | None:
    return public(f"/snapshots/{snapshot_id}") if snapshot_id else None


def _slashed(date: str | None) -> str | None:
    """A day as Highwire's tags have it: `2023/05/01`."""
    return date[:10].replace("-", "/") if date else None


def _told(*tags: tuple[str, str | None]) -> list[Tag]:
    return [(name, value) for name, value in tags if value]


def _without_nothing(told: dict[str, Any]) -> dict[str, Any]:
    pairs: Iterable[tuple[str, Any]] = told.items()
    return {name: value for name, value in pairs if value}
