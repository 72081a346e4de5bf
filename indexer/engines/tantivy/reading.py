"""Finding in a tantivy index."""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tantivy

from indexer import expressions as e
from indexer.engines.questions import Found, Question, Row
from indexer.engines.tantivy.faceting import begin_counting
from indexer.engines.tantivy.folders import Folders
from indexer.engines.tantivy.queries import to_query
from indexer.engines.tantivy.rewriting import rewritten
from indexer.engines.tantivy.schema import register_tokenizer
from indexer.engines.tantivy.scoring import ranked
from indexer.indexed_items import key_of
from indexer.ordering import date_order, published_at, tie_of
from indexer.search import SearchUnavailableError

#: So many hits behind a page are looked at for some of the same score; finding a page once more
#: takes longer than looking at them.
TIES = 250

#: Where more terms rank than this, and all of many things must hold, it is first looked whether any
#: article is so: mostly none is, and getting ready to rank takes long then.
MANY = 100

_Hits = list[tuple[float, tantivy.DocAddress]]


@dataclass(frozen=True, slots=True)
class _Opened:
    """An opened index and the state of its folder at the time."""

    folder: Path
    meta: tuple[int, int]
    index: tantivy.Index


class TantivyReader:
    """Finds in the current index of a folder; sees each commit, and each index that replaces it."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def find(self, question: Question) -> Found:
        """See `Reader`."""
        searcher = self._searcher()
        found = rewritten(searcher, question.match)
        is_long = len(question.rank) > MANY and isinstance(found, e.AllOf)
        if is_long and not _count(searcher, to_query(found)):
            found = e.NOTHING
        question = replace(question, match=found)
        facets = begin_counting(searcher, question)
        total, hits = _hits(searcher, question)
        rows = tuple(_row(searcher, key, address, question.order) for key, address in hits)
        return Found(total, rows, facets)

    def size(self) -> int:
        """See `Reader`."""
        return self._searcher().num_docs

    def counts(self, expressions: Sequence[e.Expression]) -> tuple[int, ...]:
        """See `Reader`."""
        searcher = self._searcher()
        return tuple(_number_found(searcher, expression) for expression in expressions)

    def has(self, expressions: Sequence[e.Expression]) -> tuple[bool, ...]:
        """See `Reader`."""
        searcher = self._searcher()
        return tuple(_is_found(searcher, expression) for expression in expressions)

    def values(self, field: str, prefix: str, size: int) -> tuple[tuple[str, int], ...]:
        """See `Reader`. What was deleted is in a segment still, so each value is counted anew."""
        searcher = self._searcher()
        found = [
            (value, _number_found(searcher, e.Term(field, value)))
            for value, _ in searcher.terms_with_prefix(field, prefix, limit=2 * size + 20)
        ]
        most_first = sorted(found, key=lambda item: (-item[1], item[0]))
        return tuple((value, count) for value, count in most_first if count)[:size]

    def get(self, key: str) -> Mapping[str, Any] | None:
        """See `Reader`."""
        searcher = self._searcher()
        _, hits = _search(searcher, to_query(e.Term("key", key)), limit=1)
        return _shown(searcher, hits[0][1]) if hits else None

    def close(self) -> None:
        """See `Reader`."""
        self._opened = None

    def _searcher(self) -> tantivy.Searcher:
        """A searcher of the last commit, of whichever index is current."""
        with self._lock:
            for attempt in range(3):
                folder = self._folders.find("current")
                if folder is None:
                    raise SearchUnavailableError(
                        f"there is no index at {self._folders.root} yet; `congtin index` builds it",
                        str(self._folders.root),
                        "index",
                    )
                try:
                    self._opened = self._open(folder)
                    break
                except (FileNotFoundError, ValueError) as error:
                    # Another index may have taken its place this moment.
                    if attempt == 2:
                        raise SearchUnavailableError(
                            f"the index at {folder} cannot be opened ({error}); "
                            "`congtin index --rebuild` makes a new one",
                            str(folder),
                            "rebuild",
                        ) from error
            assert self._opened is not None
            return self._opened.index.searcher()

    def _open(self, folder: Path) -> _Opened:
        state = (folder / "meta.json").stat()
        meta = (state.st_ino, state.st_mtime_ns)
        opened = self._opened
        if opened is None or opened.folder != folder:
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
            register_tokenizer(index)
            index.reload()
            return _Opened(folder, meta, index)
        if opened.meta != meta:
            opened.index.reload()
        return replace(opened, meta=meta)


def _hits(searcher: tantivy.Searcher, question: Question) -> tuple[int, _Hits]:
    """How many articles a question finds, and those of the page, in order."""
    if question.match == e.NOTHING:
        return 0, []
    match = e.all_of(question.match, *question.filters.values())
    in_order = _best if question.order == "score" else _by_date
    return in_order(searcher, match, question)


def _best(searcher: tantivy.Searcher, match: e.Expression, question: Question) -> tuple[int, _Hits]:
    """The best hits, those of one score the newest first, which tantivy knows nothing of."""
    first = question.after.offset if question.after else question.offset
    last = min(first + question.size, searcher.num_docs)
    if first >= last:
        return _count(searcher, to_query(match)), []
    query = ranked(searcher, match, question.rank)
    window = last + TIES
    while True:
        total, hits = _search(searcher, query, limit=window)
        # Nothing of the last score may lie beyond the window, or its ties are not all known.
        if len(hits) < window or hits[-1][0] < hits[last - 1][0]:
            break
        window *= 4
    page = hits[first:last]
    if not page:
        return total, []
    low = next(i for i, hit in enumerate(hits) if hit[0] <= page[0][0])
    high = next((i for i, hit in enumerate(hits) if hit[0] < page[-1][0]), len(hits))
    alike = hits[low:high]
    newest = searcher.fast_field_values("newest", [address for _, address in alike])
    ordered = sorted(zip(alike, newest, strict=True), key=lambda i: (-i[0][0], -(i[1] or 0)))
    return total, [hit for hit, _ in ordered][first - low : last - low]


def _search(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> tuple[int, _Hits]:
    """How many articles there are, and the best of them."""
    result = searcher.search(query, limit=limit)
    total: int = result.count  # type: ignore[attr-defined] # the binding's stub lacks it
    return total, result.hits


def _number_found(searcher: tantivy.Searcher, expression: e.Expression) -> int:
    """How many articles the expression finds; where a term tells that there is none, at once."""
    expression = rewritten(searcher, expression)
    return 0 if expression == e.NOTHING else _count(searcher, to_query(expression))


def _is_found(searcher: tantivy.Searcher, expression: e.Expression) -> bool:
    """Whether the expression finds any article; at once if more have a term than are deleted."""
    if isinstance(expression, e.Term):
        # A segment counts those deleted among the articles that have a term; each has one type.
        types = searcher.terms_with_prefix("type", "")
        deleted = sum(count for _, count in types) - searcher.num_docs
        if searcher.doc_freq(expression.field, expression.value) > deleted:
            return True
    return _number_found(searcher, expression) > 0


def _count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many articles a query finds; each has one number of this field. Nothing is scored so."""
    answer = searcher.aggregate(query, {"found": {"value_count": {"field": "tie"}}})
    return int(answer["found"]["value"])


def _by_date(
    searcher: tantivy.Searcher, match: e.Expression, question: Question
) -> tuple[int, _Hits]:
    """The newest or the oldest hits. Going on from a place is a matter of their keys."""
    total = _count(searcher, to_query(match))
    field, newest = question.order, question.order == "newest"
    offset = question.offset
    if question.after:
        key = int(question.after.key)
        rest = e.Between(field, None, key) if newest else e.Between(field, key, None)
        match, offset = e.all_of(match, rest), question.after.alike
    if question.size == 0 or offset >= total:
        return total, []
    result = searcher.search(
        to_query(match),
        limit=min(question.size, total),
        count=False,
        order_by_field=field,
        offset=offset,
        order=tantivy.Order.Desc if newest else tantivy.Order.Asc,
    )
    return total, result.hits


def _row(searcher: tantivy.Searcher, key: float, address: tantivy.DocAddress, order: str) -> Row:
    shown = _shown(searcher, address)
    tie = tie_of(key_of(shown))
    if order == "score":
        return Row(key, key, date_order(published_at(shown["date_published"]), tie)[0], shown)
    return Row(0.0, key, tie, shown)


def _shown(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(bytes(searcher.doc(address).get_first("shown") or b"{}"))
    return shown
