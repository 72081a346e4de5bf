"""Expressions as Elasticsearch's queries."""

from collections.abc import Iterable
from typing import Any

from indexer import expressions as e
from indexer.engines.elasticsearch.mapping import document_id, presence

Query = dict[str, Any]


def to_query(expression: e.Expression) -> Query:
    """The query that finds what the expression says."""
    match expression:
        case e.Term(field, value):
            return {"term": {field: value}}
        case e.AnyTerm("key", values):
            return {"ids": {"values": [document_id(value) for value in values]}}
        case e.AnyTerm(field, values):
            return {"terms": {field: list(values)}}
        case e.Prefix(field, beginning):
            return {"prefix": {field: beginning}}
        case e.Sequence(field, tokens):
            return {"match_phrase": {field: {"query": " ".join(tokens), "analyzer": "whitespace"}}}
        case e.Between(_, None, None) | e.AllOf(()):
            return {"match_all": {}}
        case e.Between(field, low, high):
            bounds = {"gte": low, "lte": high}
            return {"range": {field: {name: b for name, b in bounds.items() if b is not None}}}
        case e.AllOf(parts):
            return {"bool": {"filter": [to_query(part) for part in parts]}}
        case e.AtLeast(_, ()):
            return {"match_none": {}}
        case e.AtLeast(count, parts):
            should = [to_query(part) for part in parts]
            return {"bool": {"should": should, "minimum_should_match": count}}
        case e.Not(part):
            return {"bool": {"must_not": [to_query(part)]}}


def ranked(expression: e.Expression, rank: Iterable[e.Ranking]) -> Query:
    """The query that finds what the expression says and scores it by `rank`."""
    return {"bool": {"filter": [to_query(expression)], "should": [_scored(r) for r in rank]}}


def _scored(ranking: e.Ranking) -> Query:
    match ranking:
        case e.Weighted(term, weight):
            return {"term": {term.field: {"value": term.value, "boost": weight}}}
        case e.Present(term, weight):
            return {"term": {presence(term.field): {"value": term.value, "boost": weight}}}
        case e.Bonus(holds, points):
            return {"constant_score": {"filter": to_query(holds), "boost": points}}
