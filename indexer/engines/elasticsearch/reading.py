"""Finding in Elasticsearch."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from archive.catalogue.chunks import chunks
from indexer import expressions as e
from indexer.engines.counting import MOST_VALUES, Ask, Counted, FacetCounter
from indexer.engines.elasticsearch.mapping import document_id
from indexer.engines.elasticsearch.queries import Query, ranked, to_query
from indexer.engines.elasticsearch.server import Server
from indexer.engines.questions import FacetQuestion, Found, Question, Row
from indexer.schema import MAX_KEYWORD_CHARACTERS

#: So many expressions are counted by one request.
COUNTED_AT_ONCE = 3_000

#: What may mean something in the server's patterns.
_NO_LETTER = re.compile(r"[^\w\s]")


class ElasticsearchReader:
    """Finds in the index behind the alias."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def find(self, question: Question) -> Found:
        """See `Reader`. One request, unless counts need more to be exact."""
        counter = FacetCounter(question.facets)
        copy = _copy_for(question)
        answer = self._search(_body(question) | _aggregations(question, counter.asks), copy)
        hits = answer["hits"]
        counter.take(_counted(answer, counter.asks))
        while counter.asks:
            counter.take(self._count(question, counter.asks, copy))
        rows = tuple(_row(hit) for hit in hits["hits"])
        return Found(hits["total"]["value"], rows, counter.counts())

    def counts(self, expressions: Sequence[e.Expression]) -> tuple[int, ...]:
        """See `Reader`."""
        found: list[int] = []
        for some in chunks(expressions, COUNTED_AT_ONCE):
            filters = {"filters": {"filters": [to_query(expression) for expression in some]}}
            answer = self._search(
                {"size": 0, "track_total_hits": False, "aggs": {"counts": filters}}
            )
            found += (b["doc_count"] for b in answer["aggregations"]["counts"]["buckets"])
        return tuple(found)

    def has(self, expressions: Sequence[e.Expression]) -> tuple[bool, ...]:
        """See `Reader`."""
        return tuple(map(bool, self.counts(expressions)))

    def values(self, field: str, prefix: str, size: int) -> tuple[tuple[str, int], ...]:
        """See `Reader`."""
        if len(prefix) > MAX_KEYWORD_CHARACTERS:
            return ()
        question = Question(e.EVERYTHING, facets=(FacetQuestion(field, size=size),))
        counter = FacetCounter(question.facets)
        while counter.asks:
            counter.take(self._count(question, counter.asks, None, prefix))
        return counter.counts()[field]

    def get(self, key: str) -> Mapping[str, Any] | None:
        """See `Reader`."""
        values = [document_id(key)] if key else []
        hits = self._search({"size": 1, "query": {"ids": {"values": values}}})["hits"]["hits"]
        return next((hit["_source"]["shown"] for hit in hits), None)

    def size(self) -> int:
        """See `Reader`."""
        with self._server.errors_told():
            return int(self._server.client.count(index=self._server.alias)["count"])

    def close(self) -> None:
        """See `Reader`."""
        self._server.client.close()

    def _count(
        self, question: Question, asks: Sequence[Ask], copy: str | None, prefix: str = ""
    ) -> list[Counted]:
        """Answer asks; as many in one request as a server counts values in one."""
        counted: list[Counted] = []
        for some in _affordable(asks):
            body = {"size": 0, "query": to_query(question.match), "track_total_hits": False}
            answer = self._search(body | _aggregations(question, some, prefix), copy)
            counted += _counted(answer, some)
        return counted

    def _search(self, body: dict[str, Any], copy: str | None = None) -> dict[str, Any]:
        with self._server.errors_told():
            # Terms are as rare as they are in all shards together, so that ranks do not depend
            # on how articles are spread. What is only counted has no rank.
            ranks = body["size"] > 0
            answer = self._server.client.search(
                index=self._server.alias,
                search_type="dfs_query_then_fetch" if ranks else "query_then_fetch",
                allow_partial_search_results=False,
                preference=copy,
                body=body,
            )
        return dict(answer.body)


def _copy_for(question: Question) -> str:
    """Which copies of the shards to ask first: of one question the same for every page.

    Copies differ in what was deleted and is counted still, and so a little in their scores.
    """
    return f"q{crc32(repr((question.match, question.rank)).encode()):08x}"


def _affordable(asks: Sequence[Ask]) -> Iterator[list[Ask]]:
    """The asks in their order, of some that are for no more than `MOST_VALUES` together."""
    some: list[Ask] = []
    for ask in asks:
        if some and sum(one.size for one in some) + ask.size > MOST_VALUES:
            yield some
            some = []
        some.append(ask)
    yield some


def _body(question: Question) -> dict[str, Any]:
    filters = [to_query(part) for part in question.filters.values()]
    if question.order == "score":
        query = ranked(question.match, question.rank)
        order = [{"_score": "desc"}, {"newest": "desc"}]
    else:
        query = to_query(question.match)
        order = [{question.order: "desc" if question.order == "newest" else "asc"}, {"tie": "asc"}]
    body: dict[str, Any] = {
        "query": query,
        "size": question.size,
        "sort": order,
        "track_total_hits": True,
    }
    if filters:
        body["post_filter"] = {"bool": {"filter": filters}}
    if question.after:
        return body | {"search_after": [question.after.key, question.after.tie]}
    return body | {"from": question.offset}


def _aggregations(question: Question, asks: Sequence[Ask], prefix: str = "") -> dict[str, Any]:
    """What the asks ask, each under its number, among what other facets' filters leave."""
    return {"aggs": {str(n): _aggregation(question, ask, prefix) for n, ask in enumerate(asks)}}


def _aggregation(question: Question, ask: Ask, prefix: str) -> dict[str, Any]:
    terms: dict[str, Any] = {"field": ask.field, "size": ask.size, "shard_size": ask.size}
    if ask.include:
        terms["include"] = list(ask.include)
    elif prefix:
        terms["include"] = f"{_NO_LETTER.sub(_escaped, prefix)}.*"
    others = [part for name, part in question.filters.items() if name != ask.field]
    return {"filter": _among(others), "aggs": {"values": {"terms": terms}}}


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _among(filters: Sequence[e.Expression]) -> Query:
    return to_query(e.all_of(*filters))


def _counted(answer: dict[str, Any], asks: Sequence[Ask]) -> list[Counted]:
    values = [answer["aggregations"][str(n)]["values"] for n in range(len(asks))]
    return [
        Counted(
            tuple((bucket["key"], bucket["doc_count"]) for bucket in value["buckets"]),
            value["doc_count_error_upper_bound"],
        )
        for value in values
    ]


def _row(hit: dict[str, Any]) -> Row:
    key, tie = hit["sort"]
    return Row(hit["_score"] or 0.0, key, tie, hit["_source"]["shown"])
