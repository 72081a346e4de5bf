"""What the stages of finding hand on: a mention in the making, in offsets of the cleaned text."""

from dataclasses import dataclass

from vietnamese.document_types import DocumentType
from vietnamese.reading import Numbering
from vietnamese.references.model import Relation, RelationRole


@dataclass(slots=True)
class Candidate:
    """One mention while its fields are being collected.

    `own_type` says that a type word stands with the number itself, not at the head of its list.
    `tail` is the end of all that is known to belong to the mention (its date, its issuer).
    `before` is the end of the words before it, in lower case, without the blanks that follow them;
    `follows_verb` says that a verb of issuing may stand right before it.
    `outer` is the relation of the list in which it stands inside another member's title.
    """

    start: int
    end: int
    tail: int
    numbering: Numbering | None = None
    type: DocumentType | None = None
    own_type: bool = False
    identifier: str | None = None
    law_year: int | None = None
    issuer: str | None = None
    issued_on: str | None = None
    provisions: tuple[str, ...] = ()
    relation: Relation = "mentions"
    relation_role: RelationRole | None = None
    before: str = ""
    follows_verb: bool = False
    outer: tuple[Relation, RelationRole | None] | None = None
    head: "Candidate | None" = None

    @property
    def symbol(self) -> str | None:
        """The symbol of its number, if it has one."""
        return self.numbering.symbol if self.numbering else None
