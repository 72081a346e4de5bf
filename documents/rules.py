"""Which rules resolve: what the tables and modules hold that decide which document is meant.

Better tables of bodies and laws must also reach what is resolved already.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

#: What decides about keys and facts, by package. A module more means too much done anew once, a
#: missing one that better rules do not reach old articles.
_DECIDING = {
    "documents": (
        *("bodies", "clues.py", "keys.py", "laws.py", "laws.toml", "facts.py", "titles.py"),
        *("title_agreement.py", "title_ends.py"),
        *("evidence.py", "disagreement.py", "document_rows.py", "sources.py", "resolving.py"),
    ),
    "vietnamese": ("provinces.py", "provinces.tsv", "identifiers.py", "document_types.py"),
}


@cache
def digest_of_rules() -> str:
    """The SHA-256, in hex digits, of the tables and modules that decide which document is meant."""
    digest = hashlib.sha256()
    for package, names in _DECIDING.items():
        for name in names:
            for path, content in _read(files(package) / name, f"{package}/{name}"):
                digest.update(f"{path}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def _read(place: Traversable, path: str) -> list[tuple[str, bytes]]:
    if place.is_file():
        return [(path, place.read_bytes())]
    inside = sorted(place.iterdir(), key=lambda inner: inner.name)
    return [
        found
        for inner in inside
        if inner.name != "__pycache__"
        for found in _read(inner, f"{path}/{inner.name}")
    ]
