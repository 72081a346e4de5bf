"""An index that does not tell of what is withheld, from the moment on that it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from archive.catalogue import Catalogue
from archive.catalogue.visibility import Hidden, read_hidden
from indexer import expressions as e
from indexer.engines.questions import FacetQuestion, Found, Question, Reader
from indexer.expressions import Expression
from indexer.indexed_items import index_key
from indexer.matching import KEY
from indexer.searching import SearchEngine

#: The field of the keys of documents that an item cites, or is the entry of.
DOCUMENT = "document"

Counts = tuple[tuple[str, int], ...]


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
    def _hidden(self) -> Hidden:
        with self._catalogue.session() as session:
            return read_hidden(session)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(index_key(*item) for item in self._hidden.items)

    def find(self, question: Question) -> Found:
        if self._keys:
            question = replace(question, match=_without(self._keys, question.match))
        if not self._hidden.documents:
            return self._reader.find(question)
        found = self._reader.find(_asking_for_more(question, len(self._hidden.documents)))
        hidden = set(self._hidden.documents)
        return replace(
            found,
            facets={
                **found.facets,
                **{f.field: _shown(f, found, hidden) for f in _of_documents(question)},
            },
        )

    def size(self) -> int:
        if not self._keys:
            return self._reader.size()
        return self._reader.size() - self._reader.counts([e.AnyTerm(KEY, self._keys)])[0]

    def counts(self, expressions: Sequence[Expression]) -> tuple[int, ...]:
        return self._reader.counts(self._asked(expressions))

    def has(self, expressions: Sequence[Expression]) -> tuple[bool, ...]:
        return self._reader.has(self._asked(expressions))

    def values(self, field: str, prefix: str, size: int) -> tuple[tuple[str, int], ...]:
        # of documents' numbers, which the catalogue is asked for before they are shown
        return self._reader.values(field, prefix, size)

    def get(self, key: str) -> Mapping[str, Any] | None:
        return None if key in self._keys else self._reader.get(key)

    def close(self) -> None:
        self._reader.close()

    def _asked(self, expressions: Sequence[Expression]) -> Sequence[Expression]:
        hidden = self._keys
        return [_without(hidden, one) for one in expressions] if hidden else expressions


def _without(hidden: tuple[str, ...], match: Expression) -> Expression:
    return e.all_of(match, e.Not(e.AnyTerm(KEY, hidden)))


def _of_documents(question: Question) -> list[FacetQuestion]:
    return [facet for facet in question.facets if facet.field == DOCUMENT]


def _asking_for_more(question: Question, more: int) -> Question:
    """The same, with so many more documents counted: as many may not be shown."""
    facets = [
        replace(facet, size=facet.size + more) if facet.field == DOCUMENT and facet.size else facet
        for facet in question.facets
    ]
    return replace(question, facets=tuple(facets))


def _shown(facet: FacetQuestion, found: Found, hidden: Collection[str]) -> Counts:
    """The documents that were asked for, and those chosen in any case, but none that is hidden."""
    shown = [pair for pair in found.facets[facet.field] if pair[0] not in hidden]
    first = shown[: facet.size]
    return (*first, *(pair for pair in shown[len(first) :] if pair[0] in facet.chosen))
