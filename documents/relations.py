"""How the documents of one article stand to one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

#: What one document does to another. `issued` and `mentions` are between article and document.
BETWEEN_DOCUMENTS = frozenset({"based_on", "implements", "amends", "replaces", "repeals"})


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """The document `subject` does `relation` to the document `object`; both are keys."""

    subject: str
    relation: str
    object: str


class RelatingMention(NamedTuple):
    """What of a mention's row says how documents stand to one another, by the columns' names."""

    article_id: str
    field: str
    start: int
    relating: list[Any] | None
    document_key: str | None


def stated_relations(mentions: Sequence[RelatingMention]) -> list[StatedRelation]:
    """The relations that an article states, given those of its mentions that are `relating`.

    Which mention does what to which was told from the words when they were found
    (`vietnamese.references.statements`); here they are the documents that they turned out to mean.
    """
    by_place = {(mention.field, mention.start): mention.document_key for mention in mentions}
    found: dict[StatedRelation, None] = {}
    for mention in mentions:
        for relation, outgoing, field, start in mention.relating or ():
            key, other = mention.document_key, by_place.get((field, start))
            if key and other and key != other:
                pair = (key, other) if outgoing else (other, key)
                found[StatedRelation(pair[0], relation, pair[1])] = None
    return list(found)
