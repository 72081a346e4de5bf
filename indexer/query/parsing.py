"""The parser of the query language: any text in, a tree out; never an error.

What cannot be read as the language has it is searched as words. `OR` binds loosest, because a
Vietnamese word is often two (`kế hoạch OR quyết định`); dates outside parentheses hold for the
whole query.
"""

from collections.abc import Iterable, Iterator, Sequence

from indexer.query.citing import read_issued
from indexer.query.lexing import Kind, Piece, cut
from indexer.query.names import Names, NoNames
from indexer.query.nodes import (
    EVERYTHING,
    AllOf,
    AnyOf,
    DocumentNumber,
    Node,
    Not,
    Phrase,
    Published,
    Quotation,
    Title,
    Words,
)
from indexer.query.quoting import read_quoting
from indexer.query.values import LONGEST, read_number, read_quoted, read_value
from vietnamese.folding import fold

#: Parentheses deeper than this are not looked at. Elasticsearch takes thirty levels of `bool`, of
#: which what stands between two of ours may become three.
MAX_DEPTH = 6

#: What may be said of a document's number before it, the longest first, folded.
_LABELS = [label.split() for label in ("so va ky hieu", "so ky hieu", "so hieu", "ky hieu")]

_NO_NAMES = NoNames()


def parse(query: str, names: Names = _NO_NAMES) -> Node:
    """The tree of a query; an empty query is `EVERYTHING`.

    `names` tells where names end that are not quoted. Raises nothing but what looking them up does.
    """
    pieces, quoted = read_quoting(cut(query))
    return _Parser(pieces, names).query(map(Quotation, quoted))


class _Parser:
    """A recursive descent over the pieces of one query."""

    def __init__(self, pieces: Sequence[Piece], names: Names) -> None:
        self._pieces = pieces
        self._names = names
        self._at = 0
        self._dates: list[Node] = []

    def query(self, quotations: Iterable[Quotation]) -> Node:
        parts: list[Node] = []
        while self._at < len(self._pieces):
            part = self._any_of(depth=0)
            if part != EVERYTHING:
                parts.append(part)
            self._at += 1  # a parenthesis closed that was never opened
        return _all_of([*parts, *self._dates, *quotations])

    def _any_of(self, depth: int) -> Node:
        parts = [self._all_of(depth)]
        while self._peek() is Kind.OR:
            self._at += 1
            parts.append(self._all_of(depth))
        parts = [part for part in dict.fromkeys(parts) if part != EVERYTHING]
        if not parts:
            return EVERYTHING
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self, depth: int) -> Node:
        runs: list[str] = []
        parts: list[Node] = []
        while (kind := self._peek()) not in (None, Kind.OR, Kind.CLOSE):
            if kind is Kind.WORD:
                for part in _read_words(self._take_words()):
                    if isinstance(part, str):
                        runs.append(part)
                    else:
                        parts.append(part)
                continue
            part = self._part(depth)
            if isinstance(part, Words):
                runs += part.runs
            elif isinstance(part, Published) and depth == 0 and kind is Kind.FIELD:
                self._dates.append(part)
            elif part != EVERYTHING:
                parts.append(part)
        words = [Words(tuple(runs))] if runs else []
        return _all_of([*words, *parts])

    def _part(self, depth: int) -> Node:
        piece = self._pieces[self._at]
        self._at += 1
        match piece.kind:
            case Kind.QUOTED:
                return read_number(piece.content) or Phrase(piece.content)
            case Kind.FIELD:
                return self._field(piece)
            case Kind.NOT:
                return self._not(depth)
            case Kind.OPEN if depth < MAX_DEPTH:
                inner = self._any_of(depth + 1)
                self._at += self._peek() is Kind.CLOSE
                return inner
            case _:
                return EVERYTHING

    def _not(self, depth: int) -> Node:
        if self._peek() is Kind.WORD:
            word = self._pieces[self._at].content
            self._at += 1
            part: Node = read_number(word) or Words((word,))
        elif self._peek() in (Kind.QUOTED, Kind.FIELD, Kind.OPEN):
            part = self._part(max(depth, 1))
        else:
            return EVERYTHING
        return part if part == EVERYTHING else Not(part)

    def _field(self, piece: Piece) -> Node:
        kind = self._peek()
        if kind is Kind.QUOTED:
            quoted = self._pieces[self._at].content
            self._at += 1
            return read_quoted(piece.content, quoted) or Phrase(quoted)
        if kind is Kind.OPEN and piece.content == "title":
            self._at += 1
            words = self._take_words()
            self._at += self._peek() is Kind.CLOSE
            return Title(Words((" ".join(words),))) if words else EVERYTHING
        words = [p.content for p in self._words_ahead()]
        if read := read_value(piece.content, words, self._names):
            leaf, length = read
            self._at += length
            return leaf
        return Words((piece.typed,))

    def _peek(self) -> Kind | None:
        return self._pieces[self._at].kind if self._at < len(self._pieces) else None

    def _words_ahead(self) -> Iterator[Piece]:
        for piece in self._pieces[self._at :]:
            if piece.kind is not Kind.WORD:
                return
            yield piece

    def _take_words(self) -> list[str]:
        words = [piece.content for piece in self._words_ahead()]
        self._at += len(words)
        return words


def _all_of(parts: Iterable[Node]) -> Node:
    """All of these; what is said twice is said once."""
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _read_words(words: Sequence[str]) -> Iterator[Node | str]:
    """A run of plain words: the document numbers in it, with what a citation says behind them, and
    the words between them.
    """
    run: list[str] = []
    at = 0
    while at < len(words):
        number, length = _number_at(words, at)
        if number:
            if run := _without_label(run):
                yield " ".join(run)
                run = []
            yield number
            issued, of_issued = read_issued(number, words[at + length :])
            if issued:
                yield issued
            length += of_issued
        else:
            run.append(words[at])
        at += length
    if run:
        yield " ".join(run)


def _without_label(run: list[str]) -> list[str]:
    """The words before a document's number, those left out that say what it is."""
    folded = [fold(word).rstrip(":.") for word in run]
    length = next((len(label) for label in _LABELS if folded[-len(label) :] == label), 0)
    return run[: len(run) - length]


def _number_at(words: Sequence[str], at: int) -> tuple[DocumentNumber | None, int]:
    """The longest document number that begins at this word, and its length in words."""
    if any(character.isdigit() for word in words[at : at + LONGEST] for character in word):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            if number := read_number(" ".join(words[at : at + length])):
                return number, length
    return None, 1
