"""References to official documents in Vietnamese text.

Made in stages, as eyecite does for American law: clean, anchor, read, attach fields, link lists,
tell relations. `find_references` runs them all.
"""

from vietnamese.references.finding import find_references
from vietnamese.references.model import Kind, Reference, Relation, RelationRole

__all__ = [
    "FINDER_VERSION",
    "Kind",
    "Reference",
    "Relation",
    "RelationRole",
    "find_references",
]

#: Raised by one whenever the rules find something else in the same text: what older rules found is
#: found anew. `tests/vietnamese/test_finder_version.py` notices where that was forgotten.
FINDER_VERSION = 3
