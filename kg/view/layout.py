"""Where nodes stand: each municipality an island, what many share between them; the same on every run.

igraph (the extra ``layout``) places the nodes of an island where it is installed, networkx where it is not.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec

import networkx as nx
import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Points = npt.NDArray[np.float64]

SEED = 7
SPACING = 66.0
"""Smallest distance of two nodes, in pixels at scale 1."""
_WIDE = 1.35
"""Islands are wider than high: labels are."""
_GAP = 150.0
_SPRING_LIMIT = 400
"""Above so many nodes networkx is too slow; they stand in a spiral instead."""
_HUB = -1
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(islands: Mapping[str, Sequence[str]], ties: nx.Graph) -> tuple[dict[str, Point], dict[str, Point]]:
    """Place the nodes of each island, then the islands beside one another.

    Args:
        islands: Name of the island → its nodes, the most important first; the island «» stands in the middle.
        ties: Edges among nodes; those between islands have no influence.

    Returns:
        Position of each node, and the centre of each island, in pixels.
    """
    shapes = {name: _island(nodes, ties) for name, nodes in islands.items() if nodes}
    radii = {name: float(np.abs(points).max(initial=0.0)) + _GAP for name, points in shapes.items()}
    centres = _pack(radii)
    placed: dict[str, Point] = {}
    for name, points in shapes.items():
        x, y = centres[name]
        for node, (dx, dy) in zip(islands[name], points.tolist(), strict=True):
            placed[node] = (round(x + dx * _WIDE, 1), round(y + dy, 1))
    return placed, centres


def _island(nodes: Sequence[str], ties: nx.Graph) -> Points:
    index = {node: number for number, node in enumerate(nodes)}
    edges = sorted(
        (index[a], index[b]) if index[a] < index[b] else (index[b], index[a])
        for a, b in ties.subgraph(nodes).edges
    )
    start = _spiral(len(nodes))
    if len(nodes) < 3:
        return start
    points = _igraph(start, edges) if _has_igraph() else _networkx(start, edges)
    points -= points.mean(axis=0)
    reach = float(np.abs(points).max()) or 1.0
    points *= SPACING * math.sqrt(len(nodes)) * 0.62 / reach
    return _spread(points) if len(nodes) <= 4 * _SPRING_LIMIT else points


def _spiral(count: int) -> Points:
    """Sunflower seeds: the first in the middle, all evenly apart."""
    number = np.arange(count, dtype=np.float64)
    radius = SPACING * 0.62 * np.sqrt(number)
    return np.column_stack((radius * np.cos(number * _GOLDEN), radius * np.sin(number * _GOLDEN)))


@cache
def _has_igraph() -> bool:
    return find_spec("igraph") is not None


def _with_hub(edges: list[tuple[int, int]], count: int) -> tuple[list[tuple[int, int]], list[float]]:
    """A weak tie of everything to one hub keeps the parts of an island together."""
    return [*edges, *((node, count) for node in range(count))], [1.0] * len(edges) + [0.12] * count


def _igraph(start: Points, edges: list[tuple[int, int]]) -> Points:
    import igraph  # type: ignore[import-untyped]  # noqa: PLC0415

    count = len(start)
    all_edges, weights = _with_hub(edges, count)
    # the library draws its random numbers from Python's generator
    igraph.set_random_number_generator(random.Random(SEED))
    graph = igraph.Graph(n=count + 1, edges=all_edges)
    seed = [*(start / SPACING).tolist(), [0.0, 0.0]]
    found = graph.layout_fruchterman_reingold(weights=weights, seed=seed, niter=500 if count < 1000 else 150)
    return np.asarray(found.coords[:count], dtype=np.float64)


def _networkx(start: Points, edges: list[tuple[int, int]]) -> Points:
    count = len(start)
    if count > _SPRING_LIMIT:
        return start
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    all_edges, weights = _with_hub(edges, count)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in zip(all_edges, weights, strict=True))
    seed = {node: tuple(point) for node, point in enumerate([*(start / SPACING).tolist(), [0.0, 0.0]])}
    found = nx.spring_layout(graph, pos=seed, seed=SEED, iterations=80)
    return np.asarray([found[node] for node in range(count)], dtype=np.float64)


def _spread(points: Points, rounds: int = 60) -> Points:
    """Push nodes apart until none is nearer to another than :data:`SPACING`."""
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        near = distance < SPACING
        if not near.any():
            break
        push = np.where(near, SPACING / np.maximum(distance, 1.0) - 1.0, 0.0)
        points = points + 0.35 * (push[..., None] * apart).sum(axis=1)
    return points


def _pack(radii: Mapping[str, float]) -> dict[str, Point]:
    """Circles beside one another without overlap, large ones first, each as near to the middle as it fits."""
    order = sorted(radii, key=lambda name: (name != "", -radii[name], name))
    centres: dict[str, Point] = {}
    taken = np.zeros((0, 3))
    for name in order:
        radius = radii[name]
        x, y = _free_spot(taken, radius)
        centres[name] = (round(x * _WIDE, 1), round(y, 1))
        taken = np.vstack((taken, [x, y, radius]))
    return centres


def _free_spot(taken: Points, radius: float) -> Point:
    if not len(taken):
        return 0.0, 0.0
    step = radius / 3
    for turn in range(100_000):
        distance = step * math.sqrt(turn)
        x, y = distance * math.cos(turn * _GOLDEN), distance * math.sin(turn * _GOLDEN) * 0.8
        if (np.hypot(taken[:, 0] - x, taken[:, 1] - y) >= taken[:, 2] + radius).all():
            return x, y
    return float(taken[:, 0].max() + taken[:, 2].max() + radius), 0.0
