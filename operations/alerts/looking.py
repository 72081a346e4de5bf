"""Looking for what came to match saved searches since the last look.

What has changed since is in the change log; the index is asked which of it matches. It tells of

- what came into the catalogue since the search was saved, however old it or its capture is, at the
  first look at which it matches;
- what was there before, if an edit of its page made it match.

So nothing is told of what matched when the search was saved, whatever becomes of it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.catalogue.alerts import record_look, to_look_at, untold
from archive.catalogue.changes import Change, added_since, read_changes
from archive.catalogue.chunks import CHUNK, chunks
from archive.catalogue.histories import with_versions_since
from archive.catalogue.tables import SavedSearchRow
from archive.items import ItemKey
from indexer.document_filter import with_document_keys
from indexer.earlier_items import items_edited_since
from indexer.engines.questions import Reader
from indexer.expressions import Expression
from indexer.loading import TYPES
from indexer.matching import asked_of_items, last_indexed, matching, matching_unindexed
from indexer.search import InvalidRequestError
from indexer.searching import SearchEngine
from operations.alerts.requests import request_of

#: So many matches are told in one message: a reader sees the newest of them and how many there are,
#: a webhook is sent them all.
MOST_IN_ONE = {"email": 100_000, "webhook": 1_000}


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking: how many searches were looked at, what they found, what went wrong."""

    searches: int
    found: int
    problems: tuple[str, ...]


def look_for_matches(catalogue: Catalogue, engine: SearchEngine) -> Look:
    """Note the new matches of every saved search, to be told; up to where the index has come.

    Where there is no index that answers as this program asks, it waits for one.

    Raises:
        SearchUnavailableError: the engine cannot be reached.
    """
    last = last_indexed(catalogue, engine)
    if last is None:
        return Look(0, 0, ())
    with catalogue.session() as session:
        searches = to_look_at(session, before=last)
    found, problems = 0, []
    candidates = _Candidates(catalogue, searches, last)
    for search in searches:
        try:
            with catalogue.session() as session:
                asked = with_document_keys(session, request_of(search.query))
            expression = asked_of_items(engine.reader, asked)
        except (ValueError, InvalidRequestError) as error:
            problems.append(f"saved search {search.id} cannot be asked: {error}")
            continue
        changed = candidates.since(search.looked_to or 0)
        new = list(_new_matches(catalogue, engine.reader, search, expression, changed))
        messages = list(chunks(new, MOST_IN_ONE[search.channel]))
        with catalogue.begin() as session:
            if record_look(session, search, last, messages):
                found += len(new)
    return Look(len(searches), found, tuple(problems))


def _new_matches(
    catalogue: Catalogue,
    reader: Reader,
    search: SavedSearchRow,
    expression: Expression,
    changed: Sequence[ItemKey],
) -> Iterator[ItemKey]:
    for some in chunks(changed):
        matched = matching(reader, expression, some)
        yield from sorted(_new(catalogue, search, expression, matched))


class _Candidates:
    """What has changed up to the change `last` that any of the searches may have to be told of.

    Most of what the log has is not among it: whole archives are resolved and extracted anew.
    """

    def __init__(self, catalogue: Catalogue, searches: Sequence[SavedSearchRow], last: int) -> None:
        self._catalogue = catalogue
        self._last = last
        self._sequence = min((search.start_sequence or 0 for search in searches), default=0)
        self._moment = min((search.start_moment or "" for search in searches), default="")
        self._known: dict[int, list[ItemKey]] = {}

    def since(self, after: int) -> Sequence[ItemKey]:
        """The items, each once."""
        if after not in self._known:
            items = (item for some in self._changed(after) for item in self._possible(some))
            self._known[after] = list(dict.fromkeys(items))
        return self._known[after]

    def _changed(self, after: int) -> Iterator[Sequence[Change]]:
        while after < self._last:
            with self._catalogue.session() as session:
                changes = read_changes(session, after, CHUNK)
            if not changes:
                return
            after = changes[-1].sequence
            yield [c for c in changes if c.sequence <= self._last and c.kind != "deleted"]

    def _possible(self, changes: Sequence[Change]) -> Iterator[ItemKey]:
        """Those that are new, or have a new version, for the search that was saved first."""
        with self._catalogue.session() as session:
            for item_type in TYPES:
                ids = {c.item_id for c in changes if c.item_type == item_type}
                added = added_since(session, item_type, ids, self._sequence)
                edited = with_versions_since(session, item_type, ids, self._moment)
                yield from ((item_type, item_id) for item_id in sorted(added | edited))


def _new(
    catalogue: Catalogue,
    search: SavedSearchRow,
    expression: Expression,
    matched: Collection[ItemKey],
) -> frozenset[ItemKey]:
    """Those of matching items that are to be told of."""
    new: set[ItemKey] = set()
    with catalogue.session() as session:
        left = untold(session, search.id, matched)
        for item_type in TYPES:
            ids = sorted(item_id for kind, item_id in left if kind == item_type)
            added = added_since(session, item_type, ids, search.start_sequence or 0)
            new |= {(item_type, item_id) for item_id in added}
            there_before = [item_id for item_id in ids if item_id not in added]
            moment = search.start_moment or ""
            edited = list(items_edited_since(session, item_type, there_before, moment))
            matched_before = matching_unindexed(expression, edited)
            new |= {(item.type, item.id) for item in edited} - matched_before
    return frozenset(new)
