"""Where names stand on the picture drawn beforehand: the more important first, none over another or over a node.

The page's own script places names by the same rules once it knows the widths of its font; here they are estimated,
rather too wide than too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.view.scenes import Frame, Island

SMALL = 0.3
"""In a picture of this scale or a smaller one names would hide what they name: only leaders have theirs."""
_NARROW = frozenset("ijlrtfI.,:;'!|()[]{}-–·°/\\ «»\"“”„")
_BROAD = frozenset("шщжюмфыШЩЖЮМФЫДWMmww@%—…№")
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Named:
    """A node: its place and radius at scale 1, its name, whether it leads its municipality, or goes unnamed."""

    node: int
    x: float
    y: float
    radius: float
    name: str
    leads: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name that has found its place.

    Attributes:
        node: Whose it is.
        side: 0 below it, 1 above, 2 right, 3 left.
        shift: Pixels that it is moved aside to stay within the view.
        lines: Its words.
        size: Of its type, in pixels.
        strong: Whether it leads.
        tag: Whether it covers nodes, and stands on a ground of its own.
    """

    node: int
    side: int
    shift: int
    lines: tuple[str, ...]
    size: int
    strong: bool
    tag: bool


def plain(text: str) -> str:
    """A text without the signs that turn its direction."""
    return text.translate(_BIDI)


def lines(text: str, wide: int) -> tuple[str, ...]:
    """A name in at most two lines of about so many signs."""
    found = [""]
    for word in plain(text).split():
        if not found[-1]:
            found[-1] = word
        elif len(found[-1]) + 1 + len(word) <= wide:
            found[-1] += f" {word}"
        elif len(found) < 2:
            found.append(word)
        else:
            found[-1] = _shorten(f"{found[-1]} {word}", wide).removesuffix("…") + "…"
            break
    return tuple(_shorten(line, wide + 4) for line in found)


def width(text: str, size: int, strong: bool = False) -> float:
    """Pixels that a text takes in about any sans-serif face."""
    units = sum(
        0.36 if sign in _NARROW else 0.86 if sign in _BROAD else 0.7 if sign.isupper() else 0.585
        for sign in text
    )
    return units * size * (1.07 if strong else 1)


def place(named: Sequence[Named], islands: Iterable[Island], frame: Frame) -> list[Name]:
    """Names for a view of a size, in the order of their importance."""
    scale, view = frame.scale, frame.view
    words = [box for _, box in towns(islands, frame)]
    taken = [*map(_around(scale), named), *words]
    found: list[Name] = []
    spoken = (node for node in named if not node.silent)
    for node in sorted(spoken, key=lambda one: (not one.leads, one.node)):
        label = _label(node, scale, view, taken, words)
        if label:
            name, box = label
            taken.append(box)
            words.append(box)
            found.append(name)
    return found


def towns(islands: Iterable[Island], frame: Frame) -> list[tuple[Island, Box]]:
    """The islands whose names have room, the larger first."""
    found: list[tuple[Island, Box]] = []
    for island in sorted(islands, key=lambda one: (-one.rx, one.number)):
        wide = width(island.name, frame.town, strong=True)
        x, base = island.x * frame.scale, (island.y - island.ry) * frame.scale - 6
        box = (x - wide / 2 - 4, base - frame.town, x + wide / 2 + 4, base + 4)
        if not any(_overlap(box, other) for _, other in found):
            found.append((island, box))
    return found


def _label(
    node: Named, scale: float, view: Box, taken: list[Box], words: list[Box]
) -> tuple[Name, Box] | None:
    size, long = (12, 24) if not node.leads else (11, 17) if scale <= SMALL else (13, 30)
    text = lines(node.name, long)
    wide = max(width(line, size, node.leads) for line in text) + 4
    high = len(text) * (size + 2) + 2
    left, top, right, bottom = _around(scale)(node)
    middle, centre = (left + right) / 2, (top + bottom) / 2
    x = max(view[0] + 4, min(middle - wide / 2, view[2] - wide - 4))
    corners = (
        (x, bottom + 1), (x, top - high - 1), (right + 2, centre - high / 2), (left - wide - 2, centre - high / 2),
    )  # fmt: skip
    boxes = [(a, b, a + wide, b + high) for a, b in corners]
    inside = [(side, box) for side, box in enumerate(boxes) if view[0] <= box[0] and box[2] <= view[2]]
    free = [(side, box) for side, box in inside if not _covered(box, taken)]
    if not free and node.leads:
        # what must be named may cover small nodes, but no other name
        apart = [(side, box) for side, box in inside if not _covered(box, words)]
        free = sorted(apart, key=lambda one: _covered(one[1], taken))
        tag = True
    else:
        tag = False
    if not free:
        return None
    side, box = free[0]
    shift = round(x + wide / 2 - middle) if side < 2 else 0
    return Name(node.node, side, shift, text, size, node.leads, tag), box


def _around(scale: float) -> Callable[[Named], Box]:
    def box(node: Named) -> Box:
        r, x, y = node.radius * scale + 1, node.x * scale, node.y * scale
        return x - r, y - r, x + r, y + r

    return box


def _covered(box: Box, others: Iterable[Box]) -> int:
    return sum(_overlap(box, other) for other in others)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _shorten(text: str, length: int) -> str:
    return text[: length - 1].rstrip() + "…" if len(text) > length else text
