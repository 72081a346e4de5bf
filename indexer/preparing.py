"""Index documents made chunk by chunk: in this process where there are few, beside it else.

The analyzer takes most of the time of indexing, so many items are analysed on all processors; what
it made is kept in the catalogue.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change
from archive.catalogue.kept_tokens import forget_tokens, keep_tokens
from archive.items import ItemType
from archive.working_beside import Work, do_beside, processors
from indexer.engines.questions import Checkpoint, DocumentRefusedError
from indexer.index_documents import IndexDocument
from indexer.indexed_items import index_key
from indexer.loading import load
from vietnamese.analysis import ANALYZER_VERSION

#: So many items or fewer are done before other processes have begun.
FEW = 600


@dataclass(frozen=True, slots=True)
class Chunk:
    """Items of one type to be indexed; `after` is where the index stands with them.

    Null if it takes what follows, too.
    """

    item_type: ItemType
    ids: tuple[str, ...]
    after: Checkpoint | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chunk's index documents, as of a change of the catalogue.

    `gone` are the keys of items that are no more, `reused` says how many documents were made of
    tokens kept before.
    """

    documents: list[IndexDocument]
    gone: list[str]
    reused: int
    as_of: int


def prepare(catalogue: Catalogue, chunk: Chunk) -> Prepared:
    """Make the index documents of a chunk, and keep what the analyzer made for it."""
    with catalogue.session() as session:
        loaded = load(session, chunk.item_type, chunk.ids)
        as_of = latest_change(session)
    found = {document.key for document in loaded.documents}
    gone = [i for i in chunk.ids if index_key(chunk.item_type, i) not in found]
    if loaded.made or gone:
        with catalogue.begin() as session:
            keep_tokens(session, chunk.item_type, loaded.made, ANALYZER_VERSION)
            forget_tokens(session, chunk.item_type, gone)
    keys = [index_key(chunk.item_type, i) for i in gone]
    return Prepared(loaded.documents, keys, loaded.reused, as_of)


def prepare_all(
    catalogue: Catalogue, chunks: Iterable[Chunk], total: int
) -> Iterator[tuple[Chunk, Prepared]]:
    """Make the index documents of chunks, of about so many items in all; in order.

    Raises:
        DocumentRefusedError: analysing an item ends the process that does it.
    """
    if total <= FEW or processors() == 1:
        return ((chunk, prepare(catalogue, chunk)) for chunk in chunks)
    return do_beside(Work(_begin, (catalogue,), _prepare, _halves, _join, _refuse), chunks)


def _halves(chunk: Chunk) -> Sequence[Chunk]:
    half = len(chunk.ids) // 2
    parts = (chunk.ids[:half], chunk.ids[half:]) if half else ()
    return [replace(chunk, ids=part) for part in parts]


def _join(parts: Sequence[Prepared]) -> Prepared:
    return Prepared(
        [document for part in parts for document in part.documents],
        [key for part in parts for key in part.gone],
        sum(part.reused for part in parts),
        min(part.as_of for part in parts),
    )


def _refuse(chunk: Chunk) -> Prepared:
    raise DocumentRefusedError(
        f"{chunk.item_type} {', '.join(chunk.ids)}: analysing it ends the process that does"
    )


_catalogue: Catalogue


def _begin(catalogue: Catalogue) -> None:
    """Make ready a process that prepares."""
    global _catalogue
    _catalogue = catalogue
    gc.set_threshold(50_000)  # nothing here is left in circles, and caches are long to look through


def _prepare(chunk: Chunk) -> Prepared:
    return prepare(_catalogue, chunk)
