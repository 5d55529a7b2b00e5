"""The overview as a drawing that stands in the page before any script runs: what the live network then replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kg.view.curves import draw, thickness
from kg.view.layout import Point
from kg.view.links import Link, links
from kg.view.look import outline, paint, stroke
from kg.view.names import Name, place, plain, towns
from kg.view.plan import Plan
from kg.view.scenes import Frame

WINDOWS = ((1100, 830), (700, 590), (375, 620))
"""Sizes for which names are placed, the larger first: the first whose scale a window reaches is shown."""
_DASHES = {"Planned": "7 6", "NotRealised": "2 5"}
_SIDES = ("middle", "middle", "start", "end")


@dataclass(frozen=True, slots=True)
class Names:
    """The names for a window, and the scale from which on they have room."""

    frame: Frame
    names: Sequence[Name]


class Sketch:
    """The drawing, and what the live network must know to begin with the same names."""

    def __init__(self, plan: Plan) -> None:
        """Place the names of a plan for each of the :data:`WINDOWS`."""
        self.plan, self.scene = plan, plan.scene
        self.frames = [Frame(plan.box, *window) for window in WINDOWS]
        self.names = [
            Names(frame, place(plan.named(frame.scale), plan.islands, frame)) for frame in self.frames
        ]

    def places(self) -> list[tuple[float, list[tuple[int, int, int]]]]:
        """For each window its scale, and of each name the node, the side and the shift."""
        return [
            (round(level.frame.scale, 4), [(n.node, n.side, n.shift) for n in level.names])
            for level in self.names
        ]

    def markup(self) -> str:
        """The drawing as SVG, to stand inside HTML."""
        left, top, right, bottom = self.plan.box
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
        self._links(ET.SubElement(root, "g"), thickness(usual.scale))
        self._nodes(ET.SubElement(root, "g", {"class": "dots"}))
        for level in self.names:
            self._words(root, level)
        return ET.tostring(root, encoding="unicode")

    def _grounds(self, parent: ET.Element) -> None:
        for one in self.plan.islands:
            ET.SubElement(
                parent,
                "ellipse",
                {"cx": f"{one.x:g}", "cy": f"{one.y:g}", "rx": f"{one.rx:.1f}", "ry": f"{one.ry:.1f}"},
            )

    def _links(self, parent: ET.Element, thick: float) -> None:
        lines: dict[tuple[str, str, str, float], list[str]] = defaultdict(list)
        heads: dict[tuple[str, str], list[str]] = defaultdict(list)
        found = links(self.plan.network, self.scene, self.plan.index)
        for link in found:
            look = stroke(link.relation, link.status), ".22" if link.relation == "targets" else ".55"
            shape = paint(self.plan.network.node(link.object).type)[0]
            line, head = draw(link, self._ends(link), self.plan.radius(link.object), shape, thick)
            lines[*look, _DASHES.get(link.status, ""), link.extra].append(line)
            if head:
                heads[look].append(head)
        for (colour, opacity, dash, extra), data in lines.items():
            width = {"stroke-width": f"{thick * 1.2 + extra:.2f}", "data-extra": f"{extra:g}"}
            shown = {"fill": "none", "stroke": colour, "stroke-opacity": opacity, **width}
            dashed = {"stroke-dasharray": dash} if dash else {}
            ET.SubElement(parent, "path", {**shown, **dashed, "d": "".join(data)})
        for (colour, opacity), data in heads.items():
            ET.SubElement(parent, "path", {"fill": colour, "fill-opacity": opacity, "d": "".join(data)})
        for link in found:
            if link.status == "NotRealised":
                self._cross(parent, link.middle(*self._ends(link)))

    def _ends(self, link: Link) -> tuple[Point, Point]:
        return self.scene.positions[link.subject], self.scene.positions[link.object]

    def _cross(self, parent: ET.Element, at: Point) -> None:
        mark = {"class": "px cross", "d": "M-3-3L3 3M3-3L-3 3", **self._unfitted()}
        ET.SubElement(_at(parent, *at), "path", mark)

    def _nodes(self, parent: ET.Element) -> None:
        drawn: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for iri, (x, y) in self.scene.positions.items():
            look_of = paint(self.plan.network.node(iri).type)
            drawn[look_of].append(outline(look_of[0], x, y, self.plan.radius(iri)))
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
        for island, _ in towns(self.plan.islands, level.frame):
            place_of = _at(parent, island.x, island.y - island.ry)
            town = {"class": "px town", "font-size": str(level.frame.town), "y": "-6", **fixed}
            ET.SubElement(place_of, "text", town).text = plain(island.name)
        by_node = {self.plan.index[iri]: iri for iri in self.scene.positions}
        for name in level.names:
            self._name(parent, name, by_node[name.node], fixed)

    def _name(self, parent: ET.Element, name: Name, iri: str, fixed: Mapping[str, str]) -> None:
        (x, y), r = self.scene.positions[iri], self.plan.radius(iri)
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
