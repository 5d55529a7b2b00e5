"""The lines of a picture: one for each pair, relation and status, those of a pair beside one another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.view.layout import Point
from kg.view.records import CivicNetwork
from kg.view.scenes import Scene


@dataclass(frozen=True, slots=True)
class Link:
    """Claims of the same subject, relation, object and status.

    Attributes:
        subject: IRI of its subject.
        object: IRI of its object.
        relation: Local name.
        status: Local name.
        claims: How many claims say so.
        bow: How far it is bent, as a share of its length; 0 straight, negative to the other side.
    """

    subject: str
    object: str
    relation: str
    status: str
    claims: int
    bow: float = 0.0

    @property
    def extra(self) -> float:
        """How much thicker it is than the thinnest."""
        return round(min(3.0, math.log2(self.claims)) + (0.8 if self.relation == "funds" else 0), 2)

    def via(self, start: Point, end: Point) -> Point | None:
        """The control point of its curve, as vis-network bends it; none where it is straight."""
        if not self.bow:
            return None
        bend = (abs(self.bow) / 2 + 0.5) * math.dist(start, end)
        turn = (self.bow / 2 + 0.5) * math.pi
        angle = math.atan2(start[1] - end[1], end[0] - start[0]) + turn
        return start[0] + bend * math.sin(angle), start[1] + bend * math.cos(angle)

    def middle(self, start: Point, end: Point) -> Point:
        """About where half of it lies."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        return x + self.bow / 2 * dy, y - self.bow / 2 * dx


def links(network: CivicNetwork, scene: Scene, index: Mapping[str, int]) -> list[Link]:
    """The links among the nodes of a scene that sentences state, in the order of their subjects.

    Args:
        network: What the scene shows a part of.
        scene: Its nodes.
        index: Number of each node: of two, the lower one's side is where a link bends to.
    """
    found: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for claim in network.claims:
        ends = claim.subject, claim.object
        if not claim.implied and all(end in scene.positions for end in ends):
            found[*ends, claim.relation, claim.status] += 1
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return _bent([Link(*key, claims) for key, claims in ordered], index)


def _bent(straight: list[Link], index: Mapping[str, int]) -> list[Link]:
    pairs: dict[frozenset[str], list[Link]] = defaultdict(list)
    for link in straight:
        pairs[frozenset((link.subject, link.object))].append(link)
    bows = {
        link: (number - (len(group) - 1) / 2) * (0.3 if index[link.subject] < index[link.object] else -0.3)
        for group in pairs.values()
        for number, link in enumerate(group)
        if len(group) > 1
    }
    return [replace(link, bow=bows.get(link, 0.0)) for link in straight]
