"""How a query was understood, in the reader's language, for the reader to check."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.query.describing_words import Remark, period_words, remark_words, say
from indexer.query.nodes import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Cites,
    DocumentNumber,
    DocumentTypeIs,
    Issued,
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


def describe(query: Node, remarks: Iterable[Remark] = (), language: str = "vi") -> str:
    """One line in `vi` or `en`: `tìm số hiệu 4204/KH-UBND, từ tháng 5/2023`, and the remarks."""
    told = [_Telling(language).of_all(query)]
    return "; ".join(told + [remark_words(remark, language) for remark in remarks])


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells of queries in one language."""

    language: str

    def of_all(self, query: Node) -> str:
        if query == EVERYTHING:
            return self._say("everything")
        parts = query.parts if isinstance(query, AllOf) else (query,)
        if all(isinstance(part, Not) for part in parts):
            return f"{self._say('everything')}, {self._of(query)}"
        return self._say("search", self._standing(query))

    def _standing(self, node: Node) -> str:
        """What is found, by itself: `bài dẫn văn bản …`, where a list goes on `dẫn văn bản …`."""
        match node:
            case Cites() | Published():
                return self._say("articles", self._of(node))
            case Province() | Name():
                return self._say("articles_of", self._of(node))
            case DocumentTypeIs():
                return self._say("articles_citing", self._of(node))
            case Not():
                return self._say("articles_not", self._of(node))
            case AllOf(parts):
                first, *others = sorted(parts, key=_is_excluded)
                begun = self._part(first) if isinstance(first, AnyOf) else self._standing(first)
                return ", ".join([begun, *map(self._part, others)])
            case AnyOf(parts):
                told = map(self._standing, parts)
                return self._say("or").join(
                    f"({text})" if isinstance(part, AllOf) else text
                    for part, text in zip(parts, told, strict=True)
                )
            case _:
                return self._of(node)

    def _of(self, node: Node) -> str:
        match node:
            case Words(runs):
                return self._say("words", " … ".join(runs))
            case Phrase(text):
                return self._say("phrase", text)
            case Quotation(text):
                return self._say("quotation", text)
            case DocumentNumber(canonical):
                return self._say("number", canonical)
            case Issued(_, day, issuer):
                return self._issued(day, issuer)
            case Cites(number):
                return self._say("cites", number.canonical)
            case Title(content):
                return self._say("title", self._of(content))
            case Name(field, text):
                return self._say(field, text)
            case Province(_, name, kind):
                return self._say("city" if kind == "thành phố" else "province", name)
            case DocumentTypeIs(name):
                return self._say("document_type", name)
            case Published(first, _, period):
                side = "after" if first else "before"
                return self._say(side, period_words(period, self.language))
            case Not(AllOf() | AnyOf() as part):
                return self._say("not", f"({self._standing(part)})")
            case Not(Cites() | Published() as part):
                return self._say("not", self._standing(part))
            case Not(part):
                return self._say("not", self._of(part))
            case AllOf(parts):
                return ", ".join(map(self._part, sorted(parts, key=_is_excluded)))
            case AnyOf():
                return self._standing(node)

    def _issued(self, day: str | None, issuer: str | None) -> str:
        on = (period_words(day, self.language),) if day else ()
        by = (issuer,) if issuer else ()
        kind = "issued_on_by" if on and by else "issued_on" if on else "issued_by"
        return self._say(kind, *on, *by)

    def _part(self, node: Node) -> str:
        """One of what all must hold; in brackets if only one of its own parts must."""
        return f"({self._of(node)})" if isinstance(node, AnyOf) else self._of(node)

    def _say(self, kind: str, *values: str) -> str:
        return say(kind, self.language, *values)


def _is_excluded(node: Node) -> bool:
    """What is excluded is told last, so that nobody takes what follows for excluded too."""
    return isinstance(node, Not)
