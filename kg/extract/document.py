"""The extraction of one document, from annotated sentences to entities, claims and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.entities import find_entities, find_names
from kg.extract.figures import find_figures
from kg.extract.gaps import find_gaps
from kg.extract.relations import find_claims
from kg.model import AnnotatedDocument, Claim, Entity, Extraction, Figure

CERTAIN = 0.5
"""Entities of less confidence are kept only where a claim or a figure needs them."""


def _needed(entities: Sequence[Entity], claims: Sequence[Claim], figures: Sequence[Figure]) -> tuple[Entity, ...]:
    used = {key for claim in claims for key in (claim.subject, claim.object)} | {figure.about for figure in figures}
    return tuple(entity for entity in entities if entity.confidence >= CERTAIN or entity.key in used)


def extract(annotated: AnnotatedDocument) -> Extraction:
    """All that a document says about civic actors.

    A pure function: the same document gives the same extraction, whatever was read before it.
    """
    names = find_names(annotated)
    annotated = replace(annotated, document=replace(annotated.document, municipality=names.municipality or None))
    found = find_entities(names)
    claims = find_claims(annotated, found)
    figures = find_figures(annotated, found)
    return Extraction(
        document=annotated.document,
        sentences=tuple((sentence.start, sentence.stop) for sentence in annotated.sentences),
        entities=_needed(found, claims, figures),
        claims=claims,
        figures=figures,
        gaps=find_gaps(annotated, claims, figures),
    )
