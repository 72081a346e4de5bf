"""Commands run as a shell runs them, but forked from a process that has imported what they need."""

import io
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.fixtures.forking import FORKED


def run_forked(
    arguments: Sequence[str],
    stdin: bytes,
    environment: Mapping[str, str],
    folder: Path,
    timeout: float,
) -> tuple[int, str, str]:
    """Run `congtin` with these arguments in a folder: its exit code and what it wrote.

    Raises:
        TimeoutError: it took more than so many seconds, and was killed.
    """
    with tempfile.TemporaryDirectory() as streams:
        paths = [Path(streams, name) for name in ("stdin", "stdout", "stderr")]
        paths[0].write_bytes(stdin)
        process = FORKED.Process(
            target=_run, args=(list(arguments), dict(environment), folder, paths)
        )
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"congtin {' '.join(arguments)} took more than {timeout} s")
        return process.exitcode, paths[1].read_text("utf-8"), paths[2].read_text("utf-8")


def _run(
    arguments: list[str], environment: dict[str, str], folder: Path, streams: Sequence[Path]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, (path, flags) in enumerate(
        zip(streams, (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT), strict=True)
    ):
        os.dup2(os.open(path, flags), number)
    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), "utf-8")  # noqa: SIM115 # as Python's
    sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), "utf-8")  # noqa: SIM115
    sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), "utf-8", write_through=True)  # noqa: SIM115
    sys.argv = ["congtin", *arguments]

    from congtin.cli import main

    main()
