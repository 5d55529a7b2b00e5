"""Pairing what was found with what was annotated."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import TypeVar

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)

_QUOTES = re.compile(r"[«»\"“”„']")


def normal(name: str) -> str:
    """A name as it is compared: no case, no quotation marks, one kind of dash, single spaces."""
    name = name.lower().replace("ё", "е").replace("–", "-").replace("—", "-")
    return re.sub(r"\s+", " ", _QUOTES.sub("", name)).strip(" .,;:")


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Length of the intersection of two spans over the length of their union, 0 to 1."""
    inter = min(a[1], b[1]) - max(a[0], b[0])
    return inter / (max(a[1], b[1]) - min(a[0], b[0])) if inter > 0 else 0.0


def one_to_one(scored: Iterable[tuple[float, Left, Right]]) -> list[tuple[Left, Right]]:
    """Pairs in which nothing stands twice, best first; ties in the order of the printed ids."""
    left: set[Left] = set()
    right: set[Right] = set()
    pairs = []
    for _, a, b in sorted(scored, key=lambda x: (-x[0], str(x[1]), str(x[2]))):
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
            pairs.append((a, b))
    return pairs
