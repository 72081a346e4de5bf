"""Page cases: what extraction makes of a page, as the JSON that stands beside it as expected.

A case is a page and a JSON file of the same stem: `url` (where the page is from), `kind` (an
`Extraction.kind`), and what the page holds:

- `item`, where it is an article or an entry of a register: the fields that it states, as `congtin
  page` prints them; a field left out is one that the page does not state.
- `listing`: `cards`, each with what it shows, and `next`.
- `register`: `rows`, each with the entry's fields and `has_page`, and `next`.

`next` is null, an address, or an object of `url` and the `form` or `json` that is posted there.
Optional: `fetched_at` (ISO 8601; dates after it are not believed), `content_type` (the header),
`portal` (the name of the portal by whose file it is read) and `why` (what the case is there for).
"""

from collections.abc import Mapping
from typing import Any

from archive.items import Article, Legislation
from crawler.extraction import Extraction
from crawler.listings.page_requests import PageRequest
from crawler.platforms.base import ArticlePage, LegislationPage

#: The fields of an item that the page decides, by kind of page.
ITEM_FIELDS: Mapping[str, tuple[str, ...]] = {
    "article": ("url", *ArticlePage.FIELDS),
    "legislation": ("url", *LegislationPage.FIELDS),
}


def held(extraction: Extraction) -> dict[str, Any]:
    """`kind` of a page and what it holds, in the form of a case."""
    case: dict[str, Any] = {"kind": extraction.kind}
    if (item := extraction.article or extraction.legislation) is not None:
        case["item"] = _stated(item, ITEM_FIELDS[extraction.kind])
    elif extraction.kind == "listing":
        cards = [
            {"url": card.url, "headline": card.headline}
            | ({"date_published": card.date_published} if card.date_published else {})
            for card in extraction.cards
        ]
        case["listing"] = {"cards": cards, "next": _request(extraction.next)}
    elif extraction.kind == "register":
        fields = ("id", *ITEM_FIELDS["legislation"])
        rows = [{**_stated(row.entry, fields), "has_page": row.has_page} for row in extraction.rows]
        case["register"] = {"rows": rows, "next": _request(extraction.next)}
    return case


def _stated(item: Article | Legislation, fields: tuple[str, ...]) -> dict[str, Any]:
    document = item.to_json()
    return {field: document[field] for field in fields if document[field] not in (None, "", [])}


def _request(request: PageRequest | None) -> str | dict[str, Any] | None:
    if request is None or not (request.form or request.json):
        return request.url if request else None
    posted: dict[str, Any] = {"form": dict(request.form)} if request.form else {}
    return {"url": request.url, **posted} | ({"json": request.json} if request.json else {})
