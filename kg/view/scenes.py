"""What is shown first: the most important nodes, every municipality with its share, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from kg.view.layout import Point, layout
from kg.view.measures import Measures, ties
from kg.view.records import CivicNetwork, ViewNode

OVERVIEW = 300
"""At most so many nodes are drawn at once: more is a hairball."""
MUNICIPALITIES = 24
"""At most so many islands are shown first, the largest; the rest is in the list of cities and in search."""
SHARED = ""
"""Name of the island of what no single municipality owns."""
_LARGEST = 1.25
"""No picture is shown larger than so."""


@dataclass(frozen=True)
class Scene:
    """Nodes with their positions, in pixels at scale 1."""

    positions: dict[str, Point]


@dataclass(frozen=True, slots=True)
class Island:
    """The ground of a municipality: its number, its name, the middle and the radii of an ellipse."""

    number: int
    name: str
    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the plane (left, top, right, bottom) in a window of so many pixels."""

    box: tuple[float, float, float, float]
    wide: int
    high: int

    @property
    def scale(self) -> float:
        """Pixels of the screen for one of the plane, so that all is seen."""
        left, top, right, bottom = self.box
        return min((self.wide - 30) / (right - left), (self.high - 84) / (bottom - top), _LARGEST)

    @property
    def view(self) -> tuple[float, float, float, float]:
        """What every window of this scale or a larger one shows, in pixels of the screen from the plane's origin."""
        left, top, right, bottom = (edge * self.scale for edge in self.box)
        return left - 12, top - 38, right + 12, bottom + 38

    @property
    def town(self) -> int:
        """Size of the type that names a municipality."""
        return 15 if self.wide > 640 else 12


def overview(network: CivicNetwork, measures: Measures) -> Scene:
    """The at most :data:`OVERVIEW` nodes that are shown first; positions are whole pixels."""
    placed = layout(_chosen(_islands(network, measures.ranked())), ties(network))
    return Scene({iri: (round(x), round(y)) for iri, (x, y) in sorted(placed.items())})


def islands(network: CivicNetwork, scene: Scene) -> list[Island]:
    """The grounds of the municipalities that own nodes of a scene."""
    own: dict[str, list[Point]] = {}
    for iri, point in scene.positions.items():
        own.setdefault(home(network.node(iri)), []).append(point)
    cities = [city for city in network.cities if city in network.graph]
    return [
        _ground(number, network.label(city), own[city]) for number, city in enumerate(cities) if city in own
    ]


def bounds(scene: Scene, grounds: Iterable[Island]) -> tuple[float, float, float, float]:
    """The part of the plane that a scene needs, with room for names."""
    boxes = [(x - 70.0, y - 50.0, x + 70.0, y + 60.0) for x, y in scene.positions.values()]
    boxes += [(g.x - g.rx, g.y - g.ry - 40, g.x + g.rx, g.y + g.ry) for g in grounds]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def home(node: ViewNode) -> str:
    """The municipality that a node belongs to, :data:`SHARED` where it is none or several."""
    return node.cities[0] if len(node.cities) == 1 else SHARED


def _ground(number: int, name: str, points: list[Point]) -> Island:
    xs, ys = zip(*points, strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return Island(
        number, name, *middle, (max(xs) - min(xs)) / 2 * 1.12 + 46, (max(ys) - min(ys)) / 2 * 1.12 + 46
    )


def _islands(network: CivicNetwork, ranked: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {SHARED: [], **{city: [] for city in network.cities}}
    for iri in ranked:
        found[home(network.node(iri))].append(iri)
    return found


def _chosen(islands: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Each of the largest islands gives one node in turn until the overview is full."""
    if sum(map(len, islands.values())) <= OVERVIEW:
        return dict(islands)
    large = sorted((name for name in islands if name != SHARED), key=lambda name: (-len(islands[name]), name))
    kept = {name: islands[name] for name in (SHARED, *sorted(large[:MUNICIPALITIES]))}
    turns = [iri for turn in zip_longest(*kept.values()) for iri in turn if iri is not None]
    chosen = set(turns[:OVERVIEW])
    return {name: [iri for iri in nodes if iri in chosen] for name, nodes in kept.items()}
