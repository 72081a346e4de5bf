"""References to official documents in Vietnamese text."""

from vietnamese.references.model import Kind, Reference, Relation, RelationRole

__all__ = ["Kind", "Reference", "Relation", "RelationRole"]
