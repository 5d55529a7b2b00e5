"""What is being made: a body that a task founds, or that could not be opened, has its parent in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from kg.extract.relations.arguments import Roles
from kg.extract.relations.clauses import is_participle
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, Trigger, verb_lemmas, verb_reading
from kg.extract.relations.setting import Setting, clause_status, trigger_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Status

_words = partial(words, "status.yaml")
_EVENTS = frozenset({EntityType.EVENT})
_MADE = ACTORS | {EntityType.PLACE}


@lru_cache(maxsize=1)
def _making() -> tuple[frozenset[str], frozenset[str]]:
    return _words("making"), _words("makings")


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    """All forms by which a word of making is known, the reflexive ones included."""
    verbs, nouns = _making()
    return verbs | nouns | {verb + end for verb in verbs for end in ("ся", "сь")}


def _triggers(scene: Scene) -> Iterator[Trigger]:
    verbs, nouns = _making()
    for index in scene.where(_cues()):
        token = scene.tokens[index]
        reading = verb_reading(token, verbs, True)
        if reading is not None and not is_participle(token):
            yield Trigger(index, reading[0], reading[1], False, token.feats.get("VerbForm") == "Inf")
        elif token.lemma in nouns and token.pos == "NOUN":
            yield Trigger(index, "noun", token.lemma)


def unmade(scene: Scene, setting: Setting) -> Mapping[str, Status]:
    """The bodies and events that a sentence says are yet to be made, or were not, with what is said."""
    found: dict[str, Status] = {}
    for trigger in _triggers(scene):
        status = trigger_status(scene, trigger, setting)
        if status is not Status.REALISED:
            for argument in Roles(scene, trigger, load()).patient(_MADE):
                found[argument.phrase.entity.key] = status
    for event in _failed(scene, setting):
        found[event.key] = Status.NOT_REALISED
    for phrase in scene.phrases:
        if _spoken_of_once(scene, phrase):
            status = clause_status(scene, phrase.first, setting)
            if status is not Status.REALISED:
                found.setdefault(phrase.entity.key, status)
    return found


def _failed(scene: Scene, setting: Setting) -> Iterator[Entity]:
    """The events that a sentence says were not held («не состоялось заседание палаты»)."""
    for index in scene.where(_words("held")):
        reading = verb_reading(scene.tokens[index], _words("held"), True)
        if reading is None or is_participle(scene.tokens[index]):
            continue
        trigger = Trigger(index, reading[0], reading[1])
        if trigger_status(scene, trigger, setting) is Status.NOT_REALISED:
            roles = Roles(scene, trigger, load())
            yield from (a.phrase.entity for a in roles.fill(("theme",), _EVENTS) if a.phrase.first >= 0)


def _spoken_of_once(scene: Scene, phrase: Phrase) -> bool:
    """A deed that only this sentence speaks of, as what is done («не состоялась поездка в …»), not as where or why."""
    entity = phrase.entity
    if entity.type not in DEEDS or phrase.preps or phrase.opaque or phrase.proxy or phrase.paren:
        return False
    here = all(m.sentence == scene.index for m in entity.mentions)
    return here and (entity.type is not EntityType.PROJECT or _carried(scene, phrase))


def _carried(scene: Scene, phrase: Phrase) -> bool:
    """«не реализован проект клуба»: a project is carried out, not only asked for («проект клуба не поддержан»)."""
    own = scene.outside(scene.clauses[phrase.first])
    return any(_words("carrying") & set(verb_lemmas(scene.tokens[i])) for i in own)
