"""Expressions as Elasticsearch's queries."""

from collections.abc import Iterable
from typing import Any

from indexer import expressions as e

Query = dict[str, Any]


def to_query(expression: e.Expression) -> Query:
    """The query that finds what the expression says."""
    match expression:
        case e.Term(field, value):
            return {"term": {field: value}}
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


def ranked(expression: e.Expression, rank: Iterable[e.Weighted]) -> Query:
    """The query that finds what the expression says and scores it by `rank`."""
    scored = [{"term": {w.term.field: {"value": w.term.value, "boost": w.weight}}} for w in rank]
    return {"bool": {"filter": [to_query(expression)], "should": scored}}
