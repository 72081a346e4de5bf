"""What `congtin document` says of a document, line by line, in Vietnamese."""

from collections.abc import Iterator

from documents.contradictions import Claim, contradictions
from documents.timeline import MentioningArticle, by_article, timeline
from documents.traces import (
    DocumentRelation,
    DocumentSummary,
    DocumentTrace,
    RegisterEntry,
    TracedBody,
)
from documents.words import (
    DOCUMENT_RELATIONS,
    FACTS,
    LEVELS,
    REASONS,
    body_history,
    relation_words,
)

#: Below a day in the margin.
_INDENT = " " * 14


def day(value: str | None) -> str:
    """`11/12/2022` of a date or moment as the catalogue keeps it."""
    return "/".join(reversed(value[:10].split("-"))) if value else "không rõ ngày"


def summary_line(document: DocumentSummary) -> str:
    """A document on a line, its key at the end."""
    when = day(document.issued_on) if document.issued_on else document.year or "không rõ năm"
    parts = [document.identifier, document.body_name or "(cơ quan chưa rõ)", when, document.title]
    return f"{' · '.join(str(part) for part in parts if part)}  [{document.key}]"


def told(trace: DocumentTrace) -> Iterator[str]:
    """Everything known of the document, as lines."""
    yield from _head(trace)
    yield from _evidence(trace)
    if trace.possible:
        yield "\nCó thể chính là:"
        yield from (f"  {summary_line(possible)}" for possible in trace.possible)
        yield from _more(trace.counts.possible - len(trace.possible))
    yield f"\nTheo thời gian ({len(trace.register)} mục văn bản, {trace.counts.mentions} lần nhắc):"
    for year in timeline(trace):
        for event in year.events:
            if event.entry:
                yield from _entry(event.entry)
            if event.article:
                yield from _article(event.article)
    if trace.unresolved:
        yield "\nChưa phân biệt được, có thể nói về văn bản khác cùng số:"
        for article in by_article(trace.unresolved):
            yield from _article(article)
        yield from _more(trace.counts.unresolved - len(trace.unresolved))
    if trace.relations:
        yield "\nQuan hệ:"
        yield from (f"  {_relation(relation)}" for relation in trace.relations)
    if trace.co_cited:
        yield "\nThường được nhắc cùng:"
    for cited in trace.co_cited:
        yield f"  {cited.articles:3}  {summary_line(cited.document)}"


def _head(trace: DocumentTrace) -> Iterator[str]:
    known, sure = trace.document, trace.certainty
    kind, name = known.document_type or "Văn bản", known.identifier or known.title or ""
    # The name of a law begins with its type.
    yield name if name.startswith(f"{kind} ") else f"{kind} {name}".strip()
    if known.title:
        yield f"  Trích yếu: {known.title}"
    history = _history(trace.body) if trace.body else ""
    yield f"  Cơ quan ban hành: {known.body_name or 'chưa rõ'}{f' ({history})' if history else ''}"
    year = f"trong năm {known.year}" if known.year else "chưa rõ"
    yield f"  Ngày ban hành: {day(known.issued_on) if known.issued_on else year}"
    reasons = "; ".join(REASONS[reason] for reason in sure.reasons)
    yield f"  Mức độ chắc chắn: {_within(LEVELS[sure.level])}{f' ({reasons})' if reasons else ''}"
    yield f"  Khóa: {known.key}"


def _history(body: TracedBody) -> str:
    """`từ 1/3/2025; đến 30/6/2025; nay là …`: when the body existed, what it was and became."""
    return "; ".join(
        phrase.text % {"day": day(phrase.day), "names": phrase.names, "more": phrase.more}
        for phrase in body_history(body)
    )


def _evidence(trace: DocumentTrace) -> Iterator[str]:
    """Each piece of evidence in words, the best first; then who contradicts whom."""
    for item in trace.evidence:
        match item["kind"]:
            case "register":
                yield f"  Bằng chứng: mục văn bản của {item['portal'] or item['url']}"
            case "law-table":
                yield f"  Bằng chứng: bảng tên luật ({item['name']}, {item['identifier']})"
            case "announcement":
                when = day(item["date_published"])
                yield f"  Bằng chứng: bài đưa tin ban hành, {when} ({item['article_id']})"
            case "mentions":
                yield f"  Bằng chứng: {item['articles']} bài nhắc đến"
    for found in contradictions(trace):
        yield f"  Các nguồn ghi khác nhau về {_within(FACTS[found.field])}:"
        yield from (f"    {_claim(found.field, claim)}" for claim in found.claims)


def _claim(field: str, claim: Claim) -> str:
    value = day(claim.value) if field.endswith("_on") else claim.value
    sources = [f"mục văn bản của {portal}" for portal in claim.portals]
    if claim.registered and not sources:
        sources = ["mục văn bản"]
    sources += [f"“{article.headline}”" for article in claim.articles[:3]]
    more = len(claim.articles) - 3
    sources += [f"và {more} bài nữa"] if more > 0 else []
    times = f" ({claim.times} lần)" if claim.times else ""
    return f"{value}{times}{': ' if sources else ''}{'; '.join(sources)}"


def _entry(entry: RegisterEntry) -> Iterator[str]:
    yield f"  {day(entry.issued_on)}  [mục văn bản] {entry.title or entry.identifier or ''}"
    signed = f"người ký: {entry.signer}" if entry.signer else None
    force = f"có hiệu lực từ {day(entry.effective_on)}" if entry.effective_on else None
    facts = [entry.identifier, entry.issuer, signed, force, entry.status]
    if any(facts):
        yield _INDENT + " · ".join(fact for fact in facts if fact)
    if entry.url:
        yield _INDENT + entry.url


def _article(article: MentioningArticle) -> Iterator[str]:
    yield f"  {day(article.date_published)}  {article.headline}"
    for mention in article.mentions:
        relation = relation_words(mention.relation, mention.relation_role)
        yield f"{_INDENT}[{relation}] {mention.sentence}"
    yield _INDENT + article.url


def _relation(relation: DocumentRelation) -> str:
    words = DOCUMENT_RELATIONS[relation.relation, relation.outgoing]
    return f"{words}: {summary_line(relation.document)}"


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"  và {count} nữa"


def _within(label: str) -> str:
    """A label in the middle of a sentence."""
    return label[:1].lower() + label[1:]
