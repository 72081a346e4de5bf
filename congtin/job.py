"""`python -m congtin.job` is `congtin` as a worker runs it: its exit code tells more, and it ends
with the worker."""

import ctypes
import signal
import sys

from congtin.cli import main
from congtin.cli.errors import job_exit_code

#: PR_SET_PDEATHSIG of prctl(2).
_SIGNAL_AT_PARENTS_DEATH = 1


def end_with_worker() -> None:
    """Have this process told to stop when the worker is killed, which can tell it nothing then.

    Nobody keeps its limits any more, and the next worker does its job anew. On Linux; elsewhere it
    goes on to its end.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_AT_PARENTS_DEATH, signal.SIGTERM)


if __name__ == "__main__":
    end_with_worker()
    main(job_exit_code)
