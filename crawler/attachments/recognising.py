"""The text that pictures show, recognised by Tesseract, where that is installed with Vietnamese."""

import os
import shutil
import subprocess
from functools import cache

#: What is said of a scan where nothing can recognise it.
NOT_INSTALLED = (
    "tesseract with its Vietnamese data (tesseract-ocr, tesseract-ocr-vie) is not installed"
)

#: Seconds that a page may take: a full one takes two or three.
_PAGE_SECONDS = 60


class RecognitionError(Exception):
    """Nothing can be recognised on a picture; says why."""


@cache
def is_installed() -> bool:
    """Whether Tesseract is there with its Vietnamese data."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run(  # noqa: S603
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    return "vie" in listed.stdout.split()


def recognise(picture: bytes, seconds: float) -> str:
    """The text of a picture (PNG, JPEG, TIFF, BMP, GIF, WebP or PNM), in at most so many seconds.

    Raises:
        RecognitionError: there is no Tesseract, it cannot read the picture, or takes too long.
    """
    if not is_installed():
        raise RecognitionError(NOT_INSTALLED)
    program = shutil.which("tesseract")
    assert program is not None
    try:
        done = subprocess.run(  # noqa: S603
            [program, "stdin", "stdout", "-l", "vie"],
            input=picture,
            capture_output=True,
            check=False,
            timeout=max(1.0, min(seconds, _PAGE_SECONDS)),
            # the files are read side by side: a page on several cores gains nothing
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise RecognitionError("recognising its text took too long") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RecognitionError(f"tesseract cannot read it ({said[-1] if said else 'it crashed'})")
    return done.stdout.decode("utf-8", "replace")
