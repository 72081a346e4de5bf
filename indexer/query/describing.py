"""How a query was understood, in Vietnamese, for the reader to check."""

from indexer.query.nodes import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Cites,
    DocumentNumber,
    DocumentTypeIs,
    Name,
    Node,
    Not,
    Phrase,
    Province,
    Published,
    Title,
    Words,
)

_NAME_FIELDS = {"author": "tác giả", "department": "cơ quan"}


def describe(query: Node) -> str:
    """One line: `tìm số hiệu 4204/KH-UBND, từ tháng 5/2023`."""
    if query == EVERYTHING:
        return "tất cả bài viết"
    return f"tìm {_describe(query)}"


def _describe(node: Node) -> str:
    match node:
        case Words(runs):
            return f"“{' … '.join(runs)}”"
        case Phrase(text):
            return f"nguyên văn “{text}”"
        case DocumentNumber(canonical):
            return f"số hiệu {canonical}"
        case Cites(number):
            return f"dẫn văn bản {number.canonical}"
        case Title(content):
            return f"tiêu đề có {_describe(content)}"
        case Name(field, text):
            return f"{_NAME_FIELDS[field]} “{text}”"
        case Province(_, name):
            return f"tỉnh {name}"
        case DocumentTypeIs(name):
            return f"loại văn bản {name}"
        case Published(_, _, as_typed):
            return as_typed
        case Not(part):
            return f"trừ {_describe(part)}"
        case AllOf(parts):
            return ", ".join(_within(part, AnyOf) for part in parts)
        case AnyOf(parts):
            return " hoặc ".join(_within(part, AllOf) for part in parts)


def _within(node: Node, other: type[AllOf] | type[AnyOf]) -> str:
    """A part of a list; in brackets if it is a list of the other kind."""
    return f"({_describe(node)})" if isinstance(node, other) else _describe(node)
