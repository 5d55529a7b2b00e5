"""What a body's sitting decides: «На заседании Думы принята программа»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, verb_reading
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_SITTINGS = words("members.yaml", "deciding")
_VERBS = words("members.yaml", "decisions")
_APPROVAL = words("members.yaml", "approval")
_PLAIN = frozenset(verb for verb in _VERBS if not verb.endswith("ся"))
_DECIDED = frozenset({EntityType.PROGRAM, EntityType.DOCUMENT})
_DOERS = ACTORS | {EntityType.POST}


def made(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Programmes and documents that are adopted at a sitting whose name says of what body."""
    sittings = [p for p in scene.phrases if p.entity.type is EntityType.EVENT and _hosts(scene, p)]
    for sitting in sittings:
        clause = scene.clauses[sitting.first]
        verbs = [i for i in scene.where(_VERBS) if scene.clauses[i] is clause]
        for index in verbs:
            reading = verb_reading(scene.tokens[index], _PLAIN, True)
            if reading is None or reading[0] != "passive" or _by_another(scene, index, verbs):
                continue
            status = clause_status(scene, index, setting)
            for thing in _things(scene, index):
                for body in _bodies(scene, sitting):
                    pair, place = (body, thing.entity), (scene.index, index)
                    yield from propose(pair, Relation.ADOPTS, status, "sitting.decided", place)


def _by_another(scene: Scene, verb: int, verbs: Sequence[int]) -> bool:
    """«на заседании совета главой утверждён план»; not «принимается на заседании совета и подписывается главой»."""
    for phrase in scene.phrases_in(scene.clauses[verb]):
        low, high = sorted((verb, phrase.first))
        acts = phrase.entity.type in _DOERS and direct(phrase) and "Ins" in phrase.cases
        if acts and not any(low < i < high for i in verbs):
            return True
    return False


def awaited(scene: Scene) -> Iterator[Candidate]:
    """«внести положение на утверждение Думы»: what is laid before a body is yet to be adopted by it."""
    for body in (p for p in scene.phrases if p.preps == "на" and p.chain and p.entity.type in _DOERS):
        top = body.chain[-1]
        if scene.tokens[top].lemma not in _APPROVAL or body.proxy:
            continue
        own = [p for p in scene.phrases_in(scene.clauses[body.first]) if p.entity.type in _DECIDED]
        laid = [p for p in own if direct(p) and p.cases & {"Nom", "Acc"} and not p.paren]
        for thing in laid:
            pair = body.entity, thing.entity
            yield from propose(pair, Relation.ADOPTS, Status.PLANNED, "decision.awaited", (scene.index, top))


def _hosts(scene: Scene, phrase: Phrase) -> bool:
    """«на заседании …»."""
    return phrase.preps in {"на", "в ходе"} and scene.tokens[head_of(scene.tokens, phrase)].lemma in _SITTINGS


def _bodies(scene: Scene, sitting: Phrase) -> list[Entity]:
    """Whose sitting it is, by its name; bodies inside a body's name left out."""
    inner = [(m, e) for m, e in scene.mentions if sitting.first < m.first and m.last <= sitting.last]
    inner = [(m, e) for m, e in inner if e.type in ACTORS]
    return [
        e
        for m, e in inner
        if not any(o is not m and o.first <= m.first and m.last <= o.last for o, _ in inner)
    ]


def _things(scene: Scene, verb: int) -> list[Phrase]:
    own = [p for p in scene.phrases_in(scene.clauses[verb]) if p.entity.type in _DECIDED]
    fits = [p for p in own if direct(p) and "Nom" in p.cases and not p.paren]
    nearest = min(fits, key=lambda p: abs(p.first - verb), default=None)
    return [p for p in fits if nearest is not None and p.group == nearest.group]
