"""Claims and figures with node ids in place of entity keys, and what the heading of a report implies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter

from kg.model import (
    CITY,
    Claim,
    Extraction,
    Relation,
    ResolvedClaim,
    ResolvedFigure,
    Status,
)
from kg.resolve.reading import Owners
from kg.resolve.towns import NOWHERE, Town

_REST = attrgetter(*(field.name for field in fields(Claim)[3:]))
CONTEXT = "context"
"""The rule of a claim that no sentence states but the report's heading implies."""


def _stated(extraction: Extraction, ids: Mapping[str, str]) -> Iterator[Claim]:
    for claim in extraction.claims:
        thing = claim.object if claim.relation is Relation.TARGETS else ids[claim.object]
        yield Claim(ids[claim.subject], claim.relation, thing, *_REST(claim))


def _implied(extraction: Extraction, owners: Owners, town: Town) -> Iterator[Claim]:
    """Actors of the report's municipality are located in it; the first mention stands for it."""
    first: dict[str, int] = {}
    for entity in extraction.entities:
        name = owners.ids[entity.key]
        if name in owners.local:
            sentence = min(entity.mentions).sentence
            first[name] = min(sentence, first.get(name, sentence))
    for name, sentence in first.items():
        yield Claim(name, Relation.LOCATED_IN, town.id, Status.REALISED, 1.0, CONTEXT, sentence)


def _rank(claim: Claim) -> tuple[bool, float, int, str]:
    """The better of two claims of one thing: what a sentence says, then the surer, then the earlier."""
    return claim.rule == CONTEXT, -claim.confidence, claim.sentence, claim.rule


def claims_of(extraction: Extraction, owners: Owners, town: Town) -> Iterator[ResolvedClaim]:
    """One claim for each subject, relation, object and status of a document.

    Two entities that turned out to be one have no claim about each other any more.
    """
    best: dict[tuple[str, Relation, str, Status], Claim] = {}
    for claim in (*_stated(extraction, owners.ids), *_implied(extraction, owners, town)):
        key = (claim.subject, claim.relation, claim.object, claim.status)
        if claim.subject != claim.object and (key not in best or _rank(claim) < _rank(best[key])):
            best[key] = claim
    return (ResolvedClaim(extraction.document.identifier, claim) for claim in best.values())


def figures_of(extraction: Extraction, owners: Owners, town: Town) -> Iterator[ResolvedFigure]:
    """The figures of a document; one about a municipality that nobody named is about nothing."""
    for figure in extraction.figures:
        if figure.about != CITY or town != NOWHERE:
            about = town.id if figure.about == CITY else owners.ids[figure.about]
            yield ResolvedFigure(extraction.document.identifier, replace(figure, about=about))


def _claim_order(found: ResolvedClaim) -> tuple[str, int, str, str, str, str]:
    claim = found.claim
    return found.document, claim.sentence, claim.subject, claim.relation, claim.object, claim.status


def _figure_order(found: ResolvedFigure) -> tuple[str, int, tuple[int, int], str, str, float, str]:
    figure = found.figure
    span = figure.span or (-1, -1)
    return found.document, figure.sentence, span, figure.about, figure.measure, figure.value, figure.unit


def in_order(claims: Iterable[ResolvedClaim]) -> tuple[ResolvedClaim, ...]:
    """Claims by document, then by place in it."""
    return tuple(sorted(claims, key=_claim_order))


def figures_in_order(figures: Iterable[ResolvedFigure]) -> tuple[ResolvedFigure, ...]:
    """Figures by document, then by place in it."""
    return tuple(sorted(figures, key=_figure_order))
