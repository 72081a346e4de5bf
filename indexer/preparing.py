"""Index documents made chunk by chunk, and what the analyzer made for them kept in the catalogue.

The analyzer takes most of the time of indexing, so texts of which no tokens are kept are analysed
by processes on all processors, where there are many. These get texts and answer with packed tokens:
the catalogue is read and written by this process alone.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change
from archive.catalogue.kept_tokens import KeptTokens, forget_tokens, keep_tokens
from archive.items import ItemType
from archive.working_beside import Work, do_beside, processors
from indexer.analysing import TOKENS_VERSION, Texts, analyse, begin, pack, unpack
from indexer.engines.questions import Checkpoint, DocumentRefusedError
from indexer.index_documents import IndexDocument, make_index_document
from indexer.indexed_items import index_key
from indexer.loading import Loaded, load

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


#: Texts to be analysed, each with the name of its item.
_Task = tuple[tuple[str, Texts], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A chunk as the catalogue has it, as of a change of it."""

    chunk: Chunk
    items: list[Loaded]
    as_of: int

    def to_analyse(self) -> _Task:
        """The texts of which no tokens are kept."""
        new = [one.item for one in self.items if one.kept is None]
        return tuple([(f"{item.type} {item.id}", item.texts) for item in new])


def prepare_all(
    catalogue: Catalogue, chunks: Iterable[Chunk], total: int
) -> Iterator[tuple[Chunk, Prepared]]:
    """Make the index documents of chunks, of about so many items in all; in order.

    Raises:
        DocumentRefusedError: analysing an item ends the process that does it.
    """
    waiting: deque[_Read] = deque()

    def tasks() -> Iterator[_Task]:
        for chunk in chunks:
            waiting.append(_read(catalogue, chunk))
            yield waiting[-1].to_analyse()

    if total <= FEW or processors() == 1:
        answers: Iterator[tuple[_Task, list[bytes]]] = ((task, _analyse(task)) for task in tasks())
    else:
        work = Work(begin, (), _analyse, _halves, _join, _refuse, at_once=_nothing_to_do)
        answers = do_beside(work, tasks())
    for _, packed in answers:
        read = waiting.popleft()
        yield read.chunk, _prepared(catalogue, read, packed)


def _read(catalogue: Catalogue, chunk: Chunk) -> _Read:
    with catalogue.session() as session:
        items = load(session, chunk.item_type, chunk.ids)
        return _Read(chunk, items, latest_change(session))


def _prepared(catalogue: Catalogue, read: _Read, packed: Sequence[bytes]) -> Prepared:
    """Make the index documents of a chunk; what was analysed for it is kept."""
    item_type, ids = read.chunk.item_type, read.chunk.ids
    found = {one.item.id for one in read.items}
    gone = [item_id for item_id in ids if item_id not in found]
    analysed = [one for one in read.items if one.kept is None]
    made = [
        KeptTokens(one.item.id, one.digest, tokens)
        for one, tokens in zip(analysed, packed, strict=True)
    ]
    if made or gone:
        with catalogue.begin() as session:
            keep_tokens(session, item_type, made, TOKENS_VERSION)
            forget_tokens(session, item_type, gone)
    new = iter(packed)
    return Prepared(
        [make_index_document(one.item, unpack(one.kept or next(new))) for one in read.items],
        [index_key(item_type, item_id) for item_id in gone],
        len(read.items) - len(made),
        read.as_of,
    )


def _analyse(task: _Task) -> list[bytes]:
    return [pack(analyse(texts)) for _, texts in task]


def _refuse(task: _Task) -> list[bytes]:
    names = ", ".join(name for name, _ in task)
    raise DocumentRefusedError(f"{names}: analysing it ends the process that does")


def _nothing_to_do(task: _Task) -> list[bytes] | None:
    return None if task else []


def _halves(task: _Task) -> Sequence[_Task]:
    half = len(task) // 2
    return (task[:half], task[half:]) if half else ()


def _join(parts: Sequence[list[bytes]]) -> list[bytes]:
    return [packed for part in parts for packed in part]
