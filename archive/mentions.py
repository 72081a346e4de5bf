"""The document references of an article, field by field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.items import Mention, MentionField, Relating
from vietnamese import Reference

Stated = TypeVar("Stated")

#: What parts the fields of an article read as one text.
_BREAK = "\n\n"


def find_mentions(headline: str, lead: str | None, body: Sequence[str]) -> list[Mention]:
    """Every mention of a document in an article's text, in reading order.

    `body` is the paragraphs; offsets in it count characters in them joined by newlines. A mention
    that leaves out the day or the issuer has those that the article states elsewhere for the same
    number and type: "Kế hoạch số 4204/KH-UBND", once introduced with both, is meant again. So it is
    with the symbol: "Kế hoạch 4204" beside it is the same.
    """
    from vietnamese import find_references

    texts: tuple[tuple[MentionField, str], ...] = (
        ("headline", headline),
        ("lead", lead or ""),
        ("body", "\n".join(body)),
    )
    mentions = [
        Mention(field, reference) for field, text in texts for reference in find_references(text)
    ]
    return _completed(_related(texts, mentions))


def _related(texts: Sequence[tuple[MentionField, str]], mentions: list[Mention]) -> list[Mention]:
    """The mentions, each with how the article says that its document stands to others.

    The fields are read as one text, for what a headline announces may have its reasons in the body.
    """
    if len(mentions) < 2:
        return mentions
    from vietnamese.references import find_statements

    offsets: dict[MentionField, int] = {}
    length = 0
    for field, text in texts:
        offsets[field] = length
        length += len(text) + len(_BREAK)
    references = [
        replace(
            mention.reference,
            start=mention.reference.start + offsets[mention.field],
            end=mention.reference.end + offsets[mention.field],
        )
        for mention in mentions
    ]
    relating: dict[int, list[Relating]] = defaultdict(list)
    for statement in find_statements(_BREAK.join(text for _, text in texts), references):
        subject, target = statement.subject, statement.object
        for one, other, outgoing in ((subject, target, True), (target, subject, False)):
            field, start = mentions[other].field, mentions[other].reference.start
            relating[one].append(Relating(statement.relation, outgoing, field, start))
    return [
        replace(mention, relating=tuple(relating[index])) if index in relating else mention
        for index, mention in enumerate(mentions)
    ]


def _completed(mentions: list[Mention]) -> list[Mention]:
    whole = [_with_symbol(mention, mentions) for mention in mentions]
    by_document: dict[tuple[str, str | None], list[Reference]] = defaultdict(list)
    for mention in whole:
        reference = mention.reference
        if reference.identifier:
            by_document[reference.identifier, reference.type].append(reference)
    return [
        replace(mention, reference=_complete(mention.reference, by_document)) for mention in whole
    ]


def _with_symbol(mention: Mention, mentions: list[Mention]) -> Mention:
    """The mention, named in full where it gives a number alone and the article says which it is."""
    short = mention.reference
    if short.symbol is not None or short.number is None or short.type is None:
        return mention
    full = {
        (other.identifier, other.symbol, other.kind)
        for other in (m.reference for m in mentions)
        if other.symbol and (other.type, other.number) == (short.type, short.number)
    }
    if len(full) != 1:
        return mention
    identifier, symbol, kind = full.pop()
    named = replace(short, identifier=identifier, symbol=symbol, kind=kind)
    return replace(mention, reference=named)


def _complete(
    reference: Reference, by_document: dict[tuple[str, str | None], list[Reference]]
) -> Reference:
    if reference.identifier is None:
        return reference
    alike = by_document[reference.identifier, reference.type]
    return replace(
        reference,
        issued_on=reference.issued_on or the_only(other.issued_on for other in alike),
        issuer=reference.issuer or the_only(other.issuer for other in alike),
    )


def the_only(values: Iterable[Stated | None]) -> Stated | None:
    """The one value that is stated; None if there are none or they disagree."""
    stated = {value for value in values if value is not None}
    return stated.pop() if len(stated) == 1 else None
