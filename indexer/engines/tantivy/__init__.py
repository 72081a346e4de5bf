"""tantivy, the embedded engine: an index in a folder, no server."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from indexer.engines.questions import Reader, Store
from indexer.engines.tantivy.folders import Folders
from indexer.engines.tantivy.reading import TantivyReader
from indexer.engines.tantivy.writing import TantivyStore


def open_tantivy(url: str) -> tuple[Reader, Store]:
    """Both halves of the engine at `tantivy:///absolute/folder`.

    Raises:
        ValueError: the URL has a host or no folder.
    """
    parts = urlsplit(url)
    if parts.netloc or not parts.path.strip("/"):
        raise ValueError(f"{url!r} names no folder: write tantivy:///absolute/folder")
    folders = Folders(Path(unquote(parts.path)))
    return TantivyReader(folders), TantivyStore(folders)
