"""Things done one after another by a thread beside this one, while this one goes on."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, Protocol

_P = ParamSpec("_P")


class Do(Protocol):
    """Has a function called by the thread, with arguments.

    Waits where too much is undone. Raises what a function raised before that was not told yet.
    """

    def __call__(  # noqa: D102
        self, function: Callable[_P, object], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> None: ...


@contextmanager
def doing_beside(most: int) -> Iterator[Do]:
    """A thread that does what it is told in order, while at most so many things wait for it.

    All is done when the context ends; if it ends by an exception, what was not begun is left
    undone. After a function that raised nothing more is done.
    """
    undone: deque[Future[object]] = deque()
    failed: list[BaseException] = []
    with ThreadPoolExecutor(1) as thread:

        def call(work: Callable[[], object]) -> None:
            if not failed:
                try:
                    work()
                except BaseException as error:
                    failed.append(error)
                    raise

        def do(function: Callable[_P, object], /, *args: _P.args, **kwargs: _P.kwargs) -> None:
            undone.append(thread.submit(call, lambda: function(*args, **kwargs)))
            while len(undone) > most or (undone and undone[0].done()):
                undone.popleft().result()

        try:
            yield do
            while undone:
                undone.popleft().result()
        except BaseException:
            thread.shutdown(wait=True, cancel_futures=True)
            raise
