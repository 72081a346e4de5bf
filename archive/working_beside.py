"""Work done by processes beside this one, the answers in the order of the tasks.

A task can kill the process that does it (a parser that crashes, memory that runs out). It is
noticed, told, and everything else is done nevertheless.
"""

import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any, Generic, TypeVar

logger = logging.getLogger(__name__)

#: How processes begin: a forked one would share its parent's connections and locks.
_CONTEXT: BaseContext = multiprocessing.get_context("spawn")

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Work(Generic[Task, Result]):
    """What processes do.

    Attributes:
        begin: makes a process ready, with `arguments`; a function of a module, as is `do`.
        do: does a task.
        parts: the parts of a task; none of one that has none.
        join: the result of a task out of those of its parts.
        killed: what stands for the result of a task without parts that kills whoever does it.
        at_once: the result of a task that needs no process, null for one that does.
    """

    begin: Callable[..., None]
    arguments: tuple[Any, ...]
    do: Callable[[Task], Result]
    parts: Callable[[Task], Sequence[Task]]
    join: Callable[[Sequence[Result]], Result]
    killed: Callable[[Task], Result]
    at_once: Callable[[Task], Result | None] = lambda _: None


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def do_beside(
    work: Work[Task, Result], tasks: Iterable[Task], workers: int | None = None
) -> Iterator[tuple[Task, Result]]:
    """Do tasks in processes of their own, as many as there are processors; in order."""
    count = workers or processors()
    following = iter(tasks)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    while True:
        with _pool(work, count) as pool:
            try:
                yield from _in_order(pool, work, following, waiting, 3 * count)
                return
            except BrokenProcessPool:
                logger.warning("a process beside this one was killed; going on with others")
                unanswered = list(waiting)
                waiting.clear()
        for task, future in unanswered:  # one of them did it, perhaps
            yield task, _result_of(future) or _do_alone(work, task)


def _in_order(
    pool: ProcessPoolExecutor,
    work: Work[Task, Result],
    following: Iterator[Task],
    waiting: deque[tuple[Task, Future[Result]]],
    most: int,
) -> Iterator[tuple[Task, Result]]:
    """The answers for tasks; `waiting` has those that were handed out, at most so many.

    Raises:
        BrokenProcessPool: a process was killed; `waiting` has all that is unanswered.
    """
    for task in following:
        refused: Future[Result] = Future()
        waiting.append((task, refused))
        done = work.at_once(task)
        if done is not None:
            refused.set_result(done)
        else:
            waiting[-1] = (task, pool.submit(work.do, task))
        if len(waiting) >= most:
            yield waiting[0][0], waiting[0][1].result()
            waiting.popleft()
    while waiting:
        yield waiting[0][0], waiting[0][1].result()
        waiting.popleft()


def _result_of(future: Future[Result]) -> Result | None:
    """What a task answered before another one killed a process; null if it did not."""
    is_done = future.done() and not future.cancelled() and future.exception() is None
    return future.result() if is_done else None


def _do_alone(work: Work[Task, Result], task: Task) -> Result:
    """Do a task in a process of its own; if that is killed, too, find the part that does it."""
    try:
        with _pool(work, 1) as pool:
            return pool.submit(work.do, task).result()
    except BrokenProcessPool:
        parts = work.parts(task)
        if not parts:
            return work.killed(task)
        return work.join([_do_alone(work, part) for part in parts])


def _pool(work: Work[Task, Result], workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=_CONTEXT,
        initializer=_begin,
        initargs=(work.begin, work.arguments),
    )


def _begin(begin: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Make ready a process that works."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*arguments)


def _end_with_parent() -> None:
    """End with the process that this one works for: nobody else does it if that is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
