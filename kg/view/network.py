"""A graph file as a network: typed nodes and claims with their sentences, in a networkx multigraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import networkx as nx

from kg.model import EntityType
from kg.view.records import (
    SOCIAL_GROUP,
    CivicNetwork,
    Mark,
    Observation,
    Quote,
    Source,
    ViewClaim,
    ViewNode,
)
from kg.view.statements import NIF, RDF_TYPE, Typed, Values, read_statements

CIV = "https://w3id.org/civic-kg/ontology#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_PROV = "http://www.w3.org/ns/prov#"
_TAIDENT = "http://www.w3.org/2005/11/its/rdf#taIdentRef"
_GEO = ("http://www.w3.org/2003/01/geo/wgs84_pos#", "https://schema.org/", "http://schema.org/")
_CLASSES = {f"{CIV}{kind.value}": kind.value for kind in EntityType}

Spans = dict[tuple[str, str], list[tuple[int, int]]]
"""(source, entity) → begin and end of its mentions there."""


def read_network(path: Path) -> CivicNetwork:
    """Read a graph written by `kg build` (or any that keeps its contract) as a network.

    Args:
        path: The graph file, or the folder that holds ``civic.ttl``.

    Raises:
        GraphError: There is no graph, or it is no RDF.
    """
    typed = read_statements(path)
    sources = {
        iri: _source(iri, typed.subjects[iri]) for iri in typed.by_class.get(f"{CIV}SourceDocument", ())
    }
    quotes = {iri: _quote(iri, typed.subjects[iri]) for iri in typed.by_class.get(f"{NIF}Sentence", ())}
    spans = _spans(typed)
    graph = nx.MultiDiGraph()
    for node in _nodes(typed, sources, spans):
        graph.add_node(node.iri, data=node)
    for claim in _claims(typed, quotes, spans):
        _require_end(graph, typed, claim.subject)
        _require_end(graph, typed, claim.object)
        graph.add_edge(claim.subject, claim.object, key=claim.iri, data=claim)
    return CivicNetwork(_with_group_cities(graph, quotes, sources), sources, quotes)


def _one(values: Values, *predicates: str) -> str | None:
    found = sorted(chain.from_iterable(values.get(predicate, ()) for predicate in predicates))
    return found[0] if found else None


def _year(values: Values, *predicates: str) -> int | None:
    found = _one(values, *predicates)
    return int(found[:4]) if found and found[:4].isdigit() else None


def _number(values: Values, *predicates: str) -> float | None:
    found = _one(values, *predicates)
    return None if found is None else float(found)


def _local(iri: str | None) -> str:
    return (iri or "").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _source(iri: str, values: Values) -> Source:
    identifier = _one(values, f"{_DCTERMS}identifier") or _local(iri)
    title = _one(values, f"{_DCTERMS}title") or identifier
    return Source(
        iri, identifier, title, _one(values, f"{CIV}municipality"), _year(values, f"{CIV}reportYear")
    )


def _span(values: Values) -> tuple[int, int]:
    return int(_one(values, f"{NIF}beginIndex") or 0), int(_one(values, f"{NIF}endIndex") or 0)


def _quote(iri: str, values: Values) -> Quote:
    source = _one(values, f"{NIF}referenceContext") or ""
    return Quote(iri, source, *_span(values), _one(values, f"{NIF}anchorOf") or "")


def _spans(typed: Typed) -> Spans:
    found: Spans = defaultdict(list)
    for mention in typed.by_class.get(f"{NIF}Phrase", ()):
        values = typed.subjects[mention]
        context = _one(values, f"{NIF}referenceContext") or ""
        for entity in values.get(_TAIDENT, ()):
            found[context, entity].append(_span(values))
    return {key: sorted(found[key]) for key in sorted(found)}


def _nodes(typed: Typed, sources: dict[str, Source], spans: Spans) -> Iterator[ViewNode]:
    where: dict[str, list[str]] = defaultdict(list)
    for source, entity in spans:
        where[entity].append(source)
    figures = _figures(typed)
    own_cities = {source.city: source.iri for source in sources.values() if source.city}
    for iri, kind in _entities(typed):
        found_in = sorted({*where[iri], *([own_cities[iri]] if iri in own_cities else [])})
        cities = {sources[source].city for source in found_in if source in sources}
        yield replace(_node(iri, kind, typed.subjects[iri], found_in, cities), figures=tuple(figures[iri]))


def _entities(typed: Typed) -> Iterator[tuple[str, str]]:
    kinds = _kinds(typed)
    for iri in sorted({iri for kind in kinds for iri in typed.by_class.get(kind, ())}):
        found = [kinds[kind] for kind in typed.subjects[iri][RDF_TYPE] if kind in kinds]
        yield iri, sorted(found)[0]


def _kinds(typed: Typed) -> dict[str, str]:
    """The classes of the contract, and those that the graph itself calls their subclasses."""
    kinds = dict(_CLASSES)
    for iri in sorted(typed.subjects):
        for parent in typed.subjects[iri].get(f"{_RDFS}subClassOf", ()):
            if parent in _CLASSES and iri not in kinds:
                kinds[iri] = _CLASSES[parent]
    return kinds


def _node(iri: str, kind: str, values: Values, found_in: list[str], cities: set[str | None]) -> ViewNode:
    return ViewNode(
        iri=iri,
        type=kind,
        label=_one(values, f"{_RDFS}label", f"{_SKOS}prefLabel") or _local(iri),
        aliases=tuple(sorted(values.get(f"{_SKOS}altLabel", ()))),
        collective=_one(values, f"{CIV}collective") == "true",
        cities=tuple(sorted(city for city in cities if city)),
        sources=tuple(found_in),
        latitude=_number(values, *(f"{geo}{name}" for geo in _GEO for name in ("lat", "latitude"))),
        longitude=_number(values, *(f"{geo}{name}" for geo in _GEO for name in ("long", "longitude"))),
    )


def _figures(typed: Typed) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    for iri in typed.by_class.get(f"{CIV}Figure", ()):
        values = typed.subjects[iri]
        found[_one(values, f"{CIV}about") or ""].append(
            Observation(
                measure=_one(values, f"{CIV}measure") or "",
                value=_number(values, f"{CIV}value") or 0.0,
                unit=_local(_one(values, f"{CIV}unit")),
                bound=_local(_one(values, f"{CIV}bound")),
                year=_year(values, f"{CIV}year"),
                quote=_one(values, f"{_PROV}wasDerivedFrom"),
            )
        )
    return found


def _claims(typed: Typed, quotes: dict[str, Quote], spans: Spans) -> Iterator[ViewClaim]:
    for iri in typed.by_class.get(f"{CIV}Claim", ()):
        values = typed.subjects[iri]
        subject, target = _one(values, f"{_RDF}subject"), _one(values, f"{_RDF}object")
        if subject is None or target is None:
            continue  # such a graph fails `kg validate`; there is nothing to draw
        quote = quotes.get(_one(values, f"{_PROV}wasDerivedFrom") or "")
        yield ViewClaim(
            iri=iri,
            subject=subject,
            relation=_local(_one(values, f"{_RDF}predicate")),
            object=target,
            status=_local(_one(values, f"{CIV}status")) or "Realised",
            confidence=_number(values, f"{CIV}confidence") or 0.0,
            rule=_one(values, f"{CIV}rule") or "",
            quote=quote.iri if quote else None,
            year=_year(values, f"{CIV}year"),
            valid_from=_year(values, f"{CIV}validFrom"),
            valid_until=_year(values, f"{CIV}validUntil"),
            marks=tuple(_marks(quote, spans, subject, target)) if quote else (),
        )


def _marks(quote: Quote, spans: Spans, *ends: str) -> Iterator[Mark]:
    for role, entity in enumerate(ends):
        for begin, end in spans.get((quote.source, entity), ()):
            if quote.begin <= begin and end <= quote.end:
                yield Mark(role, begin - quote.begin, end - quote.begin)


def _require_end(graph: nx.MultiDiGraph, typed: Typed, iri: str) -> None:
    """A claim may end at a social group (a SKOS concept), which is no entity of the graph."""
    if iri not in graph:
        label = (
            _one(typed.subjects[iri], f"{_SKOS}prefLabel", f"{_RDFS}label") if iri in typed.subjects else None
        )
        graph.add_node(iri, data=ViewNode(iri, SOCIAL_GROUP, label or _local(iri)))


def _with_group_cities(
    graph: nx.MultiDiGraph, quotes: dict[str, Quote], sources: dict[str, Source]
) -> nx.MultiDiGraph:
    """Social groups have no mentions: they belong to the reports whose claims reach them."""
    for iri in [iri for iri, node in graph.nodes(data="data") if node.type == SOCIAL_GROUP]:
        reached = (quotes.get(claim.quote or "") for _, _, claim in graph.in_edges(iri, data="data"))
        found = sorted({quote.source for quote in reached if quote})
        cities = {sources[source].city for source in found if source in sources}
        node: ViewNode = graph.nodes[iri]["data"]
        graph.nodes[iri]["data"] = ViewNode(
            node.iri,
            node.type,
            node.label,
            cities=tuple(sorted(c for c in cities if c)),
            sources=tuple(found),
        )
    return graph
