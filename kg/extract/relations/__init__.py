"""Who does what with whom: claims from sentences whose entities are known."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.relations.confidence import model
from kg.extract.relations.proposals import candidates, scenes
from kg.extract.relations.weighing import settle
from kg.model import AnnotatedDocument, Claim, Entity

__all__ = ["candidates", "find_claims", "scenes", "settle"]


def find_claims(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """The relations that a document states between its entities.

    Args:
        annotated: The document with its sentences.
        entities: Its entities, with all their mentions.

    Returns:
        One claim for each subject, relation and object, in order of the text.
    """
    return tuple(settle(annotated, entities, candidates(annotated, entities), model()))
