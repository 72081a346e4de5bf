"""What a search is, and what its answer is: the same for every engine, and for every caller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from archive.items import ItemType
from vietnamese.normalizing import one_line

Sort = Literal["relevance", "newest", "oldest"]

#: How much it counts that an item is recent: a little, or nothing.
Recency = Literal["mild", "off"]

#: The facets, by the parameter that filters on them (DESIGN.md, section 4), in the order shown.
FACETS: tuple[str, ...] = (
    "type",
    "province",
    "department",
    "portal",
    "section",
    "document_type",
    "document",
    "year",
    "author",
)


#: What makes an engine available: starting it or telling where it is, building its index, building
#: it anew, giving the right user and password, waiting.
Remedy = Literal["start", "index", "rebuild", "password", "wait"]


class SearchUnavailableError(Exception):
    """The search engine cannot be reached or opened. Names its address and says what to do.

    Attributes:
        address: where the engine or its index is looked for, without a password.
        remedy: what to do, for who says it in another language.
    """

    def __init__(self, message: str, address: str = "", remedy: Remedy = "wait") -> None:
        super().__init__(message)
        self.address = address
        self.remedy = remedy


class InvalidRequestError(ValueError):
    """A request that cannot be answered as it is. Names what is wrong with it.

    `why` says so by language (`vi`, `en`): readers of the pages are shown it, too. The message is
    in English.
    """

    def __init__(self, english: str, vietnamese: str) -> None:
        super().__init__(english)
        self.why = {"en": english, "vi": vietnamese}


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is searched for.

    `filters` holds for a facet's name the values chosen, any of which may hold, in any form (see
    `vietnamese.normalizing.one_line`). `date_from` and `date_to` are days (`2023-05-01`), both
    included. `page` counts from 1; with a `cursor` (of an earlier answer to the same question) it
    is not looked at. `recency` has a say in `relevance` alone. Without
    facets the histogram is empty, and no other spelling is offered. `language` (`vi` or `en`) is
    that in which the answer says how the query was read.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None
    sort: Sort = "relevance"
    recency: Recency = "mild"
    page: int = 1
    size: int = 20
    cursor: str | None = None
    interval: Literal["month", "year"] = "month"
    with_facets: bool = True
    with_highlights: bool = True
    language: str = "vi"

    def __post_init__(self) -> None:
        one_form = {name: tuple(map(one_line, chosen)) for name, chosen in self.filters.items()}
        object.__setattr__(self, "filters", one_form)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of an item's text and the spans in it that were found, in characters.

    Where a passage is cut out of a sentence, `…` stands before or behind it, in `text` too.

    `field` is `headline`, `lead`, `body` or `attachment`. A hit has its headline if anything was
    found in it, and the passage of lead or body that holds most of what was looked for; where
    nothing was found in either, the passage is their beginning, without spans. Where a file that
    the item offers has more of it than these, its best passage comes too, with the file's name as
    `attachment`.
    """

    field: str
    text: str
    spans: tuple[tuple[int, int], ...]
    attachment: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The passage as the JSON API gives it; `attachment` only where it is of a file."""
        named = {} if self.attachment is None else {"attachment": self.attachment}
        spans = [list(span) for span in self.spans]
        return {"field": self.field, "text": self.text, "spans": spans, **named}


@dataclass(frozen=True, slots=True)
class Headline:
    """An item by its headline alone."""

    type: ItemType
    id: str
    headline: str
    date_published: str | None
    department: str | None

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> Self:
        """The headline of what an index shows of an item."""
        return cls(
            type=shown["type"],
            id=shown["id"],
            headline=shown["headline"],
            date_published=shown["date_published"],
            department=shown["department"],
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found.

    Of a register's entry (`type` Legislation) `headline` is its title, `date_published` the day of
    issue, `department` the issuer and `author` the signer; `identifier` and `document_type` are
    null of an article.
    """

    type: ItemType
    id: str
    url: str
    headline: str
    date_published: str | None
    portal: str | None
    province: str | None
    department: str | None
    section: str | None
    author: str | None
    identifier: str | None
    document_type: str | None
    score: float
    highlights: tuple[Highlight, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The hit as the JSON API gives it."""
        return {
            "type": self.type,
            "id": self.id,
            "url": self.url,
            "headline": self.headline,
            "date_published": self.date_published,
            "portal": self.portal,
            "province": self.province,
            "department": self.department,
            "section": self.section,
            "author": self.author,
            "identifier": self.identifier,
            "document_type": self.document_type,
            "score": round(self.score, 4),
            "highlights": [highlight.to_json() for highlight in self.highlights],
        }


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, how a reader sees it, how many articles have it, whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Bucket:
    """One month (`2023-05`) or year (`2023`) of the histogram."""

    start: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many of the articles found were published when; `undated` have no date.

    Buckets are in order of time; those without an article are left out.
    """

    interval: Literal["month", "year"]
    buckets: tuple[Bucket, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """Another spelling of the query: `applied` if it was searched because the one typed found
    nothing, else offered because it finds much more, or is a document's number by itself: the one
    typed, or one like it."""

    q: str
    applied: bool

    def to_json(self) -> dict[str, Any]:
        """The spelling as the JSON API gives it."""
        return {"q": self.q, "applied": self.applied}


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found. `total` is exact; `understood` says how the query was read."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    histogram: Histogram
    understood: str
    cursor: str | None
    did_you_mean: DidYouMean | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as `/api/v1/articles` and `congtin search --json` give it."""
        return {
            "total": self.total,
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {
                name: [
                    {"value": v.value, "label": v.label, "count": v.count, "selected": v.selected}
                    for v in values
                ]
                for name, values in self.facets.items()
            },
            "histogram": {
                "interval": self.histogram.interval,
                "buckets": [{"start": b.start, "count": b.count} for b in self.histogram.buckets],
                "undated": self.histogram.undated,
            },
            "understood": self.understood,
            "cursor": self.cursor,
            "did_you_mean": self.did_you_mean.to_json() if self.did_you_mean else None,
        }
