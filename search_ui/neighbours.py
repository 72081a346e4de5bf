"""The documents around one: how each stands to it, and which article says so."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from documents.traces import DocumentSummary, DocumentTrace

#: Documents that articles cite together with this one, where nothing says how the two stand.
CO_CITED = "co_cited"


@dataclass(frozen=True, slots=True)
class Tie:
    """How a document stands to another: `outgoing`, this one does it to the other."""

    relation: str
    outgoing: bool


#: In the order they are shown in: what came before this document, what came after, what else.
TIES = (
    *(Tie(r, True) for r in ("based_on", "implements", "amends", "replaces", "repeals")),
    *(Tie(r, False) for r in ("based_on", "implements", "amends", "replaces", "repeals")),
    Tie(CO_CITED, False),
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another document, how it stands to this one, and what says so.

    `article_id` is the article that states it, with its headline; of documents cited together there
    is only the number of articles that do.
    """

    tie: Tie
    document: DocumentSummary
    article_id: str | None
    headline: str | None
    articles: int


def neighbours(trace: DocumentTrace) -> list[Neighbour]:
    """Every tie of the document of `trace`, in the order of `TIES`; of one kind the newest first.

    A document cited together with it is listed as such only where no relation is stated.
    """
    related = [
        Neighbour(
            Tie(stated.relation, stated.outgoing),
            stated.document,
            stated.article_id,
            stated.headline,
            1,
        )
        for stated in trace.relations
    ]
    known = {neighbour.document.key for neighbour in related}
    beside = [
        Neighbour(Tie(CO_CITED, False), cited.document, None, None, cited.articles)
        for cited in trace.co_cited
        if cited.document.key not in known
    ]
    return sorted([*related, *beside], key=_order)


def _order(neighbour: Neighbour) -> tuple[int, int, int, str]:
    document = neighbour.document
    return (
        TIES.index(neighbour.tie),
        -neighbour.articles,
        -(document.year or 0),
        document.key,
    )


def left_out(trace: DocumentTrace) -> Counter[Tie]:
    """How many documents of each tie there are that `trace` does not have."""
    there = Counter(Tie(stated.relation, stated.outgoing) for stated in trace.relations)
    known = {Tie(count.relation, count.outgoing): count for count in trace.counts.relations}
    return Counter({tie: count.documents for tie, count in known.items()}) - there


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as the graph shows it: once, under its first tie; `also` are the others."""

    document: DocumentSummary
    tie: Tie
    also: tuple[Tie, ...]


def by_document(found: Iterable[Neighbour]) -> list[Drawn]:
    """Each document once, with all its ties."""
    ties: dict[str, list[Tie]] = defaultdict(list)
    documents: dict[str, DocumentSummary] = {}
    for neighbour in found:
        documents.setdefault(neighbour.document.key, neighbour.document)
        ties[neighbour.document.key].append(neighbour.tie)
    return [Drawn(documents[key], first, tuple(also)) for key, (first, *also) in ties.items()]


def chosen(documents: Iterable[Drawn], most: int) -> list[Drawn]:
    """At most `most` of the documents: of every kind of tie some, those only cited beside last."""
    ranks: Counter[Tie] = Counter()
    turns: list[tuple[bool, int, Drawn]] = []
    for drawn in documents:
        turns.append((drawn.tie.relation == CO_CITED, ranks[drawn.tie], drawn))
        ranks[drawn.tie] += 1
    turns.sort(key=lambda turn: turn[:2])
    return sorted((drawn for *_, drawn in turns[:most]), key=lambda drawn: TIES.index(drawn.tie))
