"""Which of the proposed claims are said, and how sure each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.confidence import Model
from kg.extract.relations.salience import own_city
from kg.extract.time import time_of
from kg.model import (
    AnnotatedDocument,
    Claim,
    Entity,
    Relation,
)


def settle(
    annotated: AnnotatedDocument, entities: Sequence[Entity], proposed: Iterable[Candidate], model: Model
) -> Iterator[Claim]:
    """Weigh candidates: one claim for each subject, relation and object, in its likeliest status.

    Args:
        annotated: The document.
        entities: Its entities.
        proposed: What the rules propose.
        model: What says how sure each is; candidates below its threshold are dropped.
    """
    best: dict[tuple[str, Relation, str], tuple[float, Candidate]] = {}
    for candidate in weighed(annotated, entities, proposed):
        probability = model.sure(candidate)
        key = _key(candidate)
        if probability >= model.needed(candidate.relation.value) and (
            key not in best or probability > best[key][0]
        ):
            best[key] = probability, candidate
    for (subject, relation, obj), (probability, candidate) in sorted(
        best.items(), key=lambda row: _order(row[1][1])
    ):
        if not _outdone((subject, relation, obj), probability, best):
            yield _claim(annotated, subject, obj, probability, candidate)


def weighed(
    annotated: AnnotatedDocument, entities: Sequence[Entity], proposed: Iterable[Candidate]
) -> Iterator[Candidate]:
    """The candidates that may become claims: the report's own city in a name says nothing new.

    Args:
        annotated: The document.
        entities: Its entities.
        proposed: What the rules propose.
    """
    city = own_city(annotated, entities)
    return (candidate for candidate in proposed if not _own_place(candidate, city))


_RIVALS = {
    Relation.ORGANIZES: (Relation.PARTICIPATES_IN, Relation.FUNDS),
    Relation.PARTICIPATES_IN: (Relation.ORGANIZES, Relation.IMPLEMENTS, Relation.SUPPORTS),
    Relation.IMPLEMENTS: (Relation.PARTICIPATES_IN,),
    Relation.SUPPORTS: (Relation.FUNDS, Relation.PARTICIPATES_IN, Relation.COVERS),
    Relation.FUNDS: (Relation.SUPPORTS, Relation.ORGANIZES),
    Relation.COVERS: (Relation.SUPPORTS,),
    Relation.PART_OF: (Relation.ATTACHED_TO, Relation.MEMBER_OF),
    Relation.ATTACHED_TO: (Relation.PART_OF,),
    Relation.MEMBER_OF: (Relation.PART_OF,),
    Relation.ADOPTS: (Relation.PUBLISHES, Relation.GOVERNED_BY),
    Relation.PUBLISHES: (Relation.ADOPTS,),
}
"""Relations that rarely hold between the same two at once: the likelier stays."""
_TURNED: Mapping[Relation, tuple[Relation, ...]] = {
    Relation.SUPPORTS: (Relation.PART_OF, Relation.SUPPORTS, Relation.FUNDS, Relation.ATTACHED_TO),
    Relation.FUNDS: (Relation.PART_OF, Relation.SUPPORTS, Relation.FUNDS),
    Relation.PART_OF: (Relation.SUPPORTS, Relation.FUNDS),
    Relation.ATTACHED_TO: (Relation.SUPPORTS,),
}
"""The same, where the other relation goes the other way: a club is its library's, or the library helps it."""
_BOTH = (
    frozenset({Relation.SUPPORTS, Relation.FUNDS}),
    frozenset({Relation.ADOPTS, Relation.GOVERNED_BY}),
)
"""Rivals that hold both where two sentences say them: help and money, an agreement and what is done by it."""
_HOSTING = "role_of.noun"
"""«организатор и ведущий вечера»: whoever is called a host is no guest."""
Weighed = dict[tuple[str, Relation, str], tuple[float, Candidate]]


def _outdone(key: tuple[str, Relation, str], probability: float, best: Weighed) -> bool:
    subject, relation, obj = key
    own = best[key][1]
    if relation is Relation.ORGANIZES and own.rule == _HOSTING:
        return False
    host = best.get((subject, Relation.ORGANIZES, obj))
    if relation is Relation.PARTICIPATES_IN and host is not None and host[1].rule == _HOSTING:
        return True
    rivals = [best.get((subject, rival, obj)) for rival in _RIVALS.get(relation, ())]
    rivals += [best.get((obj, rival, subject)) for rival in _TURNED.get(relation, ())]
    return any(
        rival is not None and rival[0] > probability and not _said_together(own, rival[1])
        and not _said_apart(own, rival[1])
        for rival in rivals
    )  # fmt: skip


def _said_together(one: Candidate, other: Candidate) -> bool:
    """«методическая и финансовая поддержка»: one rule says both of one word."""
    return one.rule == other.rule == "programme.task" and one.sentence == other.sentence


def _said_apart(one: Candidate, other: Candidate) -> bool:
    """Help in one sentence and money in another: both hold."""
    return one.sentence != other.sentence and {one.relation, other.relation} in _BOTH


def _key(candidate: Candidate) -> tuple[str, Relation, str]:
    pair = candidate.subject, candidate.object
    subject, obj = sorted(pair) if candidate.relation is Relation.COOPERATES_WITH else pair
    return subject, candidate.relation, obj


def _own_place(candidate: Candidate, city: Entity | None) -> bool:
    named = candidate.relation is Relation.LOCATED_IN and candidate.rule.startswith("name")
    return named and city is not None and candidate.object == city.key


def _order(candidate: Candidate) -> tuple[int, int, str, str, str]:
    return candidate.sentence, candidate.cue, candidate.relation, candidate.subject, candidate.object


def _claim(
    annotated: AnnotatedDocument, subject: str, obj: str, probability: float, candidate: Candidate
) -> Claim:
    sentence = annotated.sentences[candidate.sentence]
    section = annotated.section(sentence)
    time = time_of(
        annotated.document.text[sentence.start : sentence.stop], section.year or annotated.document.year
    )
    cue = (
        (sentence.tokens[candidate.cue].start, sentence.tokens[candidate.cue].stop)
        if candidate.cue >= 0
        else None
    )
    return Claim(
        subject=subject,
        relation=candidate.relation,
        object=obj,
        status=candidate.status,
        confidence=round(probability, 3),
        rule=candidate.rule,
        sentence=candidate.sentence,
        year=time.year,
        valid_from=time.first,
        valid_until=time.last,
        cue=cue,
    )
