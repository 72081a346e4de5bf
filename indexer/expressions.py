"""What must match, told in terms of fields: the few forms that every engine has.

A query becomes an expression once, here; an engine translates these forms and knows nothing of
the query language. So the engines find the same articles.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The field holds this token or value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """The field holds one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The text field holds a token that begins so."""

    field: str
    beginning: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """The field holds these tokens one after the other; at least two."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The number field is within these bounds, both included; None leaves a side open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these hold; none given: every article."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of these hold."""

    count: int
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    part: "Expression"


Expression = Term | AnyTerm | Prefix | Sequence | Between | AllOf | AtLeast | Not

EVERYTHING = AllOf(())
NOTHING = AtLeast(1, ())


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term that ranks: its BM25 score (k1 1.2, b 0.75) counts `weight` times."""

    term: Term
    weight: float


@dataclass(frozen=True, slots=True)
class Present:
    """A term that ranks by being there, however often and in however long a text.

    Its inverse document frequency counts `weight` times. The field is one of
    `indexer.schema.PRESENCE_FIELDS`.
    """

    term: Term
    weight: float


@dataclass(frozen=True, slots=True)
class Bonus:
    """What holds of an item and is worth `points` of score, whatever is looked for."""

    holds: Expression
    points: float


Ranking = Weighted | Present | Bonus


def all_of(*parts: Expression) -> Expression:
    """All of `parts`, those that say nothing left out."""
    telling = tuple(part for part in parts if part != EVERYTHING)
    return telling[0] if len(telling) == 1 else AllOf(telling)


def sequence(field: str, tokens: tuple[str, ...]) -> Expression:
    """The tokens one after the other: a term where there is one, every article where none."""
    match tokens:
        case ():
            return EVERYTHING
        case (token,):
            return Term(field, token)
        case _:
            return Sequence(field, tokens)
