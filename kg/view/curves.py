"""Where the lines between nodes run, as data of SVG paths: with the proportions that the page's script draws."""

from __future__ import annotations

import math

from kg.view.layout import Point
from kg.view.links import Link
from kg.view.look import head, path

_HEAD = 15 * 0.45
"""Length of an arrow's head on a line without width."""


def thickness(scale: float) -> float:
    """Lines stay visible from afar: they are thicker the smaller the picture is."""
    return max(0.8, min(3.0, 0.85 / scale))


def width(link: Link, thick: float) -> float:
    """How thick a link is drawn."""
    return thick * 1.2 + link.extra


def draw(link: Link, ends: tuple[Point, Point], r: float, shape: str, thick: float) -> tuple[str, str]:
    """A link's line, and its head where it has one.

    Args:
        link: What is drawn.
        ends: The middles of its subject and its object.
        r: Radius of its object.
        shape: Shape of its object.
        thick: Of the :func:`thickness` of the picture.
    """
    start, end = ends
    if start == end:
        x, y = start
        return _curve((x, y - r), (x + 1.5 * r, y - 2.5 * r), (x + r, y)), ""
    via = link.via(start, end)
    if link.relation == "cooperatesWith":
        return _curve(start, via, end), ""
    x, y, angle = _border(start, via or _between(start, end), end, r, shape)
    back = 0.9 * (_HEAD + 3 * width(link, thick))
    tail = (x - back * math.cos(angle), y - back * math.sin(angle))
    return _curve(start, via, end if via else tail), head(x, y, angle, width(link, thick))


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
