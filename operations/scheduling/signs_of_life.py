"""Signs of life of a worker, for whoever keeps it running: systemd, a container's health check.

A worker that cannot reach its catalogue is alive: to start it anew would not help. One that gives
no sign is stuck.
"""

import os
import socket
import time
from contextlib import suppress
from pathlib import Path

#: A worker that gave no sign for so long is stuck, in seconds: it looks every second.
SILENT = 180.0

#: Signs are given at most so often, in seconds.
_BETWEEN = 5.0


class SignsOfLife:
    """Gives signs: the file of this machine is touched, and systemd told if it wants to know.

    Machines may share the folder. What cannot be written (the disk is full) is no reason to end.
    """

    def __init__(self, folder: Path) -> None:
        self._file = _file(folder)
        self._given = float("-inf")

    def give(self) -> None:
        """Give a sign, unless one was given just now."""
        if time.monotonic() - self._given < _BETWEEN:
            return
        self._given = time.monotonic()
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        _tell_systemd()


def silence(folder: Path) -> float | None:
    """For how many seconds the worker of this machine has given no sign; None: it never did."""
    try:
        return time.time() - _file(folder).stat().st_mtime
    except OSError:
        return None


def _file(folder: Path) -> Path:
    return folder / socket.gethostname()


def _tell_systemd() -> None:
    """As sd_notify(3) does, where the unit has WatchdogSec and so NOTIFY_SOCKET is set."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # an abstract one
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection, suppress(OSError):
        connection.sendto(b"WATCHDOG=1", address)
