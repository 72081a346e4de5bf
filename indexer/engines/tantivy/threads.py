"""Threads that count: tantivy lets go of Python's lock while it does, and a question asks often."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

from archive.working_beside import processors

_Answer = TypeVar("_Answer")


def in_thread(call: Callable[[], _Answer]) -> Future[_Answer]:
    """Begin a call in a thread of this process; one per processor, whoever asks."""
    return _threads(os.getpid()).submit(call)


@lru_cache(maxsize=1)
def _threads(process: int) -> ThreadPoolExecutor:
    """The threads of a process: a server's workers are forked, and threads are not."""
    return ThreadPoolExecutor(processors(), f"counting-{process}")
