"""Where a name ends that is typed without quotes."""

import pytest

from indexer.query.names import NoNames, name_length
from indexer.query.nodes import NameField


class Listed:
    """Knows these names, by their words as they are."""

    def __init__(self, *names: str) -> None:
        self._names = [f" {name.lower()} " for name in names]

    def has_part(self, field: NameField, text: str) -> bool:
        return any(f" {text.lower()} " in name for name in self._names)

    def has_end(self, field: NameField, text: str) -> bool:
        return any(name.endswith(f" {text.lower()} ") for name in self._names)


NAMES = Listed("Sở Tư pháp", "Sở Tài nguyên và Môi trường", "Nguyễn Đức Thịnh", "Nguyễn Văn An")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        # as far as a known name goes, in any case
        ("Tư pháp kế hoạch", "Tư pháp"),
        ("Sở Tư pháp", "Sở Tư pháp"),
        ("tài nguyên và môi trường đất đai", "tài nguyên và môi trường"),
        ("nguyễn đức thịnh", "nguyễn đức thịnh"),
        ("thịnh đất", "thịnh"),
        # words with capitals behind a name that ends there are no part of it
        ("Sở Tư pháp Kon Tum", "Sở Tư pháp"),
        ("Nguyễn Văn An Giang", "Nguyễn Văn An"),
        # but a name that is not known is not cut to one that is part of others
        ("Nguyễn Văn Bình đưa tin", "Nguyễn Văn Bình"),
        ("Sở Xây Dựng", "Sở Xây Dựng"),
        # not known: the words with capitals, or all
        ("Lê Lan đưa tin", "Lê Lan"),
        ("lê lan", "lê lan"),
    ],
)
def test_a_name_goes_as_far_as_there_are_such(typed: str, name: str) -> None:
    words = typed.split()
    assert " ".join(words[: name_length("author", words, NAMES)]) == name


def test_without_known_names_capitals_tell() -> None:
    assert name_length("department", ["Sở", "Y", "tế"], NoNames()) == 2
    assert name_length("department", ["y", "tế"], NoNames()) == 2
