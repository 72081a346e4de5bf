"""Everything the catalogue knows of one document: what `congtin document` and its page show."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from archive.catalogue.tables import (
    DocumentRedirectRow,
    DocumentRow,
    LegislationRow,
)
from archive.items import Attachment
from documents.bodies import IssuingBody, find_body, predecessors_of, successors_of
from documents.certainty import assess
from documents.facts import type_of
from documents.mentioning import (
    count_mentions,
    mentioning_articles,
    mentions_by_id,
    mentions_in,
)
from documents.possibilities import possible_documents, unresolved_mentions
from documents.sources import read_entries
from documents.summaries import summarize
from documents.surroundings import co_cited, count_relations, find_ties, relations
from documents.traces import (
    BodyName,
    Counts,
    DocumentTrace,
    RegisterEntry,
    TracedBody,
)


def current_key(session: Session, key: str) -> str:
    """The key that `key` redirects to, however many merges lie between; itself if there is none."""
    seen = {key}
    while (redirect := session.get(DocumentRedirectRow, key)) and redirect.key not in seen:
        key = redirect.key
        seen.add(key)
    return key


def trace(
    session: Session, key: str, skip: int = 0, most: int | None = None
) -> DocumentTrace | None:
    """The trace of the document with this key (or one that redirects to it); None if unknown.

    Of very much it has a part: the mentions in `most` articles, the first `skip` left out, and as
    many relations of each kind.
    """
    document = session.get(DocumentRow, current_key(session, key))
    if document is None:
        return None
    shown = mentioning_articles(session, document.key, skip, most)
    elsewhere = sorted(set(_named(document)) - set(shown))
    articles, mentions = count_mentions(session, document.key)
    unresolved = unresolved_mentions(session, document)
    possible = possible_documents(session, document)
    ties = find_ties(session, document.key)
    return DocumentTrace(
        document=summarize(document),
        province=document.province,
        body=_body(document),
        certainty=assess(document.body, document.year, document.evidence),
        evidence=tuple(document.evidence),
        evidence_mentions=tuple(mentions_in(session, document.key, elsewhere)),
        counts=Counts(
            articles=articles,
            mentions=mentions,
            unresolved=unresolved.count,
            possible=possible.count,
            relations=count_relations(ties),
        ),
        register=tuple(
            _registered(entry)
            for entry in read_entries(session, [document.key]).get(document.key, ())
        ),
        mentions=tuple(mentions_in(session, document.key, shown)),
        unresolved=tuple(mentions_by_id(session, unresolved.ids)),
        possible=possible.documents,
        relations=tuple(relations(session, ties, most)),
        co_cited=tuple(co_cited(session, document.key)),
    )


def _named(document: DocumentRow) -> Iterator[str]:
    """The ids of the articles that the evidence of a document names."""
    for item in document.evidence:
        if item["kind"] == "announcement":
            yield item["article_id"]
        elif item["kind"] == "contradiction":
            for article_ids in item.get("articles", {}).values():
                yield from article_ids


def _body(document: DocumentRow) -> TracedBody | None:
    if document.body is None:
        return None
    body = find_body(document.body)
    return TracedBody(
        key=document.body,
        name=document.body_name or document.body,
        level=body.level if body else None,
        province=document.province,
        parent=body.parent if body else None,
        since=body.since if body else None,
        until=body.until if body else None,
        predecessors=_names(predecessors_of(body)) if body else (),
        successors=_names(successors_of(body)) if body else (),
    )


def _names(bodies: Iterable[IssuingBody]) -> tuple[BodyName, ...]:
    return tuple(BodyName(body.key, body.name) for body in bodies)


def _registered(entry: LegislationRow) -> RegisterEntry:
    return RegisterEntry(
        legislation_id=entry.id,
        url=entry.url,
        portal=entry.portal,
        identifier=entry.identifier,
        document_type=type_of(entry),
        issuer=entry.issuer,
        signer=entry.signer,
        issued_on=entry.issued_on,
        effective_on=entry.effective_on,
        status=entry.status,
        title=entry.title,
        attachments=tuple(Attachment(**attachment) for attachment in entry.attachments),
        snapshot=entry.snapshot_id,
    )
