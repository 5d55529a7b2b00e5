"""What working together comes to: «Примером взаимодействия А и Б служат концерты»: both take part in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation

_SHOWING = words("partners.yaml", "showing")
_TOGETHER = words("partners.yaml", "common")
_COPULAS = frozenset({"служить", "стать", "являться", "быть", "становиться", "это"})
_REACH = 3


def shown(scene: Scene, setting: Setting, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """Events that a sentence calls an example or a form of what two do together.

    Args:
        scene: The sentence.
        setting: What it stands in.
        said: What the rules proposed for it.
    """
    for index in scene.where(_SHOWING):
        near = scene.tokens[index + 1 : index + 1 + _REACH]
        if not any(t.lemma in _TOGETHER and t.case == "Gen" for t in near) or not _links(scene, index):
            continue
        status = clause_status(scene, index, setting)
        pairs = {key for c in said if c.relation is Relation.COOPERATES_WITH for key in (c.subject, c.object)}
        for event in _events(scene, index):
            for party in _parties(scene, index, pairs):
                place = scene.index, index
                yield from propose((party, event), Relation.PARTICIPATES_IN, status, "example", place)


def _links(scene: Scene, index: int) -> bool:
    clause = scene.clauses[index]
    return any(
        scene.tokens[i].lemma in _COPULAS or scene.tokens[i].text in DASHES
        for i in scene.outside(clause)
        if i != index
    )


def _events(scene: Scene, index: int) -> list[Entity]:
    """What is shown: the subject, or what stands behind the verb in the instrumental."""
    noun = scene.tokens[index]
    cases = {"Nom", "Ins"} - {noun.case}
    own = [p for p in scene.phrases_in(scene.clauses[index]) if p.entity.type is EntityType.EVENT]
    fits: list[Phrase] = [p for p in own if direct(p) and not p.chain and p.cases & cases and not p.paren]
    return [p.entity for p in fits if p.group == fits[0].group]


def _parties(scene: Scene, index: int, pairs: set[str]) -> list[Entity]:
    """Those who work together, named in the same clause."""
    own = scene.phrases_in(scene.clauses[index])
    return list({p.entity.key: p.entity for p in own if p.entity.key in pairs}.values())
