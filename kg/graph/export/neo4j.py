"""Tables with the headers that ``neo4j-admin database import`` reads."""

from __future__ import annotations

from typing import IO

from pyoxigraph import Store

from kg.graph.export.network import GROUP, Thing, Tie, things, ties
from kg.graph.export.tables import write_rows

ARRAY = ";"
NODES = (
    "iri:ID", "label", "aliases:string[]", "collective:boolean", "city", "region", "latitude:double",
    "longitude:double", "geonames", "mentions:int", ":LABEL",
)  # fmt: skip
EDGES = (
    ":START_ID", ":END_ID", ":TYPE", "claim", "status", "confidence:double", "rule", "year:int",
    "validFrom:int", "validUntil:int", "document", "sentence",
)  # fmt: skip


def nodes_neo4j(store: Store, stream: IO[bytes]) -> None:
    """Things; the label of a node is its class, and Entity."""
    write_rows(stream, NODES, map(_node, things(store)))


def edges_neo4j(store: Store, stream: IO[bytes]) -> None:
    """Ties; the type of an edge is its relation."""
    write_rows(stream, EDGES, map(_edge, ties(store)))


def _node(thing: Thing) -> tuple[str, ...]:
    labels = thing.kind if thing.kind == GROUP else f"Entity{ARRAY}{thing.kind}"
    aliases = ARRAY.join(alias.replace(ARRAY, ",") for alias in thing.aliases)
    return (
        thing.iri, thing.label, aliases, "true" if thing.collective else "false", thing.city, thing.region,
        thing.latitude, thing.longitude, thing.geonames, str(thing.mentions), labels,
    )  # fmt: skip


def _edge(tie: Tie) -> tuple[str, ...]:
    return (
        tie.subject, tie.object, tie.relation, tie.iri, tie.status, tie.confidence, tie.rule, tie.year,
        tie.since, tie.until, tie.document, tie.quote,
    )  # fmt: skip
