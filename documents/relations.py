"""How the documents of one article stand to one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalogue.tables import MentionRow
from archive.items import READING_ORDER

#: What one document does to another. `issued` and `mentions` are between article and document.
BETWEEN_DOCUMENTS = frozenset({"based_on", "implements", "amends", "replaces", "repeals"})


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """The document `subject` does `relation` to the document `object`; both are keys."""

    subject: str
    relation: str
    object: str


def stated_relations(mentions: Sequence[MentionRow]) -> list[StatedRelation]:
    """The relations that an article states, given all its mentions that are resolved.

    A text speaks of the document whose issuing it reported last: "UBND tỉnh ban hành Kế hoạch A
    thực hiện Quyết định B" says that A implements B. Where a relation comes before the first
    document that is issued ("Căn cứ Quyết định B, UBND tỉnh ban hành Kế hoạch A"), it is said of
    that one.
    """
    ordered = sorted(mentions, key=lambda m: (READING_ORDER[m.field], m.start))
    issued = [m for m in ordered if m.relation == "issued"]
    if not issued:
        return []
    found: dict[StatedRelation, None] = {}
    subject = issued[0].document_key
    for mention in ordered:
        if mention.relation == "issued":
            subject = mention.document_key
        key = mention.document_key
        if mention.relation not in BETWEEN_DOCUMENTS or not key or not subject or key == subject:
            continue
        pair = (key, subject) if mention.relation_role == "agent" else (subject, key)
        found[StatedRelation(pair[0], mention.relation, pair[1])] = None
    return list(found)
