"""A process that works beside what is measured."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import TypeVar

Place = TypeVar("Place")


@contextmanager
def process_beside(work: Callable[[Place, Event, Event], None], place: Place) -> Iterator[None]:
    """A process that does `work` at a place for as long as the block runs.

    The block begins once the work has set the first event; the second tells the work to stop.
    """
    context = multiprocessing.get_context("spawn")
    works, stop = context.Event(), context.Event()
    process = context.Process(target=work, args=(place, works, stop))
    process.start()
    try:
        works.wait()
        yield
    finally:
        stop.set()
        process.join()
