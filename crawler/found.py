"""A value that was found, with the name of the rule that found it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A field's value and the name of the rule that found it."""

    value: T
    rule: str
