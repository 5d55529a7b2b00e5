"""What is measured: the entities, claims and figures of documents, from a graph or from extraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple

from kg.model import CITY, EntityType, Extraction, Status

Span = tuple[int, int]


class ClaimKey(NamedTuple):
    """A relation as it is compared: each counts once a document."""

    subject: str
    relation: str
    object: str
    status: str


class Evidence(NamedTuple):
    """Where a claim stands, and which rule said it."""

    span: Span
    rule: str


class FigureView(NamedTuple):
    """A figure as it is compared; ``bound`` is Exact, AtLeast or AtMost."""

    id: str
    about: str
    value: float
    bound: str
    span: Span
    rule: str = ""


@dataclass
class DocumentView:
    """What one document gave; entities are named by their ids in :class:`View`."""

    mentions: dict[str, set[Span]] = field(default_factory=dict)
    claims: dict[ClaimKey, Evidence] = field(default_factory=dict)
    figures: list[FigureView] = field(default_factory=list)


@dataclass
class View:
    """What is measured: documents by the stem of their file's name; entities' types and labels."""

    documents: dict[str, DocumentView] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)


_STATUS = {
    Status.REALISED: "realised",
    Status.PLANNED: "planned",
    Status.NOT_REALISED: "notRealised",
}


def _city(extraction: Extraction) -> str:
    """The key of the entity that is the report's own municipality, where the text names it."""
    name = extraction.document.municipality
    places = (e for e in extraction.entities if e.type is EntityType.PLACE)
    return next((e.key for e in places if name and name in (e.label, *e.aliases)), CITY)


def _document(extraction: Extraction, stem: str) -> DocumentView:
    spans = extraction.sentences
    groups = {claim.object for claim in extraction.claims} - {entity.key for entity in extraction.entities}
    city = _city(extraction)
    view = DocumentView(
        {f"{stem}/{e.key}": {(m.start, m.stop) for m in e.mentions} for e in extraction.entities}
    )
    for claim in extraction.claims:
        target = claim.object if claim.object in groups else f"{stem}/{claim.object}"
        key = ClaimKey(f"{stem}/{claim.subject}", str(claim.relation), target, _STATUS[claim.status])
        view.claims.setdefault(key, Evidence(spans[claim.sentence], claim.rule))
    for number, figure in enumerate(extraction.figures):
        about = f"{stem}/{city if figure.about == CITY else figure.about}"
        bound = str(figure.bound or "Exact")
        span = spans[figure.sentence]
        view.figures.append(FigureView(f"{stem}/f{number:04}", about, figure.value, bound, span, figure.rule))
    return view


def view_of(extractions: Sequence[Extraction]) -> View:
    """Extractions of single documents, unresolved: each entity is its own document's."""
    view = View()
    for extraction in extractions:
        stem = PurePath(extraction.document.identifier).stem
        view.documents[stem] = _document(extraction, stem)
        view.types |= {f"{stem}/{e.key}": str(e.type) for e in extraction.entities}
        view.labels |= {f"{stem}/{e.key}": {e.label} for e in extraction.entities}
    return view
