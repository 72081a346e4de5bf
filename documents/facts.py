"""What the sources of a document, taken together, say of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.catalogue.tables import LegislationRow
from documents.keys import law_name
from documents.laws import Law
from documents.sources import Sources
from documents.title_agreement import agreed_title
from documents.titles import announced_title, title_after
from vietnamese.document_types import TYPE_BY_WORD
from vietnamese.identifiers import parse_identifier

#: A type that says nothing: whatever it is, it is a document.
ANY_TYPE = "Văn bản"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The stated facts of a document.

    `told_title` is the title that articles alone give it, `told_by` what each mention that gives
    one gives, by the mentions' ids.
    """

    identifier: str | None
    document_type: str | None
    issued_on: str | None
    title: str | None
    told_title: str | None
    told_by: Mapping[int, str] = field(default_factory=dict)


def gather_facts(sources: Sources, law: Law | None = None) -> DocumentFacts:
    """The facts of a document: what registers say, else the articles that announce it, else others.

    What the table of laws has of it is taken from there. Where sources of a kind disagree, what
    most of them say is taken.
    """
    entries = sources.entries
    mentions = [mention for mention, _ in sources.mentions]
    announcing = [mention for mention, _ in sources.announcing]
    told_title, told_by = _told_title(sources)
    document_type = (
        most_common(type_of(e) for e in entries)
        or most_common(m.type for m in announcing if m.type != ANY_TYPE)
        or most_common(_stated_types(sources))
    )
    # The National Assembly numbers its laws and its resolutions apart: there are two of a number.
    if law is not None and document_type != "Nghị quyết":
        day = law.adopted or most_common(sources.days.elements())
        return DocumentFacts(law.identifier, law.type, day, law.name, told_title, told_by)
    return DocumentFacts(
        identifier=most_common(identifier_of(e) for e in entries)
        or most_common(m.identifier for m in mentions),
        document_type=document_type,
        issued_on=most_common(entry.issued_on for entry in entries)
        or most_common(mention.issued_on for mention in announcing)
        or most_common(sources.days.elements()),
        title=agreed_title(entry.title for entry in entries) or told_title,
        told_title=told_title,
        told_by=told_by,
    )


def type_of(entry: LegislationRow) -> str | None:
    """The type that a register gives a document, by its usual name: `QUYẾT ĐỊNH` is Quyết định."""
    stated = entry.document_type
    if stated is None:
        return None
    kind = TYPE_BY_WORD.get(stated.lower())
    return kind.name if kind else stated


def identifier_of(entry: LegislationRow) -> str | None:
    """The number that a register gives a document, in its canonical form where it has one."""
    number = parse_identifier(entry.identifier or "")
    return number.canonical if number else entry.identifier


def most_common(values: Iterable[str | None]) -> str | None:
    """The value stated most often, of several the one stated first."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None


def _stated_types(sources: Sources) -> Iterable[str]:
    """The types that all mentions state, those that say something before the one that does not."""
    said = {name: times for name, times in sources.types.items() if name != ANY_TYPE}
    return Counter(said or sources.types).elements()


def _told_title(sources: Sources) -> tuple[str | None, dict[int, str]]:
    """The title that articles give the document, and which mentions give one, the best."""
    if not sources.mentions:
        return None, {}
    first = sources.mentions[0][0]
    if first.kind == "law-by-name":
        named = {m.id: law_name(m.text) for m, _ in sources.mentions if m.kind == "law-by-name"}
        return named[first.id], named
    after = [(m, sources.following[m.id]) for m, _ in sources.mentions if m.id in sources.following]
    announced = {
        m.id: title
        for m, text in after
        if m.relation == "issued" and (title := announced_title(text, m.text))
    }
    told = announced or {m.id: title for m, text in after if (title := title_after(text, m.text))}
    return agreed_title(told.values()), told
