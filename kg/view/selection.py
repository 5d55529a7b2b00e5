"""A part of a network: one city, what lies around an actor, some classes or relations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.errors import Said, UsageError
from kg.model import EntityType, Relation
from kg.view.records import SOCIAL_GROUP, CivicNetwork, ViewClaim, ViewNode

_NO_WAY_THROUGH = (SOCIAL_GROUP, "Place")
STEPS = 2
"""How far «around» reaches."""


@dataclass(frozen=True)
class Selection:
    """A network, and the IRI of the node that it was asked for, if any."""

    network: CivicNetwork
    focus: str | None = None


def select(
    network: CivicNetwork,
    *,
    city: str | None = None,
    around: str | None = None,
    types: Sequence[str] = (),
    relations: Sequence[str] = (),
) -> Selection:
    """The part of a network that fits all that is asked.

    Raises:
        UsageError: Nothing is called so.
    """
    _known("no_type", types, [*(kind.value for kind in EntityType), SOCIAL_GROUP])
    _known("no_relation", relations, [relation.value for relation in Relation])
    if city:
        network = of_city(network, find_city(network, city))
    focus = find_node(network, around) if around else None
    if relations:
        network = _keep_claims(
            network, lambda claim: claim.relation in relations, {focus} if focus else set()
        )
    if types:
        network = _keep_nodes(network, {n.iri for n in network.nodes if n.type in types or n.iri == focus})
    if focus:
        network = _keep_nodes(network, _ball(network, focus))
    return Selection(network, focus)


def fold(text: str) -> str:
    """A name as it is compared: lower case, «ё» as «е», quotation marks and spaces evened out."""
    plain = text.casefold().replace("ё", "е").translate(str.maketrans("", "", "«»\"“”„'"))
    return " ".join(plain.split())


def find_city(network: CivicNetwork, name: str) -> str:
    """IRI of the municipality of that name.

    Raises:
        UsageError: No report is about it; the cities that there are are named.
    """
    wanted = fold(name)
    for iri in network.cities:
        names = [network.label(iri), *(network.node(iri).aliases if iri in network.graph else ())]
        if wanted in map(fold, names):
            return iri
    have = ", ".join(network.label(iri) for iri in network.cities) or "—"
    raise UsageError("no_city", city=name, near=Said("there_are", names=have))


def find_node(network: CivicNetwork, name: str) -> str:
    """IRI of the node that a name means: equal, else beginning so, else holding it; the best linked of them.

    Raises:
        UsageError: Nothing is called so.
    """
    wanted = fold(name)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: label == wanted,
        lambda label: label.startswith(wanted),
        lambda label: wanted in label,
    )
    for fits in tests:
        found = [node.iri for node in network.nodes if any(map(fits, _names(node)))]
        if found:
            return max(found, key=lambda iri: (network.graph.degree(iri), iri))
    raise UsageError("no_node", name=name)


def of_city(network: CivicNetwork, city: str) -> CivicNetwork:
    """What the reports of one municipality say."""
    inside = {node.iri for node in network.nodes if city in node.cities}
    kept = _keep_claims(network, lambda claim: _city(network, claim) == city, inside)
    own = {iri: source for iri, source in network.sources.items() if source.city == city}
    return CivicNetwork(kept.graph, own, network.quotes)


def _names(node: ViewNode) -> Iterable[str]:
    return [fold(name) for name in (node.label, *node.aliases)]


def _city(network: CivicNetwork, claim: ViewClaim) -> str | None:
    source = network.source_of(claim)
    return source.city if source else None


def _known(key: str, asked: Sequence[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise UsageError(key, name=name, known=", ".join(known))


def _keep_claims(
    network: CivicNetwork, fits: Callable[[ViewClaim], bool], also: Collection[str]
) -> CivicNetwork:
    graph = nx.MultiDiGraph()
    kept = [claim for claim in network.claims if fits(claim)]
    ends = {iri for claim in kept for iri in (claim.subject, claim.object)} | set(also)
    graph.add_nodes_from((iri, {"data": network.node(iri)}) for iri in sorted(ends))
    graph.add_edges_from((claim.subject, claim.object, claim.iri, {"data": claim}) for claim in kept)
    return CivicNetwork(graph, network.sources, network.quotes)


def _keep_nodes(network: CivicNetwork, kept: Collection[str]) -> CivicNetwork:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((iri, {"data": network.node(iri)}) for iri in sorted(kept))
    graph.add_edges_from(
        (claim.subject, claim.object, claim.iri, {"data": claim})
        for claim in network.claims
        if claim.subject in kept and claim.object in kept
    )
    return CivicNetwork(graph, network.sources, network.quotes)


def _ball(network: CivicNetwork, focus: str) -> set[str]:
    """What lies within so many steps; no way leads through a place or a social group."""
    told = nx.Graph((c.subject, c.object) for c in network.claims if not c.implied)
    told.add_node(focus)
    through = [iri for iri in told if iri == focus or network.node(iri).type not in _NO_WAY_THROUGH]
    inner = nx.single_source_shortest_path_length(told.subgraph(through), focus, cutoff=STEPS)
    return set(inner).union(*(told[iri] for iri, steps in inner.items() if steps < STEPS))
