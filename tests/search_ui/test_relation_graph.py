"""The graph around a document: what it shows, and that nothing in it lies on anything else."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.relations import BETWEEN_DOCUMENTS
from documents.traces import DocumentRelation, DocumentTrace
from search_ui.neighbours import TIES, Tie, by_document, chosen, neighbours
from search_ui.relation_graph import MOST_NEIGHBOURS, STYLES, Graph, Words, relation_graph
from search_ui.text_fitting import width, wrap
from tests.traces import cited, relation, summary, traced

WORDS = Words(
    group=lambda tie, drawn, known: f"{tie.relation} {drawn}/{known}",
    details=lambda document, also: [
        line for line in (document.body_name, *(tie.relation for tie in also)) if line
    ],
)

#: Letters of numbers and names, wide and narrow, with diacritics composed and not.
NAMES = st.text("ƯĐMWệốiIl./- 0123456789Ựợ", max_size=60).map(str.strip)

RELATIONS = st.builds(
    DocumentRelation,
    relation=st.sampled_from(sorted(BETWEEN_DOCUMENTS)),
    outgoing=st.booleans(),
    document=st.builds(
        summary,
        key=st.integers(0, 30).map(str),
        identifier=st.none() | NAMES,
        title=st.none() | NAMES,
        body_name=st.none() | NAMES,
    ),
    article_id=st.just("a"),
)
TRACES = st.builds(
    lambda relations, beside: traced(
        relations=tuple(relations),
        co_cited=tuple(cited(f"c{key}", articles) for key, articles in beside.items()),
    ),
    st.lists(RELATIONS, max_size=15),
    st.dictionaries(st.integers(0, 30), st.integers(1, 5), max_size=10),
)


def drawn(trace: DocumentTrace) -> Graph:
    graph = relation_graph(trace, WORDS)
    assert graph is not None
    return graph


@given(TRACES)
def test_nothing_overlaps_and_nothing_is_cut(trace: DocumentTrace) -> None:
    graph = relation_graph(trace, WORDS)
    if graph is None:
        assert not trace.relations
        assert not trace.co_cited
        return
    boxes = [(n.x, n.y, n.x + n.width, n.y + n.height) for n in graph.nodes]
    lines = [line for node in graph.nodes for line in node.lines]
    for node in graph.nodes:
        for line in node.lines:
            size, _, bold = STYLES[line.style]
            assert line.x >= node.x
            assert line.x + width(line.text, size, bold) <= node.x + node.width
            assert node.y <= line.y - size
            assert line.y + size / 4 <= node.y + node.height
    for label in graph.labels:
        size, _, bold = STYLES[label.line.style]
        end = label.line.x + width(label.line.text, size, bold)
        boxes.append((label.line.x, label.line.y - size, end, label.line.y + size / 4))
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1]
    for x1, y1, x2, y2 in boxes:
        assert min(x1, y1) >= 0
        assert x2 <= graph.width
        assert y2 <= graph.height
    for one_line, next_line in combinations(lines, 2):
        assert one_line == next_line or one_line.y != next_line.y
    # Lines run at the left of every box but the document's own, where they end.
    left = min((n.x for n in graph.nodes if n.tie), default=graph.width)
    for edge in graph.edges:
        lane = re.search(r" ([\d.]+) [\d.]+V", edge.path)
        assert lane is not None
        assert 0 < float(lane[1]) < left


@given(TRACES)
def test_every_document_is_drawn_once_or_counted(trace: DocumentTrace) -> None:
    graph = relation_graph(trace, WORDS)
    if graph is None:
        return
    keys = [node.document.key for node in graph.nodes if node.tie]
    every = {r.document.key for r in trace.relations} | {c.document.key for c in trace.co_cited}
    assert len(keys) == len(set(keys)) == len(graph.edges) <= MOST_NEIGHBOURS
    assert set(keys) <= every
    assert graph.left_out == len(every) - len(keys)


def test_what_came_before_is_above_and_points_away() -> None:
    graph = drawn(
        traced(
            relations=(
                relation("implements", False, "sau"),
                relation("based_on", True, "trước"),
            ),
            co_cited=(cited("trước", 3), cited("cùng", 2)),
        )
    )
    assert [node.document.key for node in graph.nodes] == [
        "trước",
        "ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
        "sau",
        "cùng",
    ]
    edges = {edge.key: edge for edge in graph.edges}
    own = graph.nodes[1]
    assert (edges["trước"].arrow or "").startswith(f"M{graph.nodes[0].x:g} ")
    assert f" {own.y + own.height - 0.5:g}l" in (edges["sau"].arrow or "")
    assert edges["cùng"].arrow is None, "nothing is said of which does what"


def test_a_document_with_two_ties_is_one_box() -> None:
    graph = drawn(
        traced(relations=(relation("replaces", True, "cũ"), relation("repeals", True, "cũ")))
    )
    box = graph.nodes[0]
    assert (box.tie, box.also) == (Tie("replaces", True), (Tie("repeals", True),))
    assert [line.text for line in box.lines] == ["cũ", "repeals"]


def test_every_kind_of_tie_is_drawn_before_many_of_one() -> None:
    many = [relation("implements", False, f"k{n:02}") for n in range(40)]
    found = neighbours(
        traced(relations=(*many, relation("repeals", False, "hết")), co_cited=(cited("c", 9),))
    )
    kept = chosen(by_document(found), 4)
    assert [one.document.key for one in kept] == ["k00", "k01", "k02", "hết"]
    assert [n.document.key for n in found[-2:]] == ["hết", "c"]


def test_alone_it_is_not_drawn() -> None:
    assert relation_graph(traced(), WORDS) is None


def test_ties_cover_all_relations() -> None:
    assert {tie.relation for tie in TIES} == {*BETWEEN_DOCUMENTS, "co_cited"}


# A text, how many letters of the size fit on a line, and the lines; no more than three.
@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("4204/KH-UBND", 200, ["4204/KH-UBND"]),
        ("1877/KH-SLĐTBXH", 70, ["1877/KH-", "SLĐTBXH"]),  # behind a part of the number
        ("2023 · Sở Y tế", 64, ["2023 · Sở", "Y tế"]),  # at a space
        ("WWWWWWWW", 30, ["WW", "WW", "W…"]),  # nowhere to break, and too much
        ("", 30, []),
    ],
)
def test_wrapping(text: str, room: float, lines: list[str]) -> None:
    assert wrap(text, 12, room, 3) == lines


def test_diacritics_take_no_room() -> None:
    assert width("Quyết định", 12) == width("Quyet đinh", 12)
