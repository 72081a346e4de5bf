"""Searching: from a request to its answer, the same way in every engine.

Parse the query, plan it, ask the engine, read the query less strictly where nothing matches, and
present what was found. The engine's two halves only find and write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import Self

from indexer import expressions as e
from indexer import presenting
from indexer.cursors import place_behind, read_cursor, write_cursor
from indexer.engines.questions import FacetQuestion, Found, Order, Question, Reader, Store
from indexer.labels import Labels
from indexer.names import IndexedNames
from indexer.planning import Plan, Reading, make_plan, readings
from indexer.query import describe, parse
from indexer.query.nodes import Node
from indexer.query.values import read_number
from indexer.schema import MAX_KEYWORD_CHARACTERS
from indexer.search import FACETS, InvalidRequestError, SearchAnswer, SearchRequest

#: How many values of a facet an answer lists, those chosen aside.
FACET_SIZE = 30

#: The last hit that can be reached by the number of its page; a cursor goes on without end.
MAX_OFFSET = 1_000_000


@dataclass(frozen=True, slots=True)
class SearchEngine:
    """A search engine: what finds, what writes, and how values are labelled."""

    reader: Reader
    store: Store
    labels: Labels

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Answer a request.

        Raises:
            InvalidRequestError: a facet, date or page that is none, or another question's cursor.
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """
        query = parse(request.q, IndexedNames(self.reader))
        question = _question(request)
        reading, plan, found = self._find(query, question)
        cursor = None
        if found.rows:
            behind = place_behind(found.rows, question.after, question.offset)
            cursor = write_cursor(request, behind) if behind.offset < found.total else None
        return SearchAnswer(
            total=found.total,
            hits=presenting.hits(found, plan, request),
            facets=presenting.facets(found, request, self.labels),
            histogram=presenting.histogram(found, request),
            understood="; ".join(part for part in (describe(query), reading.remark) if part),
            cursor=cursor,
        )

    def size(self) -> int:
        """How many articles can be found.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """
        return self.reader.size()

    def close(self) -> None:
        """Let go of connections and files."""
        self.reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _find(self, query: Node, question: Question) -> tuple[Reading, Plan, Found]:
        """What the strictest reading of the query finds that finds anything.

        A query that matches, but nothing among what was chosen, is not read less strictly.
        """
        outcomes: list[tuple[Reading, Plan, Found]] = []
        tried: set[e.Expression] = set()
        for reading in readings(query):
            plan = make_plan(query, reading)
            if plan.match in tried:
                continue
            tried.add(plan.match)
            found = self.reader.find(_planned(question, plan))
            if found.total:
                return reading, plan, found
            outcomes.append((reading, plan, found))
            if self.reader.find(Question(plan.match, size=0)).total:
                break
        return outcomes[0]


def _planned(question: Question, plan: Plan) -> Question:
    """The question with what the plan adds. Where nothing ranks, the newest come first."""
    order: Order = question.order if plan.rank or question.order != "score" else "newest"
    after = question.after
    if after and order != "score":  # only a score has a fraction
        after = replace(after, key=int(after.key))
    match = e.all_of(plan.match, question.match)
    return replace(question, match=match, rank=plan.rank, order=order, after=after)


def _question(request: SearchRequest) -> Question:
    """What a request asks besides its query."""
    if request.page < 1 or request.size < 0:
        raise InvalidRequestError(f"không có trang {request.page} với {request.size} bài mỗi trang")
    offset = (request.page - 1) * request.size
    if offset + request.size > MAX_OFFSET:
        raise InvalidRequestError(
            f"chỉ mở được theo số trang tới bài thứ {MAX_OFFSET}; muốn xem tiếp, hãy dùng cursor"
        )
    return Question(
        match=e.Between("day", _day(request.date_from), _day(request.date_to))
        if request.date_from or request.date_to
        else e.EVERYTHING,
        filters={name: _filter(name, chosen) for name, chosen in request.filters.items() if chosen},
        order="score" if request.sort == "relevance" else request.sort,
        size=request.size,
        offset=offset,
        after=read_cursor(request),
        facets=_facets(request.filters) if request.with_facets else (),
    )


def _facets(filters: Mapping[str, Sequence[str]]) -> tuple[FacetQuestion, ...]:
    facets = [FacetQuestion(name, tuple(filters.get(name, ())), FACET_SIZE) for name in FACETS]
    return (*facets, FacetQuestion("month"))


def _filter(name: str, values: Sequence[str]) -> e.Expression:
    """Any of the values of a facet; a document may be told by its number in any spelling."""
    if name not in FACETS:
        raise InvalidRequestError(f"không có bộ lọc {name!r}; có: {', '.join(FACETS)}")
    chosen = e.AnyTerm(name, tuple(value[:MAX_KEYWORD_CHARACTERS] for value in values))
    numbers = [n.key for value in values if (n := read_number(value))] if name == "document" else []
    if not numbers:
        return chosen
    return e.AtLeast(1, (chosen, e.AnyTerm("identifier", tuple(numbers))))


def _day(text: str | None) -> int | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidRequestError(
            f"{text!r} không phải là ngày; hãy viết như 2023-05-01"
        ) from error
    return day.year * 10_000 + day.month * 100 + day.day
