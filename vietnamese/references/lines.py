"""References in JSON Lines, for the command line: a line in, a line or an error out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vietnamese.references.finding import find_references


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one line: its number (from 1), and either the output or the error.

    `output` is `{"id": …, "references": […]}`, ready to be written as JSON; `error` says in a few
    words what is wrong with the line.
    """

    number: int
    output: dict[str, Any] | None = None
    error: str | None = None


def read_jsonl(lines: Iterable[bytes]) -> Iterator[LineResult]:
    """Find the references of each line, an object `{"id", "text"}`; blank lines are passed over.

    A line that is not UTF-8, not JSON or has no text gives an error; the rest goes on.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(_decode(line))
        except ValueError as error:
            yield LineResult(number, error=_reason(error))
            continue
        except RecursionError:
            yield LineResult(number, error="not JSON: nested too deeply")
            continue
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            yield LineResult(number, error='no "text" in this line')
            continue
        yield LineResult(
            number, {"id": record.get("id"), "references": list(_found(record["text"]))}
        )


def read_text(data: bytes) -> Iterator[dict[str, Any]]:
    """The references of a plain text in UTF-8, as JSON objects, each made when it is asked for.

    Raises:
        ValueError: the bytes are not UTF-8; the message says at which byte.
    """
    try:
        return _found(_decode(data))
    except UnicodeDecodeError as error:
        raise ValueError(_reason(error)) from error


def _decode(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _found(text: str) -> Iterator[dict[str, Any]]:
    return (reference.to_json() for reference in find_references(text))


def _reason(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8: byte {error.object[error.start]:#04x} at {error.start}"
    return f"not JSON: {error}"
