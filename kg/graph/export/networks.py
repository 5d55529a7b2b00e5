"""Networks for Gephi, yEd and their kin: GraphML and GEXF, written by networkx."""

from __future__ import annotations

from typing import IO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter
from pyoxigraph import Store

from kg.graph.export.network import Thing, Tie, things, ties
from kg.graph.export.rdf import without_controls

CREATOR = "civic-kg"


def graphml(store: Store, stream: IO[bytes]) -> None:
    """GraphML: one edge for each subject, relation, object and status."""
    GraphMLWriter(network(store), encoding="utf-8").dump(stream)


def gexf(store: Store, stream: IO[bytes]) -> None:
    """GEXF 1.2: one edge for each subject, relation, object and status."""
    writer = GEXFWriter(network(store), encoding="utf-8")
    meta = writer.xml.find("meta")
    # the writer puts today's date there, and the same graph must give the same bytes tomorrow
    meta.attrib.clear()
    meta.find("creator").text = CREATOR
    writer.write(stream)


def network(store: Store) -> nx.MultiDiGraph:
    """Things and ties as a network; equal claims are one edge with their number as weight."""
    graph = nx.MultiDiGraph()
    for thing in things(store):
        graph.add_node(thing.iri, **_node(thing))
    joined: dict[tuple[str, ...], list[Tie]] = {}
    for tie in ties(store):
        joined.setdefault((tie.subject, tie.relation, tie.object, tie.status), []).append(tie)
    for number, same in enumerate(joined.values()):
        graph.add_edge(same[0].subject, same[0].object, key=f"e{number}", **_edge(same))
    return graph


def _node(thing: Thing) -> dict[str, str | int | float | bool]:
    texts = {
        "label": thing.label, "kind": thing.kind, "kind_ru": thing.kind_ru,
        "aliases": "; ".join(thing.aliases), "city": thing.city, "region": thing.region,
    }  # fmt: skip
    place = {"latitude": thing.latitude, "longitude": thing.longitude}
    return {
        **{name: without_controls(text) for name, text in texts.items()},
        **{name: float(number) for name, number in place.items() if number},
        "collective": thing.collective,
        "mentions": thing.mentions,
    }


def _edge(same: list[Tie]) -> dict[str, str | int | float]:
    best = max(same, key=lambda tie: float(tie.confidence or 1))
    texts = {
        "label": best.relation_ru, "relation": best.relation, "status": best.status, "rule": best.rule,
        "year": best.year, "sentence": best.quote,
        "documents": "; ".join(sorted({tie.document for tie in same if tie.document})),
    }  # fmt: skip
    return {
        **{name: without_controls(text) for name, text in texts.items()},
        "confidence": float(best.confidence or 1),
        "weight": len(same),
    }
