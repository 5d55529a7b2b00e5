"""Resolutions for the tests: annotated reports, each entity of each document its own node."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.evaluate.gold import read_gold
from kg.graph.vocabulary import digest
from kg.model import (
    CITY,
    AnnotatedDocument,
    Claim,
    Document,
    EntityType,
    Extraction,
    Figure,
    Node,
    Relation,
    Resolution,
    ResolvedClaim,
    ResolvedFigure,
    Sentence,
    Token,
)

GOLD = Path(__file__).parent.parent / "gold"

UNITS = {
    "count": "Count", "people": "People", "percent": "Percent", "events": "Events", "m2": "SquareMetres",
    "m3": "CubicMetres", "hours": "Hours", "times": "Times", "days": "Days", "tonnes": "Tonnes",
    "t": "Tonnes", "copies": "Copies", "weeks": "Weeks", "years": "Years", "litres": "Litres", "RUB": "RUB",
}  # fmt: skip


def _id(document: str, key: str, kind: str) -> str:
    return f"{kind.lower()}/{key.lower()}-{digest(document, key)}"


def _municipality(extraction: Extraction, ids: dict[str, str]) -> str | None:
    city = extraction.document.municipality
    places = (e for e in extraction.entities if e.type is EntityType.PLACE and e.label == city)
    return next((ids[e.key] for e in places), None)


def _claim(claim: Claim, ids: dict[str, str]) -> Claim:
    target = claim.object if claim.relation is Relation.TARGETS else ids[claim.object]
    return replace(claim, subject=ids[claim.subject], object=target)


def _figure(figure: Figure, ids: dict[str, str], municipality: str | None) -> Figure:
    about = (municipality or CITY) if figure.about == CITY else ids[figure.about]
    return replace(figure, about=about, unit=UNITS.get(figure.unit, figure.unit))


def resolution(extractions: Iterable[Extraction]) -> Resolution:
    """The documents side by side, nothing joined."""
    ordered = sorted(extractions, key=lambda e: e.document.identifier)
    nodes, places, claims, figures = [], {}, [], []
    for extraction in ordered:
        name = extraction.document.identifier
        ids = {e.key: _id(name, e.key, e.type) for e in extraction.entities}
        city = _municipality(extraction, ids)
        nodes += [
            Node(ids[e.key], e.type, e.label, e.aliases, e.collective, ((name, e.key),))
            for e in extraction.entities
        ]
        if city:
            places[name] = city
        claims += [ResolvedClaim(name, _claim(c, ids)) for c in extraction.claims]
        figures += [ResolvedFigure(name, _figure(f, ids, city)) for f in extraction.figures]
    nodes.sort(key=lambda node: node.id)
    return Resolution(tuple(ordered), tuple(nodes), places, tuple(claims), tuple(figures))


def _sentence(start: int, stop: int) -> Sentence:
    word = Token(start, stop, "", "", "X", {}, -1, "root", "O")
    return Sentence(start, stop, (word,), 0)


def report(path: Path) -> Extraction:
    """An annotated report, its sentences cut by lines and full stops (no models needed)."""
    text = (path.parent / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
    row = json.loads(path.read_text(encoding="utf-8"))
    spans = [match.span() for match in re.finditer(r"\S(?:[^\n]*?(?:[.!?](?=\s)|(?=\n)|$))", text)]
    document = Document(f"{path.stem}.txt", path.stem, text, (), (), row["city"], None, row["report_year"])
    sentences = tuple(_sentence(*span) for span in spans)
    return read_gold(path, AnnotatedDocument(document, sentences))


def gold_reports(names: str = "*") -> list[Extraction]:
    """The annotated reports whose names match."""
    return [report(path) for path in sorted(GOLD.glob(f"{names}.json"))]
