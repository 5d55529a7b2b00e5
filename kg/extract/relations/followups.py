"""Sentences about the event spoken of before: «К участию приглашаются …», «Откликнулись …»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation

_DOERS = ACTORS | {EntityType.POST, EntityType.PERSON}


_words = partial(words, "followups.yaml")


def _verb(scene: Scene, name: str) -> int:
    return next(iter(scene.where(_words(name))), -1)


def _noun(scene: Scene, words: frozenset[str], cases: frozenset[str]) -> int:
    outside = (i for i, t in enumerate(scene.tokens) if i not in scene.inside and t.lemma in words)
    return next((i for i in outside if scene.tokens[i].case in cases), -1)


def _spoken_of(scene: Scene) -> Entity | None:
    """The one event or project of the sentence before; None where this one names another."""
    own = any(p.entity.type in DEEDS and not p.proxy for p in scene.phrases)
    before = scene.light.deeds
    fits = len(before) == 1 and before[0].type is not EntityType.PROGRAM
    return before[0] if fits and not own else None


def _doers(scene: Scene, cue: int) -> list[Phrase]:
    """Who acts: the first list of names without a preposition in the nominative, in the clause of the cue."""
    fit = [
        p for p in scene.phrases
        if p.entity.type in _DOERS and direct(p) and "Nom" in p.cases and not p.paren and not p.proxy
        and scene.clauses[p.first] is scene.clauses[cue]
    ]  # fmt: skip
    return [p for p in fit if p.group == fit[0].group]


def said(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who takes part in the event spoken of before."""
    deed = _spoken_of(scene)
    cue = -1 if deed is None else _taking_part(scene)
    if deed is None or cue < 0 or _joins_another(scene, cue):
        return
    for phrase in _doers(scene, cue):
        status, pair = clause_status(scene, cue, setting), (phrase.entity, deed)
        yield from propose(pair, Relation.PARTICIPATES_IN, status, "followup", (scene.index, cue))


def _joins_another(scene: Scene, cue: int) -> bool:
    """«присоединилась к Соглашению», «участвуют в совете»: the sentence names itself what somebody joins."""
    own = (p for p in scene.phrases if scene.clauses[p.first] is scene.clauses[cue] and not p.proxy)
    return any(p.preps in {"к", "в", "на"} and p.entity.type is not EntityType.PLACE for p in own)


def _speaking(scene: Scene) -> int:
    """«С докладом выступила …», «В работах участвуют …»: no event named, but one meant."""
    verb = _verb(scene, "speaking")
    if verb >= 0 and any(t.lemma in _words("speeches") for t in scene.tokens):
        return verb
    verb, taken = _verb(scene, "taking_part"), _noun(scene, frozenset({"участие"}), frozenset({"Acc"}))
    common = _noun(scene, _words("occasions"), frozenset({"Loc"}))
    return max(verb, taken) if common >= 0 and scene.tokens[common - 1].low in {"в", "во"} else -1


def _taking_part(scene: Scene) -> int:
    joining, inviting = _verb(scene, "joining"), _verb(scene, "inviting")
    if joining >= 0:
        return joining
    if _speaking(scene) >= 0:
        return _speaking(scene)
    taken = _noun(scene, frozenset({"участие"}), frozenset({"Acc", "Dat"}))
    return inviting if inviting >= 0 and taken >= 0 and not _elsewhere(scene, taken) else -1


def _elsewhere(scene: Scene, noun: int) -> bool:
    """«участие в …»: the sentence itself says in what."""
    return any(t.low in {"в", "во"} for t in scene.tokens[noun + 1 : noun + 2])
