"""Writing tantivy indices: one writer at a time, and a new index built beside the old."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from indexer.engines.questions import Checkpoint, IndexBusyError, Writer
from indexer.engines.tantivy.folders import Folders, read_checkpoint, write_checkpoint
from indexer.engines.tantivy.schema import register_tokenizer, schema
from indexer.index_documents import IndexDocument
from indexer.search import SearchUnavailableError

#: Memory for documents not yet written to disk, in bytes.
HEAP = 100_000_000


class TantivyWriter:
    """Writes to the index in one folder."""

    def __init__(self, folder: Path, writer: tantivy.IndexWriter) -> None:
        self._folder = folder
        self._writer = writer

    @property
    def checkpoint(self) -> Checkpoint | None:
        """See `Writer`."""
        return read_checkpoint(self._folder)

    def write(self, documents: Iterable[IndexDocument], deleted: Iterable[str], as_of: int) -> None:
        """See `Writer`; there is no other process to write something later."""
        for key in deleted:
            self._writer.delete_documents_by_term("key", key)
        for document in documents:
            self._writer.delete_documents_by_term("key", document.key)
            self._writer.add_document(_to_tantivy(document))

    def commit(self, checkpoint: Checkpoint) -> None:
        """See `Writer`."""
        self._writer.commit()
        write_checkpoint(self._folder, checkpoint)


class TantivyStore:
    """The indices below one folder."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._built: Path | None = None

    @property
    def address(self) -> str:
        """See `Store`."""
        return str(self._folders.root)

    def current(self) -> Checkpoint | None:
        """See `Store`."""
        folder = self._folders.find("current")
        return read_checkpoint(folder) if folder else None

    @contextmanager
    def update(self) -> Iterator[Writer]:
        """See `Store`."""
        folder = self._folders.find("current")
        if folder is None:
            raise SearchUnavailableError(f"there is no index at {self._folders.root}")
        with self._writing(folder) as writer:
            yield writer

    @contextmanager
    def build(self) -> Iterator[Writer]:
        """See `Store`."""
        self._built = self._building()
        with self._writing(self._built) as writer:
            yield writer

    def discard_build(self) -> None:
        """See `Store`. What this store has seen, not what another has begun since."""
        building = self._built or self._folders.find("building")
        if building is not None:
            self._folders.dismiss("building", building)

    def publish(self) -> None:
        """See `Store`. What this store built; of two builders' indices the later one stays."""
        if self._built is None or not (self._built / "meta.json").exists():
            return  # nothing was built, or another process has published a later one since
        self._folders.appoint("current", self._built)
        self._folders.dismiss("building", self._built)
        self._folders.sweep()

    def _building(self) -> Path:
        """The folder of the index being built; of several who begin one at once, the first's."""
        current = self._folders.find("current")
        if current is not None and self._folders.find("building") == current:
            # A process that was killed amid publishing left it both roles.
            self._folders.dismiss("building", current)
        while (folder := self._folders.find("building")) is None:
            begun = self._folders.begin()
            tantivy.Index(schema(), str(begun))
            if not self._folders.appoint_first("building", begun):
                shutil.rmtree(begun)
                if self._folders.find("building") is None:  # named a folder that is gone
                    self._folders.dismiss("building", begun)
        return folder

    @contextmanager
    def _writing(self, folder: Path) -> Iterator[Writer]:
        index = tantivy.Index.open(str(folder))
        register_tokenizer(index)
        try:
            writer = index.writer(HEAP, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            raise IndexBusyError(
                f"another process is writing to the index at {folder}; wait for it to finish"
            ) from error
        try:
            yield TantivyWriter(folder, writer)
        except BaseException:
            writer.rollback()
            raise
        finally:
            # Waits for merges, and gives the lock back, whether or not all was committed.
            writer.wait_merging_threads()


_to_json = json.JSONEncoder(ensure_ascii=False).encode


def _to_tantivy(document: IndexDocument) -> tantivy.Document:
    result = tantivy.Document()
    result.add_text("key", document.key)
    result.add_bytes("shown", _to_json(document.shown).encode())
    for values_by_field in (document.texts, document.keywords):
        for name, values in values_by_field.items():
            for value in values:
                result.add_text(name, value)
    for name, number in document.numbers.items():
        result.add_integer(name, number)
    return result
