"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and their kin."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

import yaml
from pyoxigraph import Store

from kg.graph.access import of_class, value
from kg.graph.export.network import GROUP, Thing, Tie, things, ties
from kg.graph.vocabulary import digest
from kg.model import Relation

Row = dict[str, Any]


@cache
def _mapping() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


def ftm(store: Store, stream: IO[bytes]) -> None:
    """Documents, entities, and a link for each tie."""
    known = {thing.iri: thing for thing in things(store)}
    papers = dict(_papers(store))
    told = list(ties(store))
    served = _served(told, known)
    rows = [
        *(_row(paper, "Document", fileName=name, title=title) for name, (paper, title) in papers.items()),
        *(
            _entity(thing, tuple(sorted(served.get(thing.iri, ()))))
            for thing in known.values()
            if thing.kind != GROUP
        ),
        *(_link(tie, known, papers) for tie in told if tie.relation != Relation.TARGETS),
    ]
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def _papers(store: Store) -> Iterator[tuple[str, tuple[str, str]]]:
    """Identifier of each report → its IRI and title."""
    for document in of_class(store, "civ:SourceDocument"):
        name = value(store, document, "dcterms:identifier") or document.value
        yield name, (document.value, value(store, document, "dcterms:title") or name)


def _id(iri: str) -> str:
    return f"civ-{digest(iri)}"


def _row(iri: str, schema: str, **properties: str | tuple[str, ...]) -> Row:
    several = {name: [text] if isinstance(text, str) else list(text) for name, text in properties.items()}
    filled = {name: [text for text in texts if text] for name, texts in several.items()}
    return {
        "id": _id(iri),
        "schema": schema,
        "properties": {name: texts for name, texts in filled.items() if texts},
    }


def _served(told: list[Tie], known: Mapping[str, Thing]) -> dict[str, set[str]]:
    """IRI of each entity that works for social groups → their labels."""
    served: dict[str, set[str]] = {}
    for tie in told:
        if tie.relation == Relation.TARGETS:
            served.setdefault(tie.subject, set()).add(known[tie.object].label)
    return served


def _entity(thing: Thing, groups: tuple[str, ...]) -> Row:
    schema = _mapping()["schemata"][thing.kind]
    own: dict[str, str] = {}
    if schema == "Document":
        own = {"fileName": thing.label, "title": thing.label}
    elif schema == "Address":
        own = {
            "full": thing.label,
            "region": thing.region,
            "latitude": thing.latitude,
            "longitude": thing.longitude,
        }
    elif schema == "Position":
        own = {"subnationalArea": thing.city}
    elif schema in _mapping()["kinds"]["organization"]:
        own = {"classification": thing.kind_ru}
    own["name"], own["sourceUrl"], own["country"] = thing.label, thing.iri, "ru"
    return _row(thing.iri, schema, alias=thing.aliases, keywords=groups, **own)


def _link(tie: Tie, known: Mapping[str, Thing], papers: Mapping[str, tuple[str, str]]) -> Row:
    rule = _fitting(tie, known)
    schema = rule.get("schema", "UnknownLink")
    subject, target = rule.get("subject", "subject"), rule.get("object", "object")
    proof = papers.get(tie.document)
    properties: dict[str, str] = {
        subject: _id(tie.subject), target: _id(tie.object), "summary": tie.quote, "date": tie.year,
        "startDate": tie.since, "endDate": tie.until, "status": tie.status, "recordId": tie.iri,
        "proof": _id(proof[0]) if proof else "",
    }  # fmt: skip
    if schema != "Occupancy":
        properties["role"] = tie.relation_ru
    return _row(tie.iri or f"{tie.subject} {tie.relation} {tie.object}", schema, **properties)


def _fitting(tie: Tie, known: Mapping[str, Thing]) -> Mapping[str, str]:
    """The link's own schema, where both ends are what it asks for."""
    rule: Mapping[str, str] = _mapping()["links"].get(tie.relation, {})
    schemata, kinds = _mapping()["schemata"], _mapping()["kinds"]
    fits = rule and all(
        schemata[known[end].kind] in kinds[rule[side]]
        for end, side in ((tie.subject, "subjects"), (tie.object, "objects"))
    )
    return rule if fits else {}
