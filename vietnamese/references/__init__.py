"""References to official documents in Vietnamese text.

Made in stages, as eyecite does for American law: clean, anchor, read, attach fields, link lists,
tell relations. `find_references` runs them all; `find_statements` tells who does what to whom.
"""

from vietnamese.references.finding import find_references
from vietnamese.references.model import Kind, Reference, Relation, RelationRole
from vietnamese.references.statements import Statement, find_statements

__all__ = [
    "FINDER_VERSION",
    "Kind",
    "Reference",
    "Relation",
    "RelationRole",
    "Statement",
    "find_references",
    "find_statements",
]

#: Raised by one whenever the rules find something else in the same text: what older rules found is
#: found anew. `tests/vietnamese/test_finder_version.py` notices where that was forgotten.
FINDER_VERSION = 3
