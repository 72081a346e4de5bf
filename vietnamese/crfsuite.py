"""Reads the weights out of a model file of CRFsuite (`lCRF`), the format of underthesea's models.

The format is the one that CRFsuite 0.12 writes (`lib/crf/src/crf1d_model.c` and `lib/cqdb`):
little-endian; a header with the places of the parts, the features in a row, and two tables of
strings (CQDB) for labels and attributes.
"""

from dataclasses import dataclass
from pathlib import Path
from struct import Struct, unpack_from

_HEADER = Struct("<4sI4s9I")
_CHUNK = Struct("<4sII")
_FEATURE = Struct("<IIId")
_CQDB_HEADER = Struct("<4sIIIII")
_STATE_FEATURE = 0


class BadModelError(Exception):
    """The file is no CRFsuite model of the kind that is read here. Names it."""


@dataclass(frozen=True, slots=True)
class CrfModel:
    """Weights of a linear-chain model: by attribute and label, and by label and next label."""

    labels: tuple[str, ...]
    states: dict[str, dict[str, float]]
    transitions: dict[tuple[str, str], float]


def read_model(path: Path) -> CrfModel:
    """Read a model file. Raises `BadModelError`, or `OSError` where there is no such file."""
    data = path.read_bytes()
    if len(data) < _HEADER.size or data[:4] != b"lCRF":
        raise BadModelError(f"{path} is not a CRFsuite model")
    header = _HEADER.unpack_from(data)
    features_at, labels_at, attributes_at = header[7:10]
    labels = _read_strings(data, labels_at)
    attributes = _read_strings(data, attributes_at)
    magic, _, count = _CHUNK.unpack_from(data, features_at)
    if magic != b"FEAT":
        raise BadModelError(f"{path} has no features where its header says")
    states: dict[str, dict[str, float]] = {}
    transitions: dict[tuple[str, str], float] = {}
    start = features_at + _CHUNK.size
    for kind, source, target, weight in _FEATURE.iter_unpack(
        data[start : start + count * _FEATURE.size]
    ):
        if kind == _STATE_FEATURE:
            states.setdefault(attributes[source], {})[labels[target]] = weight
        else:
            transitions[labels[source], labels[target]] = weight
    return CrfModel(tuple(labels), states, transitions)


def _read_strings(data: bytes, offset: int) -> list[str]:
    """The strings of a CQDB table, each at the place that its number says."""
    _, _, _, _, count, places_at = _CQDB_HEADER.unpack_from(data, offset)
    strings = []
    for place in unpack_from(f"<{count}I", data, offset + places_at):
        _, size = unpack_from("<II", data, offset + place)
        start = offset + place + 8
        strings.append(data[start : start + size - 1].decode())  # a zero byte ends it
    return strings
