"""How things look: colours, shapes and sizes, for the page's scripts and for the picture drawn beforehand."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from kg.view.words import ASSETS

_PLAIN = ("people", "dot")
_ARROW = 0.45
"""Size of an arrow's head, as a share of vis-network's own."""


@cache
def look() -> dict[str, Any]:
    """Families with their colours, types with family and shape, relations with the colour of their lines."""
    found: dict[str, Any] = json.loads((ASSETS / "look.json").read_text(encoding="utf-8"))
    return found


def paint(kind: str) -> tuple[str, str, str]:
    """Shape, fill and border of a type."""
    family, shape = look()["types"].get(kind, _PLAIN)
    colours = look()["families"][family]
    return (shape, "#fff", colours["fill"]) if shape == "ring" else (shape, colours["fill"], colours["line"])


def stroke(relation: str, status: str) -> str:
    """Colour of a link."""
    if status == "NotRealised":
        return str(look()["failed"])
    return str(look()["strokes"][look()["relations"].get(relation, "structure")])


def radius(degree: int, top: int) -> float:
    """Size of a node by its neighbours; ``top`` is the most that a node has."""
    return 9 + 16 * math.sqrt(degree / max(1, top))


def outline(shape: str, x: float, y: float, r: float) -> str:
    """A shape as the data of an SVG path, with the proportions of vis-network."""
    if shape in {"dot", "ring"}:
        return (
            f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 0 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 0 {_n(-2 * r)} 0z"
        )
    points = [(x + dx, y + dy) for dx, dy in _corners(shape, r)]
    return path(points, closed=True)


def head(x: float, y: float, angle: float, width: float) -> str:
    """The head of an arrow that ends at a point, as path data."""
    length = 15 * _ARROW + 3 * width
    cos, sin = math.cos(angle) * length, math.sin(angle) * length
    shape = ((0.0, 0.0), (-1.0, 0.3), (-0.9, 0.0), (-1.0, -0.3))
    return path([(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in shape], closed=True)


def path(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    """Straight lines through points, as path data."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("z" if closed else "")


def _corners(shape: str, r: float) -> list[tuple[float, float]]:
    if shape == "square":
        half = r * 0.88
        return [(-half, -half), (half, -half), (half, half), (-half, half)]
    if shape == "diamond":
        return [(0, r), (r, 0), (0, -r), (-r, 0)]
    if shape == "hexagon":
        return [(r * math.cos(i * math.pi / 3), r * math.sin(i * math.pi / 3)) for i in range(6)]
    if shape == "star":
        return _star(r * 0.82)
    return _triangle(r * 1.15, 1 if shape == "triangle" else -1)


def _star(r: float) -> list[tuple[float, float]]:
    tips = [(r * (0.5 if i % 2 else 1.3), i * math.pi / 5) for i in range(10)]
    return [(far * math.sin(turn), 0.1 * r - far * math.cos(turn)) for far, turn in tips]


def _triangle(r: float, up: int) -> list[tuple[float, float]]:
    base, high = r / math.sqrt(3), r * math.sqrt(3)
    return [(x, up * (y + 0.275 * r)) for x, y in ((0.0, base - high), (r, base), (-r, base))]


def _n(value: float) -> str:
    """A number in as few signs as one decimal needs."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"
