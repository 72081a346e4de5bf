"""A whole result as rows of a table, however large it is: what is taken out of a search."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.chunks import chunks
from archive.catalogue.tables import MentionRow
from archive.items import READING_ORDER
from archive.permalinks import item_path
from indexer.search import Hit, SearchAnswer, SearchRequest

#: `documents` are the numbers cited (a law by name as it is written), in the order of the text;
#: `permalink` is the item's page in the archive.
RESULT_COLUMNS: tuple[str, ...] = (
    "id",
    "type",
    "url",
    "headline",
    "date_published",
    "portal",
    "province",
    "department",
    "section",
    "author",
    "identifier",
    "document_type",
    "documents",
    "permalink",
)

#: Hits asked for at once, and in memory at once.
PAGE = 1000

Search = Callable[[SearchRequest], SearchAnswer]


def result_rows(
    search: Search, catalogue: Catalogue, request: SearchRequest, public_address: str
) -> Iterator[dict[str, Any]]:
    """Every hit of a request from the first to the last as a row of `RESULT_COLUMNS`.

    The first page is asked for at once, the others as they are needed; `public_address` is where
    readers reach the archive. What changes meanwhile in the index may be missed or come twice.

    Raises:
        InvalidRequestError: as `SearchEngine.search`.
        SearchUnavailableError: likewise, also while the rows are read.
    """
    first = replace(
        request, page=1, cursor=None, size=PAGE, with_facets=False, with_highlights=False
    )
    return _rows(search, catalogue, first, search(first), public_address)


def _rows(
    search: Search,
    catalogue: Catalogue,
    request: SearchRequest,
    answer: SearchAnswer,
    public_address: str,
) -> Iterator[dict[str, Any]]:
    while True:
        cited = _documents(catalogue, answer.hits)
        for hit in answer.hits:
            row = {column: getattr(hit, column, None) for column in RESULT_COLUMNS}
            documents = cited.get(hit.id, []) if hit.type == "NewsArticle" else []
            permalink = public_address + item_path(hit.type, hit.id)
            yield row | {"documents": documents, "permalink": permalink}
        if answer.cursor is None:
            return
        answer = search(replace(request, cursor=answer.cursor))


def _documents(catalogue: Catalogue, hits: Sequence[Hit]) -> dict[str, list[str]]:
    """By article, each document that it cites once."""
    mention = MentionRow
    found: dict[str, dict[tuple[int, int], str]] = {}
    with catalogue.session() as session:
        for ids in chunks([hit.id for hit in hits if hit.type == "NewsArticle"]):
            rows = session.execute(
                select(
                    mention.article_id,
                    mention.field,
                    mention.start,
                    mention.identifier,
                    mention.text,
                ).where(mention.article_id.in_(ids))
            )
            for article_id, field, start, identifier, text in rows:
                place = READING_ORDER[field], start
                found.setdefault(article_id, {})[place] = identifier or text
    return {
        article_id: list(dict.fromkeys(mentions[place] for place in sorted(mentions)))
        for article_id, mentions in found.items()
    }
