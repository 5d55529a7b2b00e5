"""What is shown first: the most important nodes, every municipality with its share, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from kg.view.layout import Point, layout
from kg.view.measures import Measures, ties
from kg.view.records import CivicNetwork, ViewNode

OVERVIEW = 300
"""At most so many nodes are drawn at once: more is a hairball."""
SHARED = ""
"""Name of the island of what no single municipality owns."""


@dataclass(frozen=True)
class Scene:
    """Nodes with their positions; ``centres`` are those of the islands, by IRI of the municipality."""

    positions: dict[str, Point]
    centres: dict[str, Point]


def overview(network: CivicNetwork, measures: Measures) -> Scene:
    """The at most :data:`OVERVIEW` nodes that are shown first."""
    return _scene(network, _chosen(_islands(network, measures.ranked())))


def everything(network: CivicNetwork, measures: Measures) -> Scene:
    """All nodes, for walking on from the overview."""
    return _scene(network, _islands(network, measures.ranked()))


def home(node: ViewNode) -> str:
    """The municipality that a node belongs to, :data:`SHARED` where it is none or several."""
    return node.cities[0] if len(node.cities) == 1 else SHARED


def _scene(network: CivicNetwork, islands: dict[str, list[str]]) -> Scene:
    return Scene(*layout(islands, ties(network)))


def _islands(network: CivicNetwork, ranked: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {SHARED: [], **{city: [] for city in network.cities}}
    for iri in ranked:
        found[home(network.node(iri))].append(iri)
    return found


def _chosen(islands: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each island gives one node in turn until the overview is full."""
    turns: Sequence[tuple[str | None, ...]] = list(zip_longest(*islands.values()))
    chosen = set([iri for iri in chain.from_iterable(turns) if iri is not None][:OVERVIEW])
    return {name: [iri for iri in nodes if iri in chosen] for name, nodes in islands.items()}
