"""One document with all that the graph says of it: repeated claims and figures joined."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from kg.model import Claim, Extraction, Figure, Relation, Resolution, ResolvedClaim, ResolvedFigure

SYMMETRIC = frozenset({Relation.COOPERATES_WITH})
"""Relations that say the same in both directions."""

T = TypeVar("T", Claim, Figure)


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A claim or figure that a document states, once or oftener.

    Attributes:
        best: The surest statement of it, the earliest of these.
        sentences: Indices of all sentences that state it, in order.
    """

    best: T
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One document as the graph holds it.

    Attributes:
        extraction: What was found in it.
        municipality: Id of the node of its municipality, if known.
        owners: Entity key → id of its node.
        claims: With node ids for subject and object, each once.
        figures: With a node id for ``about``, each once.
    """

    extraction: Extraction
    municipality: str | None
    owners: Mapping[str, str]
    claims: tuple[Stated[Claim], ...]
    figures: tuple[Stated[Figure], ...]

    @property
    def identifier(self) -> str:
        """The document's path below the input folder."""
        return self.extraction.document.identifier


def claim_key(claim: Claim) -> tuple[str, str, str, str]:
    """What makes a claim another claim inside one document."""
    return claim.subject, claim.relation, claim.object, claim.status


def figure_key(figure: Figure) -> tuple[str, str, float, str, str, str]:
    """What makes a figure another figure inside one document."""
    bound, year = figure.bound or "", "" if figure.year is None else str(figure.year)
    return figure.about, figure.measure, figure.value, figure.unit, bound, year


def _oriented(claim: Claim) -> Claim:
    if claim.relation in SYMMETRIC and claim.object < claim.subject:
        return replace(claim, subject=claim.object, object=claim.subject)
    return claim


def _joined(items: Iterable[T], key: Callable[[T], Hashable]) -> tuple[Stated[T], ...]:
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(_stated(group) for group in groups.values())


def _stated(group: list[T]) -> Stated[T]:
    best = min(group, key=lambda item: (-item.confidence, item.sentence, item.rule))
    return Stated(best, tuple(sorted({item.sentence for item in group})))


def report_of(
    extraction: Extraction,
    municipality: str | None,
    owners: Mapping[str, str],
    claims: Iterable[ResolvedClaim],
    figures: Iterable[ResolvedFigure],
) -> Report:
    """A document with its own claims and figures."""
    stated = (_oriented(one.claim) for one in claims)
    counted = (one.figure for one in figures)
    return Report(extraction, municipality, owners, _joined(stated, claim_key), _joined(counted, figure_key))


def reports(resolution: Resolution) -> list[Report]:
    """The documents with their own claims and figures, in the resolution's order."""
    owners: dict[str, dict[str, str]] = {}
    for node in resolution.nodes:
        for identifier, key in node.members:
            owners.setdefault(identifier, {})[key] = node.id
    claims: dict[str, list[ResolvedClaim]] = {}
    for stated in resolution.claims:
        claims.setdefault(stated.document, []).append(stated)
    figures: dict[str, list[ResolvedFigure]] = {}
    for counted in resolution.figures:
        figures.setdefault(counted.document, []).append(counted)
    return [
        report_of(
            extraction,
            resolution.municipalities.get(name),
            owners.get(name, {}),
            claims.get(name, ()),
            figures.get(name, ()),
        )
        for extraction in resolution.extractions
        for name in [extraction.document.identifier]
    ]
