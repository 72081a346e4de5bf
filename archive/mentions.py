"""The document references of an article, field by field."""

from collections.abc import Sequence

from archive.items import Mention, MentionField


def find_mentions(headline: str, lead: str | None, body: Sequence[str]) -> list[Mention]:
    """Every mention of a document in an article's text, in reading order.

    `body` is the paragraphs; offsets in it count characters in them joined by newlines.
    """
    from vietnamese import find_references

    texts: tuple[tuple[MentionField, str], ...] = (
        ("headline", headline),
        ("lead", lead or ""),
        ("body", "\n".join(body)),
    )
    return [
        Mention(field, reference) for field, text in texts for reference in find_references(text)
    ]
