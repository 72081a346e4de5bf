"""The running text that a query names."""

from collections.abc import Iterator

from indexer.query.nodes import AllOf, AnyOf, Leaf, Name, Node, Not, Phrase, Title, Words


def wanted(node: Node) -> Iterator[Leaf]:
    """The leaves that are to be found, not those that must not."""
    match node:
        case Not():
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from wanted(part)
        case _:
            yield node


def texts_of(leaf: Leaf) -> tuple[str, ...]:
    """The running text that a leaf looks for, and ranks by."""
    match leaf:
        case Words(runs) | Title(Words(runs)):
            return runs
        case Phrase(text) | Title(Phrase(text)):
            return (text,)
        case _:
            return ()


def typed_texts(query: Node) -> Iterator[str]:
    """The text that a query names, to be found or not; names of people and offices too."""
    match query:
        case Not(part):
            yield from typed_texts(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from typed_texts(part)
        case Name(_, text):
            yield text
        case _:
            yield from texts_of(query)
