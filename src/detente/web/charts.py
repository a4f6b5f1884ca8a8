"""Charts as numbers for SVG: where lines and circles go. Templates draw them; a table behind tells the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH = 640, 330
MARGIN = 70


@dataclass(frozen=True, slots=True)
class Point:
    """A name of the graph: where it stands, how large, and where it leads."""

    label: str
    times: int
    x: float
    y: float
    size: float
    href: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Star:
    """Whom an entity deals with: a line to each, thicker the more often; ``alt`` says it in words."""

    wide: int
    high: int
    centre: Point
    points: tuple[Point, ...]
    alt: str


def draw_star(label: str, others: Sequence[tuple[str, int, str]]) -> Star:
    """The graph of one entity and the others (label, times, address), laid out by networkx, the same every time."""
    import networkx

    graph = networkx.Graph()
    graph.add_node(-1)
    for number in range(len(others)):
        graph.add_edge(-1, number)
    placed = networkx.shell_layout(graph, nlist=[[-1], list(range(len(others)))])
    centre = placed[-1]
    reach = max(float(abs(placed[n] - centre).max()) for n in range(len(others))) or 1.0
    most = max(times for _, times, _ in others)
    points = tuple(
        _point(name, times, href, (placed[number] - centre) / reach, most)
        for number, (name, times, href) in enumerate(others)
    )
    told = ", ".join(f"{name} {times}" for name, times, _ in others)
    return Star(WIDE, HIGH, Point(label, 0, WIDE / 2, HIGH / 2, 7, "", "middle"), points, f"{label} with: {told}.")


def _point(name: str, times: int, href: str, place: Sequence[float], most: int) -> Point:
    x, y = float(place[0]), float(place[1])
    at = (WIDE / 2 + x * (WIDE / 2 - 2 * MARGIN), HIGH / 2 + y * (HIGH / 2 - 30))
    anchor = "start" if x > 0.1 else "end" if x < -0.1 else "middle"
    return Point(name, times, round(at[0], 1), round(at[1], 1), round(1 + 5 * times / most, 1), href, anchor)
