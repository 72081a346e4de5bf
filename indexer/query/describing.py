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
    Quotation,
    Title,
    Words,
)

_NAME_FIELDS = {"author": "tác giả", "department": "cơ quan"}


def describe(query: Node) -> str:
    """One line: `tìm số hiệu 4204/KH-UBND, từ tháng 5/2023`."""
    if query == EVERYTHING:
        return "tất cả bài viết"
    parts = query.parts if isinstance(query, AllOf) else (query,)
    if all(isinstance(part, Not) for part in parts):
        return f"tất cả bài viết, {_describe(query)}"
    return f"tìm {_standing(query)}"


def _standing(node: Node) -> str:
    """What is found, told by itself: `bài dẫn văn bản …`, where a list goes on `dẫn văn bản …`."""
    match node:
        case Cites() | Published():
            return f"bài {_describe(node)}"
        case Province() | Name():
            return f"bài của {_describe(node)}"
        case DocumentTypeIs():
            return f"bài dẫn {_describe(node)}"
        case Not():
            return f"mọi bài {_describe(node)}"
        case AllOf(parts):
            first, *others = sorted(parts, key=_is_excluded)
            begun = _describe_part(first) if isinstance(first, AnyOf) else _standing(first)
            return ", ".join([begun, *map(_describe_part, others)])
        case AnyOf(parts):
            told = (_standing(part) for part in parts)
            return " hoặc ".join(
                f"({text})" if isinstance(part, AllOf) else text
                for part, text in zip(parts, told, strict=True)
            )
        case _:
            return _describe(node)


def _describe(node: Node) -> str:
    match node:
        case Words(runs):
            return f"“{' … '.join(runs)}”"
        case Phrase(text):
            return f"nguyên văn “{text}”"
        case Quotation(text):
            return f"ưu tiên bài có nguyên văn “{text}”"
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
        case Not(AllOf() | AnyOf() as part):
            return f"trừ ({_standing(part)})"
        case Not(Cites() | Published() as part):
            return f"trừ {_standing(part)}"
        case Not(part):
            return f"trừ {_describe(part)}"
        case AllOf(parts):
            return ", ".join(map(_describe_part, sorted(parts, key=_is_excluded)))
        case AnyOf():
            return _standing(node)


def _describe_part(node: Node) -> str:
    """One of what all must hold; in brackets if only one of its own parts must."""
    return f"({_describe(node)})" if isinstance(node, AnyOf) else _describe(node)


def _is_excluded(node: Node) -> bool:
    """What is excluded is told last, so that nobody takes what follows for excluded too."""
    return isinstance(node, Not)
