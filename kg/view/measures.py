"""How much each node matters: degree, betweenness, brokers between cities, communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from kg.view.records import SOCIAL_GROUP, CivicNetwork

SEED = 7
_EXACT = 400
"""Up to so many nodes betweenness is exact; above, it is estimated from a seeded sample of sources."""
_SOURCES = 80
_BUDGET = 1_500_000
"""Source × edge steps that the estimate may take."""
_NO_TIE = frozenset({"locatedIn", "targets"})
"""Relations that put no two actors in touch with each other."""


@dataclass(frozen=True)
class Measures:
    """Figures of each node, by IRI.

    Attributes:
        degree: Number of neighbours by claims that a sentence states.
        betweenness: Share (0 to 1) of shortest ways between others that lead through it.
        community: Number of its community, 0 the largest; -1 where it has no tie.
        reach: Number of municipalities that it touches, its own included.
        importance: Order of showing: higher first, no two alike by rank.
    """

    degree: Mapping[str, int]
    betweenness: Mapping[str, float]
    community: Mapping[str, int]
    reach: Mapping[str, int]
    importance: Mapping[str, float]

    def ranked(self) -> list[str]:
        """IRIs, the most important first."""
        return sorted(self.importance, key=lambda iri: (-self.importance[iri], iri))


def measure(network: CivicNetwork) -> Measures:
    """Compute all measures; the same graph gives the same figures."""
    simple = ties(network)
    names = sorted(simple)
    # integers instead of IRIs: the order in networkx's sets must not depend on the hash seed
    plain = nx.relabel_nodes(simple, {name: index for index, name in enumerate(names)})
    ordered = nx.Graph()
    ordered.add_nodes_from(range(len(names)))
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in plain.edges))
    between = _by_name(names, _betweenness(ordered))
    degree = _degree(network)
    top = max(degree.values(), default=0) or 1
    peak = max(between.values(), default=0.0) or 1.0
    importance = {iri: degree[iri] / top + between.get(iri, 0.0) / peak / 2 for iri in degree}
    return Measures(degree, between, _communities(names, ordered), _reach(network), importance)


def ties(network: CivicNetwork) -> nx.Graph:
    """Who is in touch with whom: undirected, without places' and beneficiaries' edges."""
    simple = nx.Graph()
    simple.add_nodes_from(node.iri for node in network.nodes if node.type != SOCIAL_GROUP)
    for claim in network.claims:
        if claim.relation not in _NO_TIE and not claim.implied and claim.subject != claim.object:
            simple.add_edge(claim.subject, claim.object)
    return simple


def brokers(network: CivicNetwork, measures: Measures) -> list[str]:
    """IRIs of actors that touch two municipalities or more, the widest first (places and groups left out)."""
    found = [
        n.iri for n in network.nodes if measures.reach[n.iri] > 1 and n.type not in (SOCIAL_GROUP, "Place")
    ]
    return sorted(found, key=lambda iri: (-measures.reach[iri], -measures.importance[iri], iri))


def _by_name(names: list[str], values: Mapping[int, float]) -> dict[str, float]:
    return {names[index]: round(value, 6) for index, value in sorted(values.items())}


def _betweenness(graph: nx.Graph) -> Mapping[int, float]:
    size = len(graph)
    if size <= _EXACT:
        found: Mapping[int, float] = nx.betweenness_centrality(graph) if size else {}
        return found
    sample = max(8, min(_SOURCES, _BUDGET // (graph.number_of_edges() + size), size))
    estimate: Mapping[int, float] = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    return estimate


def _degree(network: CivicNetwork) -> dict[str, int]:
    around: dict[str, set[str]] = {iri: set() for iri in sorted(network.graph)}
    for claim in network.claims:
        if not claim.implied and claim.subject != claim.object:
            around[claim.subject].add(claim.object)
            around[claim.object].add(claim.subject)
    return {iri: len(found) for iri, found in around.items()}


def _communities(names: list[str], graph: nx.Graph) -> dict[str, int]:
    linked = graph.subgraph([node for node in graph if graph.degree(node)]).copy()
    groups = nx.community.louvain_communities(linked, seed=SEED) if len(linked) else []
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    found = dict.fromkeys(names, -1)
    for number, group in enumerate(ordered):
        found.update({names[index]: number for index in sorted(group)})
    return found


def _reach(network: CivicNetwork) -> dict[str, int]:
    touched: dict[str, set[str]] = {node.iri: set(node.cities) for node in network.nodes}
    for claim in network.claims:
        if claim.relation in _NO_TIE or claim.implied:
            continue
        for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            home = network.node(other).cities
            if len(home) == 1:
                touched[one].update(home)
    return {iri: len(found) for iri, found in touched.items()}
