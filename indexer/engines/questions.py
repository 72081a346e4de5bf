"""What an engine is asked and what it answers, and the two halves every engine has."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from archive.items import ItemType
from indexer.expressions import Expression, Ranking
from indexer.index_documents import IndexDocument

Order = Literal["score", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a result, right behind a hit: how many hits came before, and that hit's keys.

    `key` is what the result is ordered by: the score, or the number of `newest` or `oldest`; `tie`
    is what hits of one key are ordered by, the number of `newest` or of `tie`. `alike` counts the
    hits before that have the same key.
    """

    offset: int
    key: float
    tie: int
    alike: int


@dataclass(frozen=True, slots=True)
class FacetQuestion:
    """Count the values of a keyword field.

    `size` values at most, the most frequent first and values of one frequency in order of their
    text; `chosen` values in any case. `None` for `size` asks for all.
    """

    field: str
    chosen: tuple[str, ...] = ()
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What an engine is to find.

    What must hold is `match` and all of `filters`; facets are counted without the filter of their
    own name. `rank` orders where `order` is `score`, of one score the newest first. `after` goes
    before `offset`.
    """

    match: Expression
    rank: tuple[Ranking, ...] = ()
    filters: Mapping[str, Expression] = field(default_factory=dict)
    order: Order = "score"
    size: int = 20
    offset: int = 0
    after: Place | None = None
    facets: tuple[FacetQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One item found: its score, its keys, and what is shown of it."""

    score: float
    key: float
    tie: int
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer. `total` and all counts are exact."""

    total: int
    rows: tuple[Row, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far an index has come, kept with it.

    Attributes:
        catalogue: the uuid of the catalogue it is fed from.
        version: the `INDEX_VERSION` that its documents were made by.
        sequence: the last change of the catalogue's log that is in it.
        item_type: while it is being built, the type of the last item that is in it; null when
            complete. Articles come first, then registers' entries.
        item_id: that item's id; of one type they come in the order of their ids.
    """

    catalogue: str
    version: str
    sequence: int
    item_type: ItemType | None = None
    item_id: str = ""


class IndexBusyError(Exception):
    """Another process is writing to the index. Names its place."""


class DocumentRefusedError(Exception):
    """The engine does not take an index document. Names the item and says why."""


class Reader(Protocol):
    """The half of an engine that finds."""

    def find(self, question: Question) -> Found:
        """Answer a question.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """

    def size(self) -> int:
        """How many items the index holds."""

    def counts(self, expressions: Sequence[Expression]) -> tuple[int, ...]:
        """How many items each expression finds, exactly; hundreds may be asked at once.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """

    def has(self, expressions: Sequence[Expression]) -> tuple[bool, ...]:
        """Whether each expression finds any item, which is sooner told than how many.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """

    def values(self, field: str, prefix: str, size: int) -> tuple[tuple[str, int], ...]:
        """The values of a keyword field that begin with `prefix`, and how many items have each.

        The most frequent first, those of one frequency in order of their text; `size` at most.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """

    def get(self, key: str) -> Mapping[str, Any] | None:
        """What is shown of the item of this key (`indexer.indexed_items`); None if there is none.

        Raises:
            SearchUnavailableError: there is no index, or the engine cannot be reached.
        """

    def close(self) -> None:
        """Let go of connections and files."""


class Writer(Protocol):
    """Writes to one index. Nothing counts before `commit`."""

    @property
    def checkpoint(self) -> Checkpoint | None:
        """Where the last commit stands; None in an index just begun."""

    def write(self, documents: Iterable[IndexDocument], deleted: Iterable[str], as_of: int) -> None:
        """Put documents in, in place of those of the same key, and take deleted keys out.

        `as_of` is the newest change of the catalogue when they were read. An engine that several
        processes write to leaves alone what was read later.

        Raises:
            DocumentRefusedError: the engine does not take one of them.
            SearchUnavailableError: the engine cannot be reached.
        """

    def commit(self, checkpoint: Checkpoint) -> None:
        """Make durable and visible what was written, and then that it was."""


class Store(Protocol):
    """The half of an engine that keeps indices: the current one, and one that is being built."""

    @property
    def address(self) -> str:
        """Where it is, for messages."""

    def current(self) -> Checkpoint | None:
        """Where the current index stands; None if there is none."""

    def update(self) -> AbstractContextManager[Writer]:
        """A writer to the current index.

        Raises:
            IndexBusyError: another process writes to it.
        """

    def build(self) -> AbstractContextManager[Writer]:
        """A writer to the index being built beside the current one, begun now or resumed.

        Raises:
            IndexBusyError: another process builds one.
        """

    def discard_build(self) -> None:
        """Throw away the index being built."""

    def publish(self) -> None:
        """Make the index that was built the current one, at once and for every reader."""
