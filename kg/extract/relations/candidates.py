"""What rules propose: claims that no confidence has been given to yet."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.lexicon import SUBJECTS
from kg.model import Entity, Relation, Status
from kg.structs import struct


@struct(frozen=True, slots=True)
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


def propose(
    pair: tuple[Entity, Entity],
    relation: Relation,
    status: Status,
    rule: str,
    place: tuple[int, int],
    *marks: str,
) -> Iterator[Candidate]:
    """A claim by a rule of its own, where the types admit it and the two are not one.

    Args:
        pair: Subject and object.
        relation: Which relation.
        status: Done, planned or not done.
        rule: Name of the rule.
        place: Sentence and token of the word that says so.
        marks: More of how it was found, for the estimate of confidence.
    """
    subject, obj = pair
    if subject.key == obj.key or subject.type not in SUBJECTS[relation]:
        return
    kinds = f"types={subject.type}>{obj.type}"
    found = (f"frame={rule}", kinds, f"{rule}={relation.value}", *marks)
    yield Candidate(subject.key, relation, obj.key, status, rule, *place, found)
