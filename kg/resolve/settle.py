"""What a document says in the end: its claims and figures by node, with what a person decided on them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Extraction, ResolvedClaim, ResolvedFigure
from kg.resolve.claims import claims_of, figures_of
from kg.resolve.curation import Curation, Kind
from kg.resolve.decisions import Ends, Unapplied, added, rulings, without_rejected
from kg.resolve.reading import Owners
from kg.resolve.towns import Town


class Rulings:
    """What a person decided on claims.

    Args:
        ends: Finds the nodes that decisions speak of.
        curation: All decisions.
    """

    def __init__(self, ends: Ends, curation: Curation) -> None:
        self.rejected = rulings(ends, curation, Kind.REJECT)
        self.added = rulings(ends, curation, Kind.ADD)

    def lost(self, rejected: set[int], added: set[int]) -> list[Unapplied]:
        """The decisions that had no effect, by the indices of those that had."""
        pairs = ((self.rejected, rejected), (self.added, added))
        return [one.lost for all_, applied in pairs for index, one in enumerate(all_) if index not in applied]


@dataclass(frozen=True, slots=True)
class Settled:
    """A document's statements.

    Attributes:
        claims: With node ids, those that a person rejected left out, those that one added put in.
        figures: With node ids.
        rejected: Indices of the rejecting rulings that had an effect here.
        added: Indices of the adding ones.
    """

    claims: tuple[ResolvedClaim, ...]
    figures: tuple[ResolvedFigure, ...]
    rejected: frozenset[int]
    added: frozenset[int]


def settle(extraction: Extraction, owners: Owners, town: Town, decided: Rulings) -> Settled:
    """Put nodes in the place of entities.

    Args:
        extraction: What was found in the document.
        owners: What became of its entities.
        town: Its municipality.
        decided: What a person decided on claims.
    """
    kept, rejected = without_rejected(claims_of(extraction, owners, town), decided.rejected)
    new, put_in = added(extraction, decided.added)
    figures = tuple(figures_of(extraction, owners, town))
    return Settled((*kept, *new), figures, frozenset(rejected), frozenset(put_in))
