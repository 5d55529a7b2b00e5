"""What rules propose: claims that no confidence has been given to yet."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Relation, Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a rule proposes.

    Attributes:
        subject: Entity key.
        relation: Which relation.
        object: Entity key, or the name of a social group.
        status: Done, planned or not done.
        rule: Name of the rule («organise.passive»).
        sentence: Index of the sentence.
        cue: Index in the sentence of the token that carries the relation; -1 where the form of a name does.
        features: What is known of how it was found, for the estimate of confidence.
    """

    subject: str
    relation: Relation
    object: str
    status: Status
    rule: str
    sentence: int
    cue: int = -1
    features: tuple[str, ...] = ()
