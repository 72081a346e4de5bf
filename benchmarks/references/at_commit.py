"""What the code of a commit finds, run in a process of its own from a copy of that commit."""

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from benchmarks.references.quality import Passage, Predictions

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "vietnamese"

_PROGRAM = """
import json, sys
from vietnamese import find_references
for line in sys.stdin:
    passage = json.loads(line)
    found = [reference.to_json() for reference in find_references(passage["text"])]
    print(json.dumps({"id": passage["id"], "references": found}))
"""


class NoSuchCodeError(Exception):
    """The commit does not exist, or its code does not run here."""


def last_change() -> str:
    """The commit that the code at hand is compared with when none is named.

    It is HEAD while `vietnamese/` differs from it; where it does not, the parent of the last commit
    that changed `vietnamese/`: what that change gained and lost.

    Raises:
        NoSuchCodeError: This is no checkout, or its history is one commit deep.
    """
    if _git("status", "--porcelain", "--", PACKAGE).strip():
        return "HEAD"
    return _git("log", "-1", "--format=%h~1", "--", PACKAGE).decode().strip()


def describe(commit: str) -> str:
    """A commit's short hash and subject."""
    return _git("log", "-1", "--format=%h %s", commit, "--").decode().strip()


def found_at(commit: str, passages: list[Passage]) -> Predictions:
    """What `find_references` of that commit finds in each passage.

    Raises:
        NoSuchCodeError: There is no such commit, or its code does not run.
    """
    archive = _git("archive", "--format=tar", commit, "--", PACKAGE)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM],  # looks for modules in its working folder first
            input="".join(json.dumps(one) + "\n" for one in passages),
            capture_output=True,
            text=True,
            cwd=folder,
        )
    if done.returncode:
        raise NoSuchCodeError(f"the code of {commit} does not run here:\n{done.stderr}")
    lines = map(json.loads, done.stdout.splitlines())
    return {line["id"]: line["references"] for line in lines}


def _git(*arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise NoSuchCodeError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        raise NoSuchCodeError(error.stderr.decode().strip()) from error
