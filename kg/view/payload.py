"""A network as the compact JSON that the page carries: columns, indexes instead of IRIs, UTF-16 offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kg.view.measures import Measures
from kg.view.records import CivicNetwork, Mark, Quote, ViewClaim, ViewNode
from kg.view.scenes import Scene

STATUSES = ("Realised", "Planned", "NotRealised")
Json = dict[str, Any]


class Payload:
    """Builds the page's data: what every view needs, and the evidence that only a panel needs."""

    def __init__(self, network: CivicNetwork, measures: Measures, scene: Scene) -> None:
        """Number nodes (by importance), claims, sources and sentences."""
        self.network, self.measures, self.scene = network, measures, scene
        self.order = measures.ranked()
        self.index = {iri: number for number, iri in enumerate(self.order)}
        self.claims = network.claims
        self.sources = sorted(network.sources.values(), key=lambda source: source.identifier)
        self.source_index = {source.iri: number for number, source in enumerate(self.sources)}
        used = _used_quotes(network, self.claims)
        self.quotes = sorted(used, key=lambda quote: (quote.source, quote.begin, quote.end))
        self.quote_index = {quote.iri: number for number, quote in enumerate(self.quotes)}
        self.cities = [city for city in network.cities if city in self.index]
        self.city_index = {city: number for number, city in enumerate(self.cities)}
        self.base = _base(self.order)
        self.types = sorted({node.type for node in network.nodes})
        self.relations = sorted({claim.relation for claim in self.claims})

    def graph(self) -> Json:
        """Nodes, claims, sources and positions."""
        return {
            "base": self.base,
            "cities": [self.index[city] for city in self.cities],
            "sources": [self._source(number) for number in range(len(self.sources))],
            "types": self.types,
            "relations": self.relations,
            "nodes": self._nodes(),
            "claims": self._claims(),
            "overview": [
                [self.index[iri], round(x), round(y)] for iri, (x, y) in sorted(self.scene.positions.items())
            ],
        }

    def evidence(self) -> Json:
        """Sentences, the words to mark in them, rules and figures."""
        rules = sorted({claim.rule for claim in self.claims})
        number = {rule: index for index, rule in enumerate(rules)}
        return {
            "sentences": [[self.source_index.get(q.source, -1), q.begin, q.text] for q in self.quotes],
            "marks": [self._marks(claim) for claim in self.claims],
            "rules": rules,
            "rule": [number[claim.rule] for claim in self.claims],
            "ids": [claim.iri.removeprefix(self.base) for claim in self.claims],
            "figures": [row for iri in self.order for row in self._figures(self.network.node(iri))],
        }

    def _source(self, number: int) -> list[Any]:
        source = self.sources[number]
        return [source.identifier, source.title, self.city_index.get(source.city or "", -1), source.year or 0]

    def _nodes(self) -> Json:
        nodes = [self.network.node(iri) for iri in self.order]
        code = {kind: number for number, kind in enumerate(self.types)}
        return {
            "id": [iri.removeprefix(self.base) for iri in self.order],
            "type": [code[node.type] for node in nodes],
            "label": [node.label for node in nodes],
            "aliases": {i: list(node.aliases) for i, node in enumerate(nodes) if node.aliases},
            "collective": [i for i, node in enumerate(nodes) if node.collective],
            "cities": [[self.city_index[c] for c in node.cities if c in self.city_index] for node in nodes],
            "sources": [
                [self.source_index[s] for s in node.sources if s in self.source_index] for node in nodes
            ],
            "at": {
                i: [n.latitude, n.longitude]
                for i, n in enumerate(nodes)
                if n.latitude is not None and n.longitude is not None
            },
            "degree": [self.measures.degree[iri] for iri in self.order],
            "between": [round(self.measures.betweenness.get(iri, 0.0), 4) for iri in self.order],
            "community": [self.measures.community.get(iri, -1) for iri in self.order],
            "reach": [self.measures.reach[iri] for iri in self.order],
        }

    def _claims(self) -> Json:
        claims = self.claims
        code = {relation: number for number, relation in enumerate(self.relations)}
        return {
            "s": [self.index[claim.subject] for claim in claims],
            "o": [self.index[claim.object] for claim in claims],
            "relation": [code[claim.relation] for claim in claims],
            "status": [_place(STATUSES, claim.status) for claim in claims],
            "confidence": [round(claim.confidence * 100) for claim in claims],
            "quote": [self.quote_index.get(claim.quote or "", -1) for claim in claims],
            "source": self._column(lambda claim: self.source_index.get(self._source_iri(claim), -1)),
            "implied": [number for number, claim in enumerate(claims) if claim.implied],
            "years": {n: _years(claim) for n, claim in enumerate(claims) if any(_years(claim))},
        }

    def _column(self, value: Callable[[ViewClaim], int]) -> list[int]:
        return [value(claim) for claim in self.claims]

    def _source_iri(self, claim: ViewClaim) -> str:
        source = self.network.source_of(claim)
        return source.iri if source else ""

    def _marks(self, claim: ViewClaim) -> list[int]:
        quote = self.network.quotes.get(claim.quote or "")
        if quote is None or not claim.marks:
            return []
        units = _utf16(quote.text)
        return [n for mark in claim.marks for n in _mark(mark, units)]

    def _figures(self, node: ViewNode) -> list[list[Any]]:
        return [
            [
                self.index[node.iri],
                f.measure,
                f.value,
                f.unit,
                f.bound,
                f.year or 0,
                self.quote_index.get(f.quote or "", -1),
            ]
            for f in node.figures
        ]


def _used_quotes(network: CivicNetwork, claims: Iterable[ViewClaim]) -> list[Quote]:
    names = {claim.quote for claim in claims}
    names.update(figure.quote for node in network.nodes for figure in node.figures)
    return [network.quotes[name] for name in sorted(name for name in names if name) if name in network.quotes]


def _base(iris: Sequence[str]) -> str:
    own = [iri for iri in iris if "#" not in iri]
    return own[0][: _alike(min(own), max(own))].rpartition("/")[0] + "/" if len(own) > 1 else ""


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _place(known: Sequence[str], value: str) -> int:
    return known.index(value) if value in known else 0


def _years(claim: ViewClaim) -> list[int]:
    return [claim.year or 0, claim.valid_from or 0, claim.valid_until or 0]


def _utf16(text: str) -> list[int]:
    """Code point offset → offset in the UTF-16 units that JavaScript counts in."""
    if not text or max(text) <= "\uffff":
        return list(range(len(text) + 1))
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    return units


def _mark(mark: Mark, units: list[int]) -> tuple[int, int, int]:
    last = len(units) - 1
    return mark.role, units[min(mark.begin, last)], units[min(mark.end, last)]
