"""The extraction of one document, from annotated sentences to entities, claims and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.entities import Candidate, find_candidates, find_names
from kg.extract.figures import Tally
from kg.extract.gaps import find_gaps
from kg.extract.keep import THRESHOLD, announces, probability, signs
from kg.extract.relations import find_claims
from kg.model import AnnotatedDocument, Claim, Entity, Extraction, Figure, Relation


def weighed(
    candidates: Sequence[Candidate], claims: Sequence[Claim], figures: Sequence[Figure]
) -> Iterator[tuple[Entity, dict[str, float]]]:
    """Each candidate with the signs that tell whether it is worth keeping."""
    claimed: defaultdict[str, list[Claim]] = defaultdict(list)
    counted: defaultdict[str, list[Figure]] = defaultdict(list)
    for claim in claims:
        claimed[claim.subject].append(claim)
        claimed[claim.object].append(claim)
    for figure in figures:
        counted[figure.about].append(figure)
    for candidate in candidates:
        key = candidate.entity.key
        yield candidate.entity, signs(candidate.group, claimed[key], counted[key])


def _kept(
    candidates: Sequence[Candidate], claims: Sequence[Claim], figures: Sequence[Figure]
) -> dict[str, Entity]:
    real = [candidate for candidate in candidates if not announces(candidate.group)]
    found = ((entity, probability(told)) for entity, told in weighed(real, claims, figures))
    return {entity.key: entity.sure(round(sure, 3)) for entity, sure in found if sure >= THRESHOLD}


def extract(annotated: AnnotatedDocument) -> Extraction:
    """All that a document says about civic actors.

    A pure function: the same document gives the same extraction, whatever was read before it.
    """
    names = find_names(annotated)
    annotated = replace(
        annotated, document=replace(annotated.document, municipality=names.municipality or None)
    )
    candidates = find_candidates(names)
    found = tuple(candidate.entity for candidate in candidates)
    tally = Tally(annotated)
    claims, figures = find_claims(annotated, found), tally.figures(found)
    entities = _kept(candidates, claims, figures)
    claims = tuple(
        c
        for c in claims
        if c.subject in entities and (c.object in entities or c.relation is Relation.TARGETS)
    )
    # a figure whose owner was dropped is not lost: it is about the next best of those that were kept
    figures = tally.figures(tuple(entities.values()))
    return Extraction(
        document=annotated.document,
        sentences=tuple((sentence.start, sentence.stop) for sentence in annotated.sentences),
        entities=tuple(entities.values()),
        claims=claims,
        figures=figures,
        gaps=find_gaps(annotated, claims, figures),
    )
