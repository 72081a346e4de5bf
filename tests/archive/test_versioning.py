"""Versions come out the same in whatever order captures are recorded."""

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.versioning import Version, place_capture

Capture = tuple[int, str]  # the second it was made, and what the page said


def at(second: int) -> str:
    return f"2026-11-23T02:00:{second:02}Z"


def place_all(captures: list[Capture]) -> list[Version]:
    versions: list[Version] = []
    seen: set[str] = set()
    for second, content in captures:
        versions = place_capture(versions, at(second), content, second, seen)
        seen.add(at(second))
    return versions


def contents(versions: list[Version]) -> str:
    return "".join(version.digest for version in versions)


@pytest.mark.parametrize(
    ("captures", "expected"),
    [
        # in order of time: a change makes a version, the same again does not
        ([(1, "A"), (2, "A"), (3, "B"), (4, "B")], "A1-2 B3-4"),
        # changed back is a change
        ([(1, "A"), (2, "B"), (3, "A")], "A1-1 B2-2 A3-3"),
        # older captures, filled in later: before, between, at the edges
        ([(5, "B"), (2, "A")], "A2-2 B5-5"),
        ([(5, "B"), (2, "B")], "B2-5"),
        ([(1, "A"), (5, "C"), (3, "B")], "A1-1 B3-3 C5-5"),
        ([(1, "A"), (5, "B"), (3, "A")], "A1-3 B5-5"),
        ([(1, "A"), (5, "B"), (3, "B")], "A1-1 B3-5"),
        # between sightings of the same, the nearest of which are known
        ([(1, "A"), (3, "A"), (5, "A"), (7, "A"), (4, "B")], "A1-3 B4-4 A5-7"),
        # between two sightings of the same: the page was changed and changed back
        ([(1, "A"), (5, "A"), (3, "B")], "A1-1 B3-3 A5-5"),
        ([(1, "A"), (5, "A"), (9, "C"), (3, "B")], "A1-1 B3-3 A5-5 C9-9"),
        # the same capture extracted anew replaces its version
        ([(1, "A"), (1, "a")], "a1-1"),
        ([(1, "A"), (3, "B"), (1, "a")], "a1-1 B3-3"),
        ([(1, "A"), (2, "A"), (3, "B"), (1, "a")], "a1-2 B3-3"),
        # better rules read alike what worse rules told apart
        ([(1, "A"), (2, "B"), (3, "C"), (1, "x"), (2, "x"), (3, "x")], "x1-3"),
        # better rules see a change that worse ones overlooked
        ([(1, "A"), (2, "A"), (3, "A"), (1, "x"), (2, "y"), (3, "y")], "x1-1 y2-3"),
        (
            [*[(n, "A") for n in range(1, 6)], (1, "x"), *[(n, "y") for n in range(2, 6)]],
            "x1-1 y2-5",
        ),
    ],
)
def test_versions_of_captures(captures: list[Capture], expected: str) -> None:
    shown = " ".join(
        f"{version.digest}{int(version.first[-3:-1])}-{int(version.last[-3:-1])}"
        for version in place_all(captures)
    )
    assert shown == expected


@given(
    st.lists(
        st.tuples(st.integers(0, 59), st.sampled_from("ABC")), unique_by=lambda c: c[0], max_size=12
    ).flatmap(lambda captures: st.tuples(st.just(sorted(captures)), st.permutations(captures)))
)
def test_order_of_recording_does_not_matter(orders: tuple[list[Capture], list[Capture]]) -> None:
    in_time, recorded = orders
    truth = "".join(content for content, _run in groupby(content for _second, content in in_time))
    assert contents(place_all(recorded)) == truth


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")), max_size=12))
def test_extracting_anew_in_order_of_time_gives_what_the_rules_now_say(
    readings: list[tuple[str, str]],
) -> None:
    first = [(second, before) for second, (before, _now) in enumerate(readings)]
    anew = [(second, now) for second, (_before, now) in enumerate(readings)]
    assert contents(place_all(first + anew)) == contents(place_all(anew))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABC"), st.integers(1, 3)), max_size=15)
)
def test_versions_are_in_order_and_neighbours_differ(
    captures: list[tuple[int, str, int]],
) -> None:
    versions: list[Version] = []
    for second, content, snapshot in captures:
        versions = place_capture(versions, at(second), content, snapshot * 100 + second)
        assert all(version.first <= version.last for version in versions)
        for one, next_one in pairwise(versions):
            assert one.last <= next_one.first
            assert one.digest != next_one.digest
