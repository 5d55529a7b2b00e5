"""The overview as a drawing that stands in the page before any script runs: what the live network then replaces."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kg.view.layout import Point
from kg.view.links import Link, links
from kg.view.look import head, outline, paint, path, radius, stroke
from kg.view.measures import Measures
from kg.view.names import SMALL, Name, Named, place, plain, towns
from kg.view.records import SOCIAL_GROUP, CivicNetwork
from kg.view.scenes import SHARED, Frame, Scene, bounds, home, islands
from kg.view.words import group_name

WINDOWS = ((1100, 830), (700, 590), (375, 620))
"""Sizes for which names are placed, the larger first: the first whose scale a window reaches is shown."""
_MANY_ISLANDS = 12
_NO_LEADERS = frozenset({"Place", "Post", "Person", "Event", "Program", "Project", "Document", SOCIAL_GROUP})
_FEW_ISLANDS = 6
_CROWDED = 0.6
"""Of many islands no more than their own names are shown below this scale."""
_DASHES = {"Planned": "7 6", "NotRealised": "2 5"}
_SIDES = ("middle", "middle", "start", "end")


@dataclass(frozen=True, slots=True)
class Names:
    """The names for a window, and the scale from which on they have room."""

    frame: Frame
    names: Sequence[Name]


class Sketch:
    """The drawing, and what the live network must know to begin with the same names."""

    def __init__(
        self, network: CivicNetwork, measures: Measures, scene: Scene, index: Mapping[str, int], lang: str
    ) -> None:
        """Measure the scene and place its names for each of the :data:`WINDOWS`."""
        self.network, self.measures, self.scene, self.index, self.lang = network, measures, scene, index, lang
        self.islands = islands(network, scene)
        self.box = bounds(scene, self.islands)
        self.top = max((measures.degree[iri] for iri in measures.ranked()[:50]), default=1)
        self.frames = [Frame(self.box, *window) for window in WINDOWS]
        self.names = [
            Names(frame, place(self._named(frame.scale), self.islands, frame)) for frame in self.frames
        ]

    def places(self) -> list[tuple[float, list[tuple[int, int, int]]]]:
        """For each window its scale, and of each name the node, the side and the shift."""
        return [
            (round(level.frame.scale, 4), [(n.node, n.side, n.shift) for n in level.names])
            for level in self.names
        ]

    def markup(self) -> str:
        """The drawing as SVG, to stand inside HTML."""
        left, top, right, bottom = self.box
        usual = self.frames[1]
        root = ET.Element(
            "svg",
            {
                "id": "sketch",
                "class": "sketch",
                "aria-hidden": "true",
                "viewBox": f"{left:g} {top:g} {right - left:g} {bottom - top:g}",
                "data-box": f"{left:g} {top:g} {right:g} {bottom:g}",
            },
        )
        self._grounds(ET.SubElement(root, "g", {"class": "grounds"}))
        self._links(ET.SubElement(root, "g"), _thickness(usual.scale))
        self._nodes(ET.SubElement(root, "g", {"class": "dots"}))
        for level in self.names:
            self._words(root, level)
        return ET.tostring(root, encoding="unicode")

    def _named(self, scale: float) -> list[Named]:
        leads, count = self._leaders(self._most(scale)), len(self.islands)
        mute = (count > 0 and scale <= SMALL) or (count > _MANY_ISLANDS and scale < _CROWDED)
        return [
            Named(
                self.index[iri],
                x,
                y,
                self._radius(iri),
                self._label(iri),
                iri in leads,
                mute and iri not in leads,
            )
            for iri, (x, y) in self.scene.positions.items()
        ]

    def _most(self, scale: float) -> int:
        """How many of a municipality always have their names."""
        count, small = len(self.islands), scale <= SMALL
        crowded = count > _MANY_ISLANDS and scale < _CROWDED
        if crowded or (small and not 0 < count <= _FEW_ISLANDS):
            return 0
        return 1 if small or count > 4 else 2 if count > 2 else 3

    def _label(self, iri: str) -> str:
        node = self.network.node(iri)
        local = iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        known = group_name(local, self.lang) if node.type == SOCIAL_GROUP else local
        return node.label if known == local else known

    def _leaders(self, most: int) -> set[str]:
        """The best linked actors of each municipality."""
        own: dict[str, list[str]] = defaultdict(list)
        for iri in self.scene.positions:
            node = self.network.node(iri)
            if node.type not in _NO_LEADERS and self.measures.degree[iri] > 1 and home(node) != SHARED:
                own[home(node)].append(iri)
        return {iri for found in own.values() for iri in sorted(found, key=self._by_degree)[:most]}

    def _by_degree(self, iri: str) -> tuple[int, int]:
        return -self.measures.degree[iri], self.index[iri]

    def _radius(self, iri: str) -> float:
        return radius(self.measures.degree[iri], self.top)

    def _grounds(self, parent: ET.Element) -> None:
        for one in self.islands:
            ET.SubElement(
                parent,
                "ellipse",
                {"cx": f"{one.x:g}", "cy": f"{one.y:g}", "rx": f"{one.rx:.1f}", "ry": f"{one.ry:.1f}"},
            )

    def _links(self, parent: ET.Element, thickness: float) -> None:
        lines: dict[tuple[str, str, str, float], list[str]] = defaultdict(list)
        heads: dict[tuple[str, str], list[str]] = defaultdict(list)
        crosses: list[Point] = []
        for link in links(self.network, self.scene, self.index):
            colour = stroke(link.relation, link.status)
            opacity = ".22" if link.relation == "targets" else ".55"
            drawn, arrow = self._link(link, thickness)
            lines[colour, opacity, _DASHES.get(link.status, ""), link.extra].append(drawn)
            if arrow:
                heads[colour, opacity].append(arrow)
            if link.status == "NotRealised":
                crosses.append(link.middle(*self._ends(link)))
        for (colour, opacity, dash, extra), drawn_lines in lines.items():
            width = {"stroke-width": f"{thickness * 1.2 + extra:.2f}", "data-extra": f"{extra:g}"}
            shown = {"fill": "none", "stroke": colour, "stroke-opacity": opacity, **width}
            ET.SubElement(
                parent,
                "path",
                {**shown, **({"stroke-dasharray": dash} if dash else {}), "d": "".join(drawn_lines)},
            )
        for (colour, opacity), arrows in heads.items():
            ET.SubElement(parent, "path", {"fill": colour, "fill-opacity": opacity, "d": "".join(arrows)})
        for x, y in crosses:
            mark = {"class": "px cross", "d": "M-3-3L3 3M3-3L-3 3"}
            ET.SubElement(_at(parent, x, y), "path", {**mark, **self._unfitted()})

    def _ends(self, link: Link) -> tuple[Point, Point]:
        return self.scene.positions[link.subject], self.scene.positions[link.object]

    def _link(self, link: Link, thickness: float) -> tuple[str, str]:
        """A line and its head as path data."""
        start, end = self._ends(link)
        if start == end:
            (x, y), r = start, self._radius(link.object)
            return _curve((x, y - r), (x + 1.5 * r, y - 2.5 * r), (x + r, y)), ""
        via = link.via(start, end)
        if link.relation == "cooperatesWith":
            return _curve(start, via, end), ""
        width = thickness * 1.2 + link.extra
        shape = paint(self.network.node(link.object).type)[0]
        x, y, angle = _border(start, via or _between(start, end), end, self._radius(link.object), shape)
        back = 0.9 * (15 * 0.45 + 3 * width)
        tail = (x - back * math.cos(angle), y - back * math.sin(angle))
        return _curve(start, via, end if via else tail), head(x, y, angle, width)

    def _nodes(self, parent: ET.Element) -> None:
        drawn: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for iri, (x, y) in self.scene.positions.items():
            look_of = paint(self.network.node(iri).type)
            drawn[look_of].append(outline(look_of[0], x, y, self._radius(iri)))
        for (shape, fill, border), shapes in drawn.items():
            wide = "4" if shape == "ring" else "1.2"
            ET.SubElement(
                parent, "path", {"fill": fill, "stroke": border, "stroke-width": wide, "d": "".join(shapes)}
            )

    def _words(self, root: ET.Element, level: Names) -> None:
        parent = ET.SubElement(
            root, "g", {"class": f"names w{level.frame.wide}", "data-from": f"{level.frame.scale:.4f}"}
        )
        fixed = self._unfitted(level.frame)
        for island, _ in towns(self.islands, level.frame):
            place_of = _at(parent, island.x, island.y - island.ry)
            town = {"class": "px town", "font-size": str(level.frame.town), "y": "-6", **fixed}
            ET.SubElement(place_of, "text", town).text = plain(island.name)
        by_node = {self.index[iri]: iri for iri in self.scene.positions}
        for name in level.names:
            self._name(parent, name, by_node[name.node], fixed)

    def _name(self, parent: ET.Element, name: Name, iri: str, fixed: Mapping[str, str]) -> None:
        (x, y), r = self.scene.positions[iri], self._radius(iri)
        size = name.size
        high = len(name.lines) * (size + 2) + 2
        sideways = r if name.side == 2 else -r if name.side == 3 else 0
        downwards = r if name.side == 0 else -r if name.side == 1 else 0
        dx, top = ((name.shift, 2), (name.shift, -high - 2), (5, -high / 2), (-5, -high / 2))[name.side]
        group = ET.SubElement(
            _at(parent, x + sideways, y + downwards),
            "g",
            {"class": "px", "text-anchor": _SIDES[name.side], **fixed},
        )
        if name.tag:
            ET.SubElement(group, "rect", {"class": "tag", "y": f"{top - 1:g}", "height": f"{high + 2}"})
        for row, line in enumerate(name.lines):
            base = top + 1 + row * (size + 2) + round(0.8 * size)
            kind = {"class": f"lead s{size}"} if name.strong else {}
            ET.SubElement(group, "text", {**kind, "x": f"{dx:g}", "y": f"{base:g}"}).text = line

    def _unfitted(self, frame: Frame | None = None) -> dict[str, str]:
        """The size of words where no script fits the drawing to the window."""
        return {"transform": f"scale({1 / (frame or self.frames[1]).scale:.2f})"}


def _at(parent: ET.Element, x: float, y: float) -> ET.Element:
    return ET.SubElement(parent, "g", {"transform": f"translate({x:.1f} {y:.1f})"})


def _thickness(scale: float) -> float:
    """Lines stay visible from afar: they are thicker the smaller the picture is."""
    return max(0.8, min(3.0, 0.85 / scale))


def _between(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _curve(start: Point, via: Point | None, end: Point) -> str:
    if via is None:
        return path([start, end])
    return path([start]) + "Q" + path([via]).removeprefix("M") + " " + path([end]).removeprefix("M")


def _border(start: Point, via: Point, end: Point, r: float, shape: str) -> tuple[float, float, float]:
    """Where a line meets the border of the node at its end, and in which direction."""
    low, high = 0.0, 1.0
    for _ in range(14):
        t = (low + high) / 2
        x, y = (
            (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * via[axis] + t * t * end[axis] for axis in (0, 1)
        )
        angle = math.atan2(end[1] - y, end[0] - x)
        if math.dist((x, y), end) > _reach(r, shape, angle):
            low = t
        else:
            high = t
    return x, y, angle


def _reach(r: float, shape: str, angle: float) -> float:
    """How far a node's border lies from its middle, as vis-network has it."""
    if shape in {"dot", "ring"}:
        return r + (4 if shape == "ring" else 1.2)
    half = r * 0.88 if shape == "square" else r
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    return min(half / max(cos, 1e-6), half / max(sin, 1e-6)) + 1.2
