"""An index that does not tell of what is withheld, from the moment on that it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.catalogue import Catalogue
from archive.catalogue.visibility import hidden_items
from indexer import expressions as e
from indexer.engines.questions import Found, Question, Reader
from indexer.expressions import Expression
from indexer.indexed_items import index_key
from indexer.matching import KEY
from indexer.searching import SearchEngine


def hiding_withheld(engine: SearchEngine, catalogue: Catalogue) -> SearchEngine:
    """The same engine, finding, counting and suggesting nothing of what is withheld.

    The index forgets it at its next update; until then what is asked is asked of the rest.
    """

    def keys() -> tuple[str, ...]:
        with catalogue.session() as session:
            return tuple(index_key(*item) for item in hidden_items(session))

    return replace(engine, reader=_HidingReader(engine.reader, keys))


class _HidingReader(Reader):
    def __init__(self, reader: Reader, hidden: Callable[[], tuple[str, ...]]) -> None:
        self._reader = reader
        self._hidden = hidden

    def find(self, question: Question) -> Found:
        hidden = self._hidden()
        if not hidden:
            return self._reader.find(question)
        return self._reader.find(replace(question, match=_without(hidden, question.match)))

    def size(self) -> int:
        return self._reader.size()

    def counts(self, expressions: Sequence[Expression]) -> tuple[int, ...]:
        return self._reader.counts(self._asked(expressions))

    def has(self, expressions: Sequence[Expression]) -> tuple[bool, ...]:
        return self._reader.has(self._asked(expressions))

    def values(self, field: str, prefix: str, size: int) -> tuple[tuple[str, int], ...]:
        # of documents' numbers, which the catalogue is asked for before they are shown
        return self._reader.values(field, prefix, size)

    def get(self, key: str) -> Mapping[str, Any] | None:
        return None if key in self._hidden() else self._reader.get(key)

    def close(self) -> None:
        self._reader.close()

    def _asked(self, expressions: Sequence[Expression]) -> Sequence[Expression]:
        hidden = self._hidden()
        return [_without(hidden, one) for one in expressions] if hidden else expressions


def _without(hidden: tuple[str, ...], match: Expression) -> Expression:
    return e.all_of(match, e.Not(e.AnyTerm(KEY, hidden)))
