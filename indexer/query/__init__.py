"""The query language (DESIGN.md, section 5): one parser, one tree, for every engine."""

from indexer.query.describing import describe
from indexer.query.parsing import parse

__all__ = ["describe", "parse"]
