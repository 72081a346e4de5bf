"""Pages of archived PDFs as pictures: drawn when they are first looked at, then kept."""

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import cast

from flask import Flask, current_app

from archive.bounded_processes import Worker, WorkerDiedError
from archive.page_pictures import BOUNDS, Drawing, Drawn, draw

#: So much is kept, in bytes; what was longest not looked at goes first.
MOST_KEPT = 500_000_000
#: For so long what cannot be drawn is not tried again, in seconds: the machine may have been busy.
NOT_AGAIN = 600.0
#: How long a page waits for others to be drawn, in seconds.
PATIENCE = 15.0

_PDF_BEGINS_WITHIN = 1024
_KEY = "congtin.page_pictures"


class BusyError(Exception):
    """So many pages are to be drawn that this one would have to wait too long."""


class PagePictures:
    """Draws pages, one at a time in each process, and keeps the pictures in a folder.

    `folder` None: one of its own, as long as this process lives. Processes may share a folder.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._worker: Worker[Drawing, Drawn] = Worker(draw, BOUNDS)

    def picture(self, digest: str, number: int, read: Callable[[], bytes]) -> bytes | None:
        """A page of a file as WebP; None if it cannot be drawn.

        `digest` is that of the file, whatever wrote it; `read` gives the file itself, and is called
        only if no page of it was drawn lately.

        Raises:
            BusyError: it would take too long now.
        """
        folder = self._ready()
        name = hashlib.sha256(digest.encode()).hexdigest()[:40]
        kept = folder / f"{name}-{number}.webp"
        if (found := _kept(kept)) is not None:
            return found or None
        if not self._lock.acquire(timeout=PATIENCE):
            raise BusyError
        try:
            if (found := _kept(kept)) is not None:
                return found or None
            picture = self._draw(folder / f"{name}.pdf", number, read)
            _keep(kept, picture)
            _forget_oldest(folder)
            return picture or None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process that draws."""
        self._worker.close()

    def _draw(self, file: Path, number: int, read: Callable[[], bytes]) -> bytes:
        """The picture; what cannot be drawn is one of no bytes, so that it is not tried at once."""
        if not file.exists():
            data = read()
            if b"%PDF-" not in data[:_PDF_BEGINS_WITHIN]:
                return b""
            _keep(file, data)
        os.utime(file)
        try:
            return self._worker.run(Drawing(file, number)).picture
        except WorkerDiedError:
            return b""

    def _ready(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="congtin-pages-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder


def attach(app: Flask, folder: Path | None) -> None:
    """Let the views of `app` have pages drawn."""
    app.extensions[_KEY] = PagePictures(folder)


def pictures() -> PagePictures:
    """What draws pages in the running application."""
    return cast("PagePictures", current_app.extensions[_KEY])


def _kept(file: Path) -> bytes | None:
    """What is kept, which is looked at now; nothing, if in vain and long ago."""
    try:
        data = file.read_bytes()
        if not data:
            return data if time.time() - file.stat().st_mtime < NOT_AGAIN else None
        os.utime(file)
    except OSError:
        return None
    return data


def _keep(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(descriptor, "wb") as part:
        part.write(data)
    os.replace(name, file)


def _forget_oldest(folder: Path) -> None:
    files = []
    for entry in os.scandir(folder):
        with suppress(OSError):  # another process was faster
            found = entry.stat()
            files.append((found.st_mtime, found.st_size, entry.path))
    total = sum(size for _, size, _ in files)
    for _, size, path in sorted(files):
        if total <= MOST_KEPT:
            return
        with suppress(OSError):
            os.remove(path)
        total -= size
