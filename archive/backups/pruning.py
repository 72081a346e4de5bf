"""Old backups of the catalogue, taken away; what they share, the WARC files, stays."""

import posixpath

# fsspec comes without type information
from fsspec import url_to_fs  # type: ignore[import-untyped]

from archive.backups.places import dumps_in


def forget_backups(place: str, keep: int) -> list[str]:
    """Take away all catalogues in a place of backups but the newest `keep`; which ones.

    Raises:
        ValueError: none is to be kept.
        OSError: the place cannot be read or written.
    """
    if keep < 1:
        raise ValueError("one backup at least is kept")
    filesystem, root = url_to_fs(place)
    old = dumps_in(filesystem, root)[:-keep]
    for path in old:
        filesystem.rm(path)
    return [posixpath.basename(path) for path in old]
