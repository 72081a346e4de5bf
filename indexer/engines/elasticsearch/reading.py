"""Finding in Elasticsearch."""

from collections.abc import Sequence
from typing import Any

from indexer import expressions as e
from indexer.engines.counting import Ask, Counted, FacetCounter
from indexer.engines.elasticsearch.queries import Query, ranked, to_query
from indexer.engines.elasticsearch.server import Server
from indexer.engines.questions import Found, Question, Row


class ElasticsearchReader:
    """Finds in the index behind the alias."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def find(self, question: Question) -> Found:
        """See `Reader`. One request, unless counts need more to be exact."""
        counter = FacetCounter(question.facets)
        answer = self._search(_body(question) | _aggregations(question, counter.asks))
        hits = answer["hits"]
        counter.take(_counted(answer, counter.asks))
        while counter.asks:
            body = {"size": 0, "query": to_query(question.match), "track_total_hits": False}
            answer = self._search(body | _aggregations(question, counter.asks))
            counter.take(_counted(answer, counter.asks))
        rows = tuple(_row(hit) for hit in hits["hits"])
        return Found(hits["total"]["value"], rows, counter.counts())

    def size(self) -> int:
        """See `Reader`."""
        with self._server.errors_told():
            return int(self._server.client.count(index=self._server.alias)["count"])

    def close(self) -> None:
        """See `Reader`."""
        self._server.client.close()

    def _search(self, body: dict[str, Any]) -> dict[str, Any]:
        with self._server.errors_told():
            # Terms are as rare as they are in all shards together, so that ranks do not depend
            # on how articles are spread.
            answer = self._server.client.search(
                index=self._server.alias,
                search_type="dfs_query_then_fetch",
                allow_partial_search_results=False,
                body=body,
            )
        return dict(answer.body)


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


def _aggregations(question: Question, asks: Sequence[Ask]) -> dict[str, Any]:
    """What the asks ask, each under its number, among what other facets' filters leave."""
    return {"aggs": {str(n): _aggregation(question, ask) for n, ask in enumerate(asks)}}


def _aggregation(question: Question, ask: Ask) -> dict[str, Any]:
    terms: dict[str, Any] = {"field": ask.field, "size": ask.size, "shard_size": ask.size}
    if ask.include:
        terms["include"] = list(ask.include)
    others = [part for name, part in question.filters.items() if name != ask.field]
    return {"filter": _among(others), "aggs": {"values": {"terms": terms}}}


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
