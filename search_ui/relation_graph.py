"""Where the parts of the graph around a document are drawn: coordinates alone, no markup.

Time runs downwards: above the document what it is based on, carries out or changes; below it what
came of it. Each kind of tie has a line of its own at the left, as on a map of an underground; lines
of groups further away run further left, so that none crosses another and no text stands on one.
One unit is about a pixel.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from documents.traces import DocumentSummary, DocumentTrace
from search_ui.neighbours import CO_CITED, Drawn, Tie, by_document, chosen, left_out, neighbours
from search_ui.text_fitting import wrap

#: More documents than this make a thicket; the table has them all.
MOST_NEIGHBOURS = 10

#: As wide as the page of a phone leaves room for.
WIDTH = 340

_FIRST_LANE = 9
_BETWEEN_LANES = 9
_BEFORE_BOX = 20
_CORNER = 6
_PADDING = 9
_BETWEEN_BOXES = 6
_BETWEEN_GROUPS = 12
_ARROW = 7
_MOST_LINES = 3

#: A line of one unit is sharp where its middle is.
_HALF = 0.5

Style = Literal["own", "name", "detail", "label"]

#: Size of the letters, height of a line, whether bold; the stylesheet (`.graph`) says the same.
STYLES: dict[Style, tuple[float, float, bool]] = {
    "own": (16, 22, True),
    "name": (14, 19, True),
    "detail": (12, 16, False),
    "label": (12, 18, True),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `x` is its left end, `y` the line it stands on."""

    text: str
    x: float
    y: float
    style: Style


@dataclass(frozen=True, slots=True)
class Node:
    """A document's box with the text in it; `tie` is None for the document itself."""

    document: DocumentSummary
    tie: Tie | None
    also: tuple[Tie, ...]
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between the document and another: an SVG path, and the path of its arrowhead."""

    tie: Tie
    key: str
    path: str
    arrow: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """What the ties of a group are called."""

    tie: Tie
    line: Line


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing of `width` by `height`; `left_out` of the documents listed found no room in it."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says in the reader's language.

    `group`: what the documents of a kind of tie are called, given how many are drawn of how many;
    `details`: the lines below a document's number, given its further ties.
    """

    group: Callable[[Tie, int, int], str]
    details: Callable[[DocumentSummary, Sequence[Tie]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Groups below one another; `end` is where they end."""

    groups: list[list[Node]]
    labels: list[Label]
    end: float


def relation_graph(trace: DocumentTrace, words: Words) -> Graph | None:
    """The graph of the documents around that of `trace`; None where there are none."""
    found = neighbours(trace)
    if not found:
        return None
    every = by_document(found)
    drawn = chosen(every, MOST_NEIGHBOURS)
    groups = [list(group) for _, group in groupby(drawn, key=lambda one: one.tie)]
    listed = Counter(one.tie for one in every)
    known = listed + left_out(trace)
    above = [group for group in groups if group[0].tie.outgoing]
    below = [group for group in groups if not group[0].tie.outgoing]
    lanes = max(len(above), len(below))
    x = _FIRST_LANE + _BETWEEN_LANES * (lanes - 1) + _BEFORE_BOX
    before = _stack(above, x, 0, words, known)
    own = _node(trace.document, None, (), 0, before.end + _BETWEEN_GROUPS if above else 0, words)
    bottom = own.y + own.height - _HALF
    after = _stack(below, x, bottom + _BETWEEN_GROUPS, words, known)
    # The group that is furthest from the document has the first lane.
    first_above, first_below = lanes - len(above), lanes - len(below)
    edges = [
        _edge(node, _lane(first_above + place), own.y)
        for place, group in enumerate(before.groups)
        for node in group
    ] + [
        _edge(node, _lane(first_below + place), bottom)
        for place, group in enumerate(reversed(after.groups))
        for node in group
    ]
    return Graph(
        width=WIDTH,
        height=(after.end if below else bottom) + 2 * _HALF,
        nodes=(*_flat(before.groups), own, *_flat(after.groups)),
        edges=tuple(edges),
        labels=(*before.labels, *after.labels),
        left_out=listed.total() - len(drawn),
    )


def _flat(groups: Sequence[Sequence[Node]]) -> list[Node]:
    return [node for group in groups for node in group]


def _lane(place: int) -> float:
    return _FIRST_LANE + _BETWEEN_LANES * place


def _stack(
    groups: Sequence[Sequence[Drawn]], x: float, y: float, words: Words, known: Mapping[Tie, int]
) -> _Stack:
    """The groups from `y` on downwards, each below its label."""
    labels: list[Label] = []
    nodes: list[list[Node]] = []
    for group in groups:
        y += _BETWEEN_GROUPS if nodes else 0
        nodes.append([])
        tie = group[0].tie
        called = words.group(tie, len(group), known[tie])
        lines = _lines([(called, "label")], x, y, WIDTH - x)
        labels += [Label(tie, line) for line in lines]
        y += _height(lines) + 2
        for one in group:
            y += _BETWEEN_BOXES if nodes[-1] else 0
            nodes[-1].append(_node(one.document, tie, one.also, x, y, words))
            y += nodes[-1][-1].height
    return _Stack(nodes, labels, y)


def _node(
    document: DocumentSummary,
    tie: Tie | None,
    also: tuple[Tie, ...],
    x: float,
    y: float,
    words: Words,
) -> Node:
    name = document.identifier or document.title or document.key
    texts: list[tuple[str, Style]] = [(name, "name" if tie else "own")]
    texts += [(detail, "detail") for detail in words.details(document, also)]
    room = WIDTH - 1 - x - 2 * _PADDING
    lines = _lines(texts, x + _PADDING, y + _PADDING - 3, room)
    height = _height(lines) + 2 * (_PADDING - 3)
    return Node(document, tie, also, x + _HALF, y + _HALF, WIDTH - 1 - x, height, tuple(lines))


def _lines(texts: Sequence[tuple[str, Style]], x: float, y: float, room: float) -> list[Line]:
    """The texts below one another, each in as many lines as it needs, three at most."""
    lines: list[Line] = []
    for text, style in texts:
        size, height, bold = STYLES[style]
        for part in wrap(text, size, room, _MOST_LINES, bold):
            # Letters hang below the line by about a quarter of their size.
            lines.append(Line(part, x, y + (height + size) / 2 - size / 8, style))
            y += height
    return lines


def _height(lines: Sequence[Line]) -> float:
    return sum(STYLES[line.style][1] for line in lines)


def _edge(node: Node, lane: float, end: float) -> Edge:
    """From where the box's name stands to the document, whose box begins (or ends) at `end`."""
    assert node.tie is not None
    y = node.lines[0].y - STYLES["name"][0] / 3
    turn = y + _CORNER if node.tie.outgoing else y - _CORNER
    path = f"M{node.x:g} {y:g}H{lane + _CORNER:g}Q{lane:g} {y:g} {lane:g} {turn:g}V{end:g}"
    return Edge(node.tie, node.document.key, path, _arrow(node, y, lane, end))


def _arrow(node: Node, y: float, lane: float, end: float) -> str | None:
    """Whoever does it to the other points at it; documents cited together do nothing."""
    if node.tie is None or node.tie.relation == CO_CITED:
        return None
    half = _ARROW / 2
    if node.tie.outgoing:
        return f"M{node.x:g} {y:g}l{-_ARROW} {-half}v{_ARROW}z"
    return f"M{lane:g} {end:g}l{-half} {_ARROW}h{_ARROW}z"
