"""What a graph, or one municipality in it, holds: counts, money, groups served, who stands in the centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.view.measures import Measures, brokers, measure
from kg.view.records import SOCIAL_GROUP, CivicNetwork, Observation, ViewNode
from kg.view.selection import of_city
from kg.view.words import group_name, relation_name, type_name

CENTRAL = 10
_NO_ACTOR = (SOCIAL_GROUP, "Place")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands; ``betweenness`` is a share (0 to 1), ``reach`` a number of cities."""

    label: str
    type: str
    degree: int
    betweenness: float
    reach: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Figures of a network.

    Attributes:
        name: The municipality, empty for a whole graph.
        documents: Number of reports.
        types: Entities by class.
        relations: Claims that sentences state, by relation.
        statuses: The same by status.
        groups: Claims by the social group that is helped.
        roubles: Sum of the figures in roubles; sums and their parts may both be in it.
        central: The most important actors.
        brokers: Those that touch two municipalities or more.
        communities: Number of communities of four nodes and more.
    """

    name: str
    documents: int
    types: Counter[str]
    relations: Counter[str]
    statuses: Counter[str]
    groups: Counter[str]
    roubles: float
    central: tuple[Standing, ...]
    brokers: tuple[Standing, ...]
    communities: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the first of two municipalities has and the other lacks: local names."""

    types: tuple[str, ...]
    relations: tuple[str, ...]
    groups: tuple[str, ...]

    def names(self, lang: str) -> list[str]:
        """All of it in words."""
        return [
            *(type_name(kind, lang) for kind in self.types),
            *(relation_name(relation, lang) for relation in self.relations),
            *(group_name(group, lang) for group in self.groups),
        ]


def profile(network: CivicNetwork, name: str = "") -> Profile:
    """Count a network."""
    measures = measure(network)
    told = [claim for claim in network.claims if not claim.implied]
    helped = [claim.object for claim in told if claim.relation == "targets"]
    sizes = Counter(number for number in measures.community.values() if number >= 0)
    return Profile(
        name=name,
        documents=len(network.sources),
        types=Counter(node.type for node in network.nodes if node.type != SOCIAL_GROUP),
        relations=Counter(claim.relation for claim in told),
        statuses=Counter(claim.status for claim in told),
        groups=Counter(group.rsplit("#", 1)[-1] for group in helped),
        roubles=sum(f.value for node in network.nodes for f in _own(network, node) if f.unit == "RUB"),
        central=_standing(network, measures, measures.ranked()),
        brokers=_standing(network, measures, brokers(network, measures)),
        communities=sum(size > 3 for size in sizes.values()),
    )


def of_municipality(network: CivicNetwork, city: str) -> Profile:
    """Count what the reports of one municipality say; ``city`` is its IRI."""
    return profile(of_city(network, city), network.label(city))


def lacking(one: Profile, other: Profile) -> Lacking:
    """What ``one`` has and ``other`` lacks."""
    return Lacking(
        types=tuple(kind for kind, _ in one.types.most_common() if kind not in other.types),
        relations=tuple(name for name, _ in one.relations.most_common() if name not in other.relations),
        groups=tuple(group for group, _ in one.groups.most_common() if group not in other.groups),
    )


def _own(network: CivicNetwork, node: ViewNode) -> list[Observation]:
    """The figures of a node that stand in the reports of this network."""
    return [f for f in node.figures if _source(network, f.quote) in network.sources]


def _source(network: CivicNetwork, quote: str | None) -> str:
    return network.quotes[quote].source if quote in network.quotes else ""


def _standing(network: CivicNetwork, measures: Measures, order: Sequence[str]) -> tuple[Standing, ...]:
    actors = [iri for iri in order if network.node(iri).type not in _NO_ACTOR][:CENTRAL]
    return tuple(
        Standing(
            network.label(iri),
            network.node(iri).type,
            measures.degree[iri],
            measures.betweenness.get(iri, 0.0),
            measures.reach[iri],
        )
        for iri in actors
    )
