"""The whole of an archive in another place, and back: catalogue, WARC files, portal files.

A backup is a folder (or any URL that fsspec knows): `catalogue-MOMENT.jsonl.gz`, the newest of
which counts, `archive/` and `portals/`. It is of no database: what was on SQLite can be restored to
PostgreSQL. The index is not in it: it is made of the catalogue.
"""

from archive.backups.dumping import BackupError
from archive.backups.places import Moved, Places, archive_in, back_up, restore
from archive.backups.pruning import forget_backups

__all__ = ["BackupError", "Moved", "Places", "archive_in", "back_up", "forget_backups", "restore"]
