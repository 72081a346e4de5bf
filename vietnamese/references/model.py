"""What a mention of an official document is."""

from dataclasses import dataclass, fields
from typing import Any, Literal

Kind = Literal["administrative", "legal", "party", "law-by-name"]
Relation = Literal["issued", "based_on", "implements", "amends", "replaces", "repeals", "mentions"]
RelationRole = Literal["target", "agent"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of an official document in a text.

    `start` and `end` are Python string indices into the text exactly as given; `text` is that span.
    `identifier` is canonical (no blanks, Đ as U+0110, usual case) and null for a law by name, which
    has `law_year` instead. `issued_on` is a day (`2023-04-28`), null unless the text states it in
    full. `issuer` and `provisions` (`khoản 2 Điều 5`) are as the text states them. `relation_role`
    says of amends, replaces and repeals whether this document is changed (`target`) or changes
    (`agent`).
    """

    start: int
    end: int
    text: str
    kind: Kind
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    identifier: str | None = None
    law_year: int | None = None
    issuer: str | None = None
    issued_on: str | None = None
    provisions: tuple[str, ...] = ()
    relation: Relation = "mentions"
    relation_role: RelationRole | None = None

    def to_json(self) -> dict[str, Any]:
        """The reference as a JSON object, every field present."""
        record = {name: getattr(self, name) for name in _FIELDS}
        record["provisions"] = list(self.provisions)
        return record


_FIELDS = tuple(field.name for field in fields(Reference))
