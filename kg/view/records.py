"""What the pictures speak of: nodes, claims, sentences, sources and figures, read back from a graph."""

from __future__ import annotations

from dataclasses import dataclass, field

import networkx as nx

SOCIAL_GROUP = "SocialGroup"
"""The type under which the beneficiaries of ``targets`` stand in the network."""

CONTEXT_RULE = "context"
"""The rule of claims that the context implies rather than a sentence says."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report: its path below the input folder, its title, the IRI of its municipality, its year."""

    iri: str
    identifier: str
    title: str
    city: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source; offsets count code points of the source's text."""

    iri: str
    source: str
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure about a node; ``bound`` is ``AtLeast``, ``AtMost`` or empty (exact)."""

    measure: str
    value: float
    unit: str
    bound: str
    year: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class ViewNode:
    """An entity or a social group.

    Attributes:
        iri: Its IRI.
        type: Local name of its class, or :data:`SOCIAL_GROUP`.
        label: The name shown.
        aliases: Other names.
        collective: A plural with no list of names.
        cities: IRIs of the municipalities whose reports speak of it, sorted.
        sources: IRIs of the reports that speak of it, sorted.
        latitude: Degrees north.
        longitude: Degrees east.
        figures: What was counted about it.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    collective: bool = False
    cities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    figures: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Where in a claim's sentence its subject (``role`` 0) or object (1) stands, in code points."""

    role: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class ViewClaim:
    """A claim; ``quote`` is the IRI of its sentence, ``rule`` :data:`CONTEXT_RULE` where none states it."""

    iri: str
    subject: str
    relation: str
    object: str
    status: str
    confidence: float
    rule: str
    quote: str | None
    year: int | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def implied(self) -> bool:
        """Whether only the context says so."""
        return self.rule == CONTEXT_RULE


@dataclass(frozen=True)
class CivicNetwork:
    """A graph projected for looking at.

    Attributes:
        graph: Nodes by IRI with a :class:`ViewNode` as ``data``; edges by the claim's IRI with a
            :class:`ViewClaim` as ``data``.
        sources: Reports by IRI.
        quotes: Sentences by IRI.
    """

    graph: nx.MultiDiGraph
    sources: dict[str, Source] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)

    @property
    def nodes(self) -> list[ViewNode]:
        """All nodes, by IRI."""
        return [self.graph.nodes[iri]["data"] for iri in sorted(self.graph)]

    @property
    def claims(self) -> list[ViewClaim]:
        """All claims, by IRI."""
        return sorted((d for _, _, d in self.graph.edges(data="data")), key=lambda claim: claim.iri)

    @property
    def cities(self) -> list[str]:
        """IRIs of the municipalities that reports are about, by label."""
        found = {source.city for source in self.sources.values() if source.city}
        return sorted(found, key=lambda iri: (self.label(iri), iri))

    def node(self, iri: str) -> ViewNode:
        """The node of an IRI."""
        found: ViewNode = self.graph.nodes[iri]["data"]
        return found

    def label(self, iri: str) -> str:
        """The name shown of an IRI, its last part where it is no node."""
        return self.node(iri).label if iri in self.graph else iri.rsplit("/", 1)[-1]

    def source_of(self, claim: ViewClaim) -> Source | None:
        """The report that states a claim."""
        quote = self.quotes.get(claim.quote or "")
        return self.sources.get(quote.source) if quote else None
