"""Everything the catalogue knows of one document: what `congtin document` and its page show."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.tables import (
    ArticleRow,
    DocumentRedirectRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
)
from archive.items import Attachment
from documents.bodies import IssuingBody, find_body, predecessors_of, successors_of
from documents.certainty import assess
from documents.chunks import chunks
from documents.facts import type_of
from documents.possibilities import possible_documents, unresolved_mentions
from documents.relations import stated_relations
from documents.sentences import Sentence, sentence_around
from documents.sources import read_entries
from documents.texts import read_texts
from documents.traces import (
    BodyName,
    CoCited,
    DocumentRelation,
    DocumentSummary,
    DocumentTrace,
    RegisterEntry,
    TracedBody,
    TracedMention,
)

__all__ = ["DocumentSummary", "DocumentTrace", "TracedMention", "current_key", "summarize", "trace"]

#: More than this many documents cited beside one another say nothing any more.
CO_CITED_SHOWN = 20

#: What a trace shows of an article beside the sentence.
_SHOWN_OF_ARTICLE = (
    ArticleRow.headline,
    ArticleRow.url,
    ArticleRow.portal,
    ArticleRow.date_published,
)

#: What of a mention says how documents stand to one another.
_RELATING = (
    MentionRow.article_id,
    MentionRow.field,
    MentionRow.start,
    MentionRow.relation,
    MentionRow.relation_role,
    MentionRow.document_key,
)


def summarize(row: DocumentRow) -> DocumentSummary:
    """The part of a document's row that identifies it."""
    return DocumentSummary(
        key=row.key,
        identifier=row.identifier,
        document_type=row.document_type,
        body_name=row.body_name,
        issued_on=row.issued_on,
        year=row.year,
        title=row.title,
    )


def current_key(session: Session, key: str) -> str:
    """The key that `key` redirects to, however many merges lie between; itself if there is none."""
    seen = {key}
    while (redirect := session.get(DocumentRedirectRow, key)) and redirect.key not in seen:
        key = redirect.key
        seen.add(key)
    return key


def trace(session: Session, key: str) -> DocumentTrace | None:
    """The trace of the document with this key (or one that redirects to it); None if unknown."""
    document = session.get(DocumentRow, current_key(session, key))
    if document is None:
        return None
    mentions = _mentions(session, MentionRow.document_key == document.key)
    unresolved = unresolved_mentions(session, document)
    entries = read_entries(session, [document.key])
    article_ids = list(dict.fromkeys(mention.article_id for mention in mentions))
    together = _resolved_mentions(session, article_ids)
    others = {m.document_key for m in together if m.document_key} - {document.key}
    summaries = _summaries(session, others)
    return DocumentTrace(
        document=summarize(document),
        province=document.province,
        body=_body(document),
        certainty=assess(document.body, document.year, document.evidence),
        evidence=tuple(document.evidence),
        register=tuple(_registered(entry) for entry in entries.get(document.key, ())),
        mentions=mentions,
        unresolved=_mentions(session, MentionRow.id.in_(unresolved)),
        possible=tuple(summarize(row) for row in possible_documents(session, document)),
        relations=_relations(document.key, together, summaries),
        co_cited=_co_cited(together, summaries),
    )


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
    )


def _mentions(session: Session, wanted: ColumnElement[bool]) -> tuple[TracedMention, ...]:
    """The mentions that are `wanted`, in order of time."""
    rows = session.execute(
        select(MentionRow, ArticleRow)
        .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
        .where(wanted)
        .order_by(
            ArticleRow.date_published.is_(None),
            ArticleRow.date_published,
            ArticleRow.id,
            MentionRow.id,
        )
        .options(load_only(*_SHOWN_OF_ARTICLE, raiseload=True))
    ).all()
    sentences = _sentences(session, [mention for mention, _ in rows])
    return tuple(_traced(mention, article, sentences[mention.id]) for mention, article in rows)


def _traced(mention: MentionRow, article: ArticleRow, sentence: Sentence) -> TracedMention:
    return TracedMention(
        article_id=article.id,
        headline=article.headline,
        url=article.url,
        portal=article.portal,
        date_published=article.date_published,
        field=mention.field,
        sentence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        relation=mention.relation,
        relation_role=mention.relation_role,
        provisions=tuple(mention.provisions),
        document_type=mention.type,
        issuer=mention.issuer,
        issued_on=mention.issued_on,
    )


def _sentences(session: Session, mentions: Iterable[MentionRow]) -> dict[int, Sentence]:
    """The sentence of each mention; each article's text is read once."""
    by_article: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    return {
        mention.id: sentence_around(texts[mention.field], mention.start, mention.end)
        for article_id, texts in read_texts(session, by_article)
        for mention in by_article[article_id]
    }


def _resolved_mentions(session: Session, article_ids: list[str]) -> list[MentionRow]:
    """The mentions in these articles of whatever document is known."""
    found: list[MentionRow] = []
    for chunk in chunks(article_ids):
        found += session.scalars(
            select(MentionRow)
            .where(MentionRow.article_id.in_(chunk))
            .where(MentionRow.document_key.is_not(None))
            .order_by(MentionRow.article_id, MentionRow.id)
            .options(load_only(*_RELATING, raiseload=True))
        )
    return found


def _summaries(session: Session, keys: Iterable[str]) -> dict[str, DocumentSummary]:
    found: dict[str, DocumentSummary] = {}
    for chunk in chunks(sorted(keys)):
        rows = session.scalars(select(DocumentRow).where(DocumentRow.key.in_(chunk)))
        found.update((row.key, summarize(row)) for row in rows)
    return found


def _relations(
    key: str, together: list[MentionRow], summaries: dict[str, DocumentSummary]
) -> tuple[DocumentRelation, ...]:
    """What the articles that mention this document say that it does to others, and they to it."""
    by_article: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in together:
        by_article[mention.article_id].append(mention)
    found: dict[tuple[str, bool, str], DocumentRelation] = {}
    for article_id, mentions in by_article.items():
        for stated in stated_relations(mentions):
            if key not in (stated.subject, stated.object):
                continue
            outgoing = stated.subject == key
            other = summaries.get(stated.object if outgoing else stated.subject)
            if other is not None:
                found.setdefault(
                    (stated.relation, outgoing, other.key),
                    DocumentRelation(stated.relation, outgoing, other, article_id),
                )
    return tuple(found.values())


def _co_cited(
    together: list[MentionRow], summaries: dict[str, DocumentSummary]
) -> tuple[CoCited, ...]:
    pairs = {(m.article_id, m.document_key) for m in together if m.document_key in summaries}
    counts = Counter(key for _, key in pairs if key)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(CoCited(summaries[key], n) for key, n in ranked[:CO_CITED_SHOWN])
