"""Sentences about the event spoken of before: «К участию приглашаются …», «Откликнулись …»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, SectionKind, Status

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
    """Who takes part in the event spoken of before, and who takes on to hold it."""
    deed = _spoken_of(scene)
    yield from _taken_on(scene, setting, deed)
    cue = -1 if deed is None else _taking_part(scene)
    if deed is None or cue < 0 or _joins_another(scene, cue):
        return
    for phrase in _doers(scene, cue):
        status, pair = clause_status(scene, cue, setting), (phrase.entity, deed)
        yield from propose(pair, Relation.PARTICIPATES_IN, status, "followup", (scene.index, cue))


def _taken_on(scene: Scene, setting: Setting, deed: Entity | None) -> Iterator[Candidate]:
    """«Подготовку взял на себя комитет», «Проведение поручено школе»: who holds the event spoken of before."""
    doing = _noun(scene, _words("doing"), frozenset({"Nom", "Acc", "Ins"}))
    if deed is None or doing < 0 or any(doing in p.chain for p in scene.phrases) or _of_what(scene, doing):
        return
    clause = scene.clauses[doing]
    cue = next((i for i in clause.tokens if scene.tokens[i].lemma in _words("taking_on")), -1)
    charged = next((i for i in clause.tokens if scene.tokens[i].lemma in _words("charged")), -1)
    own = [p for p in scene.phrases if scene.clauses[p.first] is clause and p.entity.type in _DOERS]
    found = [p for p in own if _takes(p, cue, charged)]
    relation = Relation.ORGANIZES if deed.type is EntityType.EVENT else Relation.IMPLEMENTS
    ahead = setting.section is SectionKind.TASKS
    told = Status.PLANNED if ahead else Status.REALISED  # «поручено» is no plan here
    status = clause_status(scene, max(cue, doing), setting) if charged < 0 else told
    for phrase in (p for p in found if p.group == found[0].group):
        yield from propose((phrase.entity, deed), relation, status, "followup.taken", (scene.index, doing))


def _takes(phrase: Phrase, cue: int, charged: int) -> bool:
    """Whether somebody takes a task on, or is charged with it."""
    if phrase.paren or phrase.proxy or phrase.opaque:
        return False
    if cue >= 0:
        return direct(phrase) and "Nom" in phrase.cases
    return charged >= 0 and (phrase.preps == "на" or (direct(phrase) and phrase.cases == {"Dat"}))


def _of_what(scene: Scene, index: int) -> bool:
    """«подготовка площадки»: a noun in the genitive says what is prepared, unless it means the event itself."""
    following = scene.tokens[index + 1 : index + 3]
    genitive = (t for t in following if t.pos == "NOUN" and t.case == "Gen")
    return any(t.lemma not in _words("occasions") | _words("events") for t in genitive)


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


def _opening(scene: Scene) -> int:
    """«Выступали ансамбль и хор»: a verb of taking part that its sentence begins with."""
    first = scene.tokens[0]
    opens = first.lemma in _words("opening") and is_finite(first) and 0 not in scene.inside
    with_what = any(t.low in {"с", "со", "за", "против"} for t in scene.tokens[1:2])
    return 0 if opens and not with_what else -1


def _taking_part(scene: Scene) -> int:
    joining, inviting = _verb(scene, "joining"), _verb(scene, "inviting")
    joining = joining if joining >= 0 else _opening(scene)
    if joining >= 0:
        return joining
    if _speaking(scene) >= 0:
        return _speaking(scene)
    taken = _noun(scene, frozenset({"участие"}), frozenset({"Acc", "Dat"}))
    return inviting if inviting >= 0 and taken >= 0 and not _elsewhere(scene, taken) else -1


def _elsewhere(scene: Scene, noun: int) -> bool:
    """«участие в …»: the sentence itself says in what."""
    return any(t.low in {"в", "во"} for t in scene.tokens[noun + 1 : noun + 2])
