"""The overview as it is drawn: its islands, the size and the name of each node, and who is to be named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.view.look import radius
from kg.view.measures import Measures
from kg.view.names import SMALL, Named
from kg.view.records import SOCIAL_GROUP, CivicNetwork
from kg.view.scenes import SHARED, Scene, bounds, home, islands
from kg.view.words import group_name

_MANY_ISLANDS = 12
_ROOM = 140
"""Pixels that an island must be wide so that a name fits on it."""
_CROWDED = 0.6
"""Of many islands no more than their own names are shown below this scale."""
_NO_LEADERS = frozenset({"Place", "Post", "Person", "Event", "Program", "Project", "Document", SOCIAL_GROUP})


class Plan:
    """A scene with all that its picture hangs on.

    Attributes:
        network: What the scene shows a part of.
        scene: Nodes with their places.
        index: Number of each node.
        islands: The grounds of the municipalities.
        box: The part of the plane that the picture needs.
    """

    def __init__(
        self, network: CivicNetwork, measures: Measures, scene: Scene, index: Mapping[str, int], lang: str
    ) -> None:
        """Measure a scene; names are in a language."""
        self.network, self.scene, self.index = network, scene, index
        self._degree, self._lang = measures.degree, lang
        self.islands = islands(network, scene)
        self.box = bounds(scene, self.islands)
        self._top = max((measures.degree[iri] for iri in measures.ranked()[:50]), default=1)

    def radius(self, iri: str) -> float:
        """Size of a node."""
        return radius(self._degree[iri], self._top)

    def named(self, scale: float) -> list[Named]:
        """The nodes, those that are to be named at a scale marked as such."""
        count, small = len(self.islands), scale <= SMALL
        crowded = count > _MANY_ISLANDS and scale < _CROWDED
        most = 0 if crowded or (small and not count) else 1 if small or count > 4 else 2 if count > 2 else 3
        leads = {iri for iri in self._leaders(most) if not small or self._room(iri) * scale >= _ROOM}
        spoken = leads | {
            iri for iri in self.scene.positions if not crowded and (not small or self._shared(iri))
        }
        return [
            Named(number, *place, self.radius(iri), self._label(iri), iri in leads, iri not in spoken)
            for iri, number, place in ((iri, self.index[iri], at) for iri, at in self.scene.positions.items())
        ]

    def _shared(self, iri: str) -> bool:
        return not self.islands or home(self.network.node(iri)) == SHARED

    def _room(self, iri: str) -> float:
        """How wide the ground is that a node stands on."""
        name = self.network.label(home(self.network.node(iri)))
        return max((2 * one.rx for one in self.islands if one.name == name), default=0.0)

    def _label(self, iri: str) -> str:
        node = self.network.node(iri)
        local = iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        known = group_name(local, self._lang) if node.type == SOCIAL_GROUP else local
        return node.label if known == local else known

    def _leaders(self, most: int) -> set[str]:
        """The best linked actors of each municipality."""
        own: dict[str, list[str]] = defaultdict(list)
        for iri in self.scene.positions:
            node = self.network.node(iri)
            if node.type not in _NO_LEADERS and self._degree[iri] > 1 and home(node) != SHARED:
                own[home(node)].append(iri)
        return {iri for found in own.values() for iri in sorted(found, key=self._by_degree)[:most]}

    def _by_degree(self, iri: str) -> tuple[int, int]:
        return -self._degree[iri], self.index[iri]
