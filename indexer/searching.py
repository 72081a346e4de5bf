"""Searching: from a request to its answer, the same way in every engine.

Find what is asked for (`indexer.finding`), and present what was found. The engine's two halves only
find and write.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import TracebackType
from typing import Self, get_args

from archive.items import ItemType
from indexer import expressions as e
from indexer import presenting
from indexer.cursors import place_behind, read_cursor, write_cursor
from indexer.engines.questions import FacetQuestion, Question, Reader, Store
from indexer.finding import find, with_offer
from indexer.indexed_items import index_key
from indexer.labels import Labels
from indexer.query.values import read_number
from indexer.ranking import recency
from indexer.resembling import find_alike
from indexer.schema import MAX_KEYWORD_CHARACTERS
from indexer.search import (
    FACETS,
    FacetValue,
    Hit,
    InvalidRequestError,
    SearchAnswer,
    SearchRequest,
)
from indexer.suggesting import Suggestions, suggest
from vietnamese.dates import VIETNAM

#: How many values of a facet an answer lists, those chosen aside.
FACET_SIZE = 30

#: The last hit that can be reached by the number of its page; a cursor goes on without end.
MAX_OFFSET = 1_000_000

_TYPES: tuple[str, ...] = get_args(ItemType)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


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
        question = question_of(request)
        finding = find(self.reader, request.q, question)
        if request.with_facets and request.page == 1 and not request.cursor:
            finding = with_offer(self.reader, request.q, finding)
        found = finding.found
        cursor = None
        if found.rows:
            behind = place_behind(found.rows, question.after, question.offset)
            cursor = write_cursor(request, behind) if behind.offset < found.total else None
        return SearchAnswer(
            total=found.total,
            hits=presenting.hits(found, finding.plan, request),
            facets=presenting.facets(found, request, self.labels),
            histogram=presenting.histogram(found, request),
            understood=finding.understood(request.language),
            cursor=cursor,
            did_you_mean=finding.did_you_mean,
        )

    def values(self, request: SearchRequest, facet: str, most: int) -> tuple[FacetValue, ...]:
        """Up to `most` values of one facet for a request, as its answer lists the first of them.

        Raises:
            InvalidRequestError: a facet, date or page that is none, or another question's cursor.
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """
        chosen = tuple(request.filters.get(facet, ()))
        asked = FacetQuestion(facet, chosen, most)
        question = replace(question_of(request), size=0, offset=0, facets=(asked,))
        found = find(self.reader, request.q, question).found
        return presenting.facets(found, request, self.labels)[facet]

    def suggest(self, typed: str, size: int) -> Suggestions:
        """What a person may mean who has begun to type this; `size` of each kind at most.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """
        return suggest(self.reader, typed, size)

    def alike(self, item_type: ItemType, item_id: str, size: int) -> tuple[Hit, ...] | None:
        """The items most like this one; None if the index does not have it.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """
        rows = find_alike(self.reader, index_key(item_type, item_id), size)
        return None if rows is None else tuple(presenting.hit(row) for row in rows)

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


def question_of(request: SearchRequest) -> Question:
    """What a request asks besides its query.

    Raises:
        InvalidRequestError: a facet, date or page that is none, or another question's cursor.
    """
    if request.page < 1 or request.size < 0:
        raise InvalidRequestError(
            f"there is no page {request.page} of {request.size} items each",
            f"không có trang {request.page} với {request.size} bài mỗi trang",
        )
    offset = (request.page - 1) * request.size
    if offset + request.size > MAX_OFFSET:
        raise InvalidRequestError(
            f"pages have numbers up to item {MAX_OFFSET}; to go on, use the cursor",
            f"chỉ mở được theo số trang tới bài thứ {MAX_OFFSET}; muốn xem tiếp, hãy dùng cursor",
        )
    first, last = _day(request.date_from), _day(request.date_to)
    if first is not None and last is not None and first > last:
        raise InvalidRequestError(
            f"the last day, {request.date_to}, is before the first, {request.date_from}",
            f"ngày cuối {request.date_to} đang trước ngày đầu {request.date_from}",
        )
    return Question(
        match=e.Between("day", first, last)
        if request.date_from or request.date_to
        else e.EVERYTHING,
        filters={name: _filter(name, chosen) for name, chosen in request.filters.items() if chosen},
        rank=recency(datetime.now(VIETNAM).date()) if request.recency == "mild" else (),
        order="score" if request.sort == "relevance" else request.sort,
        size=request.size,
        offset=offset,
        after=read_cursor(request),
        facets=_facets(request.filters) if request.with_facets else (),
    )


def _facets(filters: Mapping[str, Sequence[str]]) -> tuple[FacetQuestion, ...]:
    facets = [FacetQuestion(name, tuple(filters.get(name, ())), FACET_SIZE) for name in FACETS]
    return (*facets, FacetQuestion("month"))


def is_year(text: str) -> bool:
    """Whether a text is a year that items may be filtered by: four digits."""
    return _YEAR.fullmatch(text) is not None


def _filter(name: str, values: Sequence[str]) -> e.Expression:
    """Any of the values of a facet; a document may be told by its number in any spelling."""
    if name not in FACETS:
        known = ", ".join(FACETS)
        raise InvalidRequestError(
            f"there is no filter {name!r}; there are {known}",
            f"không có bộ lọc {name!r}; có: {known}",
        )
    for value in values:
        if name == "type" and value not in _TYPES:
            known = ", ".join(_TYPES)
            raise InvalidRequestError(
                f"type={value!r}: there is no such type; there are {known}",
                f"type={value!r}: không có loại này; có: {known}",
            )
        if name == "year" and not is_year(value):
            raise InvalidRequestError(
                f"year={value!r}: a year has four digits, as in 2023",
                f"year={value!r}: phải là năm có bốn chữ số, như 2023",
            )
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
            f"{text!r} is no day; write it as 2023-05-01",
            f"{text!r} không phải là ngày; hãy viết như 2023-05-01",
        ) from error
    return day.year * 10_000 + day.month * 100 + day.day
