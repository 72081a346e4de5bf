"""An index that does not tell of what is withheld, from the moment on that it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
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

    The index forgets it at its next update; until then what is asked is asked of the rest. What is
    withheld is read once, with the first that is asked: for one answer, which may take many
    questions, and no longer.
    """
    return replace(engine, reader=_HidingReader(engine.reader, catalogue))


class _HidingReader(Reader):
    def __init__(self, reader: Reader, catalogue: Catalogue) -> None:
        self._reader = reader
        self._catalogue = catalogue

    @cached_property
    def _hidden(self) -> tuple[str, ...]:
        with self._catalogue.session() as session:
            return tuple(index_key(*item) for item in hidden_items(session))

    def find(self, question: Question) -> Found:
        if not self._hidden:
            return self._reader.find(question)
        return self._reader.find(replace(question, match=_without(self._hidden, question.match)))

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
        return None if key in self._hidden else self._reader.get(key)

    def close(self) -> None:
        self._reader.close()

    def _asked(self, expressions: Sequence[Expression]) -> Sequence[Expression]:
        hidden = self._hidden
        return [_without(hidden, one) for one in expressions] if hidden else expressions


def _without(hidden: tuple[str, ...], match: Expression) -> Expression:
    return e.all_of(match, e.Not(e.AnyTerm(KEY, hidden)))
