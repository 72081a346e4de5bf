"""Where a tantivy engine keeps its indices: a folder for each, and files that name two of them.

`current` names the index that is searched, `building` the one that is being built. Either file is
replaced in one step, so a reader sees the old index or the new one and never half of it.
"""

import json
import os
import secrets
import shutil
import time
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from indexer.engines.questions import Checkpoint

Role = Literal["current", "building"]


class Folders:
    """The folders below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def find(self, role: Role) -> Path | None:
        """The folder of the index in that role; None if there is none."""
        try:
            name = (self.root / role).read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        folder = self.root / name
        return folder if name and (folder / "meta.json").exists() else None

    def begin(self) -> Path:
        """A new folder for an index to be built; it takes the role with `appoint`."""
        folder = self.root / f"index-{secrets.token_hex(6)}"
        folder.mkdir(parents=True)
        return folder

    def appoint(self, role: Role, folder: Path) -> None:
        """Give a folder a role."""
        write_durably(self.root / role, folder.name)

    def appoint_first(self, role: Role, folder: Path) -> bool:
        """Give a folder a role unless another process has given it; whether it was given."""
        beside = _written_beside(self.root / role, folder.name)
        try:
            os.link(beside, self.root / role)
        except FileExistsError:
            return False
        finally:
            beside.unlink()
        return True

    def dismiss(self, role: Role, folder: Path) -> None:
        """Leave a role empty if the folder has it."""
        if self.find(role) in (folder, None):
            (self.root / role).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove the folders that have no role, but for one that was begun a moment ago."""
        kept = {self.find("current"), self.find("building")}
        for folder in self.root.glob("index-*"):
            begun = time.time() - folder.stat().st_mtime < 60 and read_checkpoint(folder) is None
            if folder not in kept and not begun:
                shutil.rmtree(folder, ignore_errors=True)


def read_checkpoint(folder: Path) -> Checkpoint | None:
    """Where the last commit to the index in `folder` stands; None before the first."""
    try:
        return Checkpoint(**json.loads((folder / "checkpoint.json").read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Record where the index in `folder` stands, after the commit that it tells of."""
    write_durably(folder / "checkpoint.json", json.dumps(asdict(checkpoint)))


def write_durably(path: Path, text: str) -> None:
    """Replace a file in one step, so that it is there whole or not at all after a crash."""
    _written_beside(path, text).replace(path)


def _written_beside(path: Path, text: str) -> Path:
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return beside
