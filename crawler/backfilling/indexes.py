"""The index of a web archive, kept in a file while its captures are fetched, which takes hours."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import astuple
from types import TracebackType
from typing import Self

from crawler.backfilling.web_archives import IndexLine


class SpooledIndex:
    """Lines of an index, in order, in a file that is gone with it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed at exit)
        self._count = 0

    def add(self, line: IndexLine) -> None:
        """Append a line."""
        self._file.write(json.dumps(astuple(line)) + "\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[IndexLine]:
        self._file.seek(0)
        for text in self._file:
            yield IndexLine(*json.loads(text))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
