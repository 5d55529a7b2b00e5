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
Edge = tuple[int, int, float]

SEED = 7
SPACING = 74.0
"""Smallest distance of two nodes, in pixels at scale 1."""
_WIDE = 1.2
"""Islands are wider than high: labels are."""
_GAP = 70.0
_SPRING_LIMIT = 400
"""Above so many nodes networkx is too slow; they stand in a spiral instead."""
_LOOSE = 0.05
_FEW = 40
_TURNS = 256
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(islands: Mapping[str, Sequence[str]], ties: nx.Graph) -> dict[str, Point]:
    """Place the nodes of each island, then the islands beside one another.

    Args:
        islands: Name of the island → its nodes, the most important first; the island «» stands in the middle.
        ties: Edges among nodes; those between islands have no influence.

    Returns:
        Position of each node, in pixels.
    """
    shapes = {name: _island(nodes, ties) for name, nodes in islands.items() if nodes}
    radii = {name: float(np.abs(points).max(initial=0.0)) + _GAP for name, points in shapes.items()}
    centres = _pack(radii)
    placed: dict[str, Point] = {}
    for name, points in shapes.items():
        x, y = centres[name]
        for node, (dx, dy) in zip(islands[name], points.tolist(), strict=True):
            placed[node] = (round(x + dx * _WIDE, 1), round(y + dy, 1))
    return placed


def _island(nodes: Sequence[str], ties: nx.Graph) -> Points:
    index = {node: number for number, node in enumerate(nodes)}
    start = _spiral(len(nodes))
    if len(nodes) < 3:
        return start
    inner = nx.Graph((index[a], index[b]) for a, b in ties.subgraph(nodes).edges)
    edges = _weighted(inner, len(nodes))
    points = _igraph(start, edges) if _has_igraph() else _networkx(start, edges)
    points = _even(points)
    return _spread(points) if len(nodes) <= 4 * _SPRING_LIMIT else points


def _spiral(count: int) -> Points:
    """Sunflower seeds: the first in the middle, all evenly apart."""
    number = np.arange(count, dtype=np.float64)
    radius = SPACING * 0.62 * np.sqrt(number)
    return np.column_stack((radius * np.cos(number * _GOLDEN), radius * np.sin(number * _GOLDEN)))


@cache
def _has_igraph() -> bool:
    return find_spec("igraph") is not None


def _weighted(inner: nx.Graph, count: int) -> list[Edge]:
    """The ties of an island, and a weak one from its main node to every part that has no way to it."""
    inner.add_nodes_from(range(count))
    parts = sorted(min(part) for part in nx.connected_components(inner))
    ties = sorted((min(edge), max(edge)) for edge in inner.edges if edge[0] != edge[1])
    return [(a, b, 1.0) for a, b in ties] + [(0, first, _LOOSE) for first in parts if first]


def _igraph(start: Points, edges: list[Edge]) -> Points:
    import igraph  # type: ignore[import-untyped]  # noqa: PLC0415

    # the library draws its random numbers from Python's generator
    igraph.set_random_number_generator(random.Random(SEED))
    count = len(start)
    graph = igraph.Graph(n=count, edges=[(a, b) for a, b, _ in edges])
    rounds = 500 if count < 1000 else 150
    weights = [weight for _, _, weight in edges] or None
    found = graph.layout_fruchterman_reingold(weights=weights, seed=(start / SPACING).tolist(), niter=rounds)
    return np.asarray(found.coords, dtype=np.float64)


def _networkx(start: Points, edges: list[Edge]) -> Points:
    count = len(start)
    if count > _SPRING_LIMIT:
        return start
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(edges)
    seed = {node: tuple(point) for node, point in enumerate((start / SPACING).tolist())}
    found = nx.spring_layout(graph, pos=seed, seed=SEED, iterations=80)
    return np.asarray([found[node] for node in range(count)], dtype=np.float64)


def _even(points: Points) -> Points:
    """Keep directions, and half of the distances; the other half makes the disc evenly full."""
    centred = points - np.median(points, axis=0)
    distance = np.maximum(np.hypot(centred[:, 0], centred[:, 1]), 1e-9)
    rank = np.empty(len(points))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(points))
    full = SPACING * 0.62 * math.sqrt(len(points))
    usual = float(np.quantile(distance, 0.9))
    wanted = 0.3 * full * np.minimum(distance / usual, 1.2) + 0.7 * full * np.sqrt(rank / len(points))
    even: Points = centred * (wanted / distance)[:, None]
    return even


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
        x, y = _free_spot(taken, radii[name])
        centres[name] = (round(x * _WIDE, 1), round(y, 1))
        taken = np.vstack((taken, [x, y, radii[name]]))
    return centres


def _free_spot(taken: Points, radius: float) -> Point:
    """The first place on a spiral from the middle where a circle fits."""
    step = radius / 8
    # among many circles the middle is full
    filled = 0.9 * float((taken[:, 2] ** 2).sum()) if len(taken) > _FEW else 0.0
    first = int(filled / step**2)
    while True:
        turn = np.arange(first, first + _TURNS, dtype=np.float64)
        x, y = step * np.sqrt(turn) * np.cos(turn * _GOLDEN), step * np.sqrt(turn) * np.sin(turn * _GOLDEN)
        apart = np.hypot(taken[:, 0] - x[:, None], taken[:, 1] - y[:, None])
        free = np.flatnonzero((apart >= taken[:, 2] + radius).all(axis=1))
        if len(free):
            return float(x[free[0]]), float(y[free[0]])
        first += _TURNS
