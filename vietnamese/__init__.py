"""What the Vietnamese language needs: normalising, folding, segmenting, dates, document references.

Pure functions that need nothing else of this project. They are imported when first used, so that
`import vietnamese` costs nothing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vietnamese.dates import find_dates
    from vietnamese.folding import fold
    from vietnamese.normalizing import normalize
    from vietnamese.references import Reference, find_references
    from vietnamese.segmenting import segment

__all__ = ["Reference", "find_dates", "find_references", "fold", "normalize", "segment"]

_HOMES = {
    "Reference": "vietnamese.references",
    "find_dates": "vietnamese.dates",
    "find_references": "vietnamese.references",
    "fold": "vietnamese.folding",
    "normalize": "vietnamese.normalizing",
    "segment": "vietnamese.segmenting",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
