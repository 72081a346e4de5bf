"""Which of some given items a search finds, taken at its word: what saved searches are told of."""

from collections.abc import Collection, Iterable
from tempfile import TemporaryDirectory

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change
from archive.items import ItemKey
from indexer import expressions as e
from indexer.engines.questions import Checkpoint, Question, Reader
from indexer.index_documents import make_index_document
from indexer.indexed_items import IndexedItem, index_key
from indexer.names import IndexedNames
from indexer.planning import make_plan
from indexer.query import parse
from indexer.readings import readings
from indexer.schema import INDEX_VERSION
from indexer.search import SearchRequest
from indexer.searching import SearchEngine, question_of

#: The field of an item's index key, in every engine.
KEY = "key"

#: Of so many items at most it is asked at a time.
MOST_KEYS = 1_000


def last_indexed(catalogue: Catalogue, engine: SearchEngine) -> int | None:
    """The last change of the catalogue that can be found; None without an index of it.

    Raises:
        SearchUnavailableError: the engine cannot be reached.
    """
    current = engine.store.current()
    if current is None or current.item_type is not None:
        return None
    fits = current.catalogue == catalogue.uuid and current.version == INDEX_VERSION
    return current.sequence if fits else None


def indexed_to(catalogue: Catalogue, engine: SearchEngine) -> int:
    """The same; where there is no index, the newest change: what is there by then is not new.

    Raises:
        SearchUnavailableError: the engine cannot be reached.
    """
    last = last_indexed(catalogue, engine)
    if last is not None:
        return last
    with catalogue.session() as session:
        return latest_change(session)


def asked_of_items(reader: Reader, request: SearchRequest) -> e.Expression:
    """What an item must be like to be found by a request, sorting and paging aside.

    As the search page has it, without its guesses: the query is read as it was typed, or folded
    where nothing in the whole index is spelt so; never as other or fewer words.

    Raises:
        InvalidRequestError: a facet or date that is none.
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    query = parse(request.q, IndexedNames(reader))
    matches = [make_plan(query, reading).match for reading in readings(query)]
    found = reader.counts(matches)
    match = next((m for m, count in zip(matches, found, strict=True) if count), matches[0])
    question = question_of(request)
    return e.all_of(match, question.match, *question.filters.values())


def matching(
    reader: Reader, expression: e.Expression, items: Collection[ItemKey]
) -> frozenset[ItemKey]:
    """Those of no more than `MOST_KEYS` items that the index has and of which this holds.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    keys = tuple(index_key(*item) for item in items)
    among = e.all_of(expression, e.AnyTerm(KEY, keys))
    found = reader.find(Question(among, order="newest", size=len(keys)))
    return frozenset((row.shown["type"], row.shown["id"]) for row in found.rows)


def matching_unindexed(
    expression: e.Expression, items: Iterable[IndexedItem]
) -> frozenset[ItemKey]:
    """Those of some items that are in no index of which this would hold: one is made of them."""
    from indexer.engines.tantivy import open_tantivy

    documents = {(item.type, item.id): make_index_document(item) for item in items}
    if not documents:
        return frozenset()
    with TemporaryDirectory(prefix="congtin-") as folder:
        reader, store = open_tantivy(f"tantivy://{folder}")
        with store.build() as writer:
            writer.write(documents.values(), (), as_of=0)
            writer.commit(Checkpoint("", INDEX_VERSION, 0))
        store.publish()
        found = matching(reader, expression, list(documents))
        reader.close()
    return found
