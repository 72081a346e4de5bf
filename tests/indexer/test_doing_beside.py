"""A thread that does one thing after another beside its caller.

done in order, by another thread      test_order
all is done at the end                test_all_is_done_at_the_end
the caller waits where it is ahead    test_ahead_by_so_much
what a function raised is told        test_failure, test_last_failure
nothing is done after a failure       test_failure
the caller fails                      test_caller_fails
"""

import threading

import pytest

from indexer.doing_beside import doing_beside


def test_order() -> None:
    done: list[tuple[int, bool]] = []
    caller = threading.get_ident()

    def note(number: int) -> None:
        done.append((number, threading.get_ident() == caller))

    with doing_beside(3) as do:
        for number in range(20):
            do(note, number)
    assert done == [(number, False) for number in range(20)]


def test_all_is_done_at_the_end() -> None:
    done: list[int] = []
    may_go_on = threading.Event()
    with doing_beside(3) as do:
        do(may_go_on.wait)
        do(done.append, 1)
        assert not done
        may_go_on.set()
    assert done == [1]


def test_ahead_by_so_much() -> None:
    """With two things waiting a third is taken only when the first is done."""
    first, told = threading.Event(), threading.Event()

    def tell() -> None:
        with doing_beside(2) as do:
            do(first.wait)
            do(int)
            do(int)
            told.set()

    teller = threading.Thread(target=tell)
    teller.start()
    assert not told.wait(0.2)
    first.set()
    assert told.wait(30)
    teller.join()


def test_failure() -> None:
    done: list[int] = []

    def fail() -> None:
        with doing_beside(1) as do:
            do(divmod, 1, 0)
            for number in range(20):
                do(done.append, number)

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not done


def test_last_failure() -> None:
    with pytest.raises(ZeroDivisionError), doing_beside(5) as do:
        do(divmod, 1, 0)


def test_caller_fails() -> None:
    done: list[int] = []
    may_go_on = threading.Event()

    def fail() -> None:
        with doing_beside(5) as do:
            do(may_go_on.wait)
            do(done.append, 1)
            threading.Timer(0.1, may_go_on.set).start()
            raise KeyError("of the caller")

    with pytest.raises(KeyError):
        fail()
    assert not done
