"""What is shown first: the most important nodes, every municipality with its share, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True)
class Scene:
    """Nodes with their positions, in pixels at scale 1."""

    positions: dict[str, Point]


def overview(network: CivicNetwork, measures: Measures) -> Scene:
    """The at most :data:`OVERVIEW` nodes that are shown first."""
    return Scene(layout(_chosen(_islands(network, measures.ranked())), ties(network)))


def home(node: ViewNode) -> str:
    """The municipality that a node belongs to, :data:`SHARED` where it is none or several."""
    return node.cities[0] if len(node.cities) == 1 else SHARED


def _islands(network: CivicNetwork, ranked: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {SHARED: [], **{city: [] for city in network.cities}}
    for iri in ranked:
        found[home(network.node(iri))].append(iri)
    return found


def _chosen(islands: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each of the largest islands gives one node in turn until the overview is full."""
    if sum(map(len, islands.values())) <= OVERVIEW:
        return islands
    large = sorted((name for name in islands if name != SHARED), key=lambda name: (-len(islands[name]), name))
    kept = {name: islands[name] for name in (SHARED, *sorted(large[:MUNICIPALITIES]))}
    turns = [iri for turn in zip_longest(*kept.values()) for iri in turn if iri is not None]
    chosen = set(turns[:OVERVIEW])
    return {name: [iri for iri in nodes if iri in chosen] for name, nodes in kept.items()}
