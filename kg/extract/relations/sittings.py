"""Whose sittings they are where the text does not say: «Совет действует при главе. Проведено 6 заседаний»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.pronouns import POSSESSIVES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation

_SITTINGS = words("members.yaml", "sittings")
_HAPPENING = words("members.yaml", "happening")
_BODIES = frozenset({EntityType.COUNCIL, EntityType.REPRESENTATIVE_BODY})
_OWNERS = _BODIES | {EntityType.NGO}
_DOERS = ACTORS | {EntityType.POST}
_STEM = 5
_BACK = 3
"""Sentences back that the body may be named."""


def owned(scene: Scene, before: Sequence[Scene], setting: Setting) -> Iterator[Candidate]:
    """Sittings that nobody is said to hold are those of the body that the text spoke of last, else of whoever reports.

    Args:
        scene: The sentence.
        before: The sentences before it, in order.
        setting: What the sentence stands in.
    """
    for event in (p for p in scene.phrases if p.entity.type is EntityType.EVENT and _bare(scene, p)):
        body = _body(scene, event, before[-_BACK:], setting)
        if body is not None and not _of_another(event.entity, body):
            status = clause_status(scene, event.first, setting)
            place = (scene.index, event.first)
            yield from propose((body, event.entity), Relation.ORGANIZES, status, "sitting.own", place)


def _bare(scene: Scene, phrase: Phrase) -> bool:
    """A sitting that does not say of what, in a clause that names nobody who holds it."""
    head = head_of(scene.tokens, phrase)
    if phrase.proxy or scene.tokens[head].lemma not in _SITTINGS:
        return False
    if phrase.preps and not _that_was(scene, phrase):
        return False
    named = any(t.pos in {"NOUN", "PROPN"} for t in scene.tokens[head + 1 : phrase.last + 1])
    inside = named or any(
        phrase.first <= m.first and m.last <= phrase.last and e.key != phrase.entity.key
        for m, e in scene.mentions
    )
    behind = [p for p in scene.phrases if p.first == phrase.last and p.entity.type in _DOERS]
    clause = scene.phrases_in(scene.clauses[phrase.first])
    held = [
        p
        for p in clause
        if p.entity.type in _DOERS and direct(p) and p.cases & {"Nom", "Ins"} and not p.paren
    ]
    return not inside and not behind and (not held or _happens(scene, head))


def _that_was(scene: Scene, phrase: Phrase) -> bool:
    """«на заседании, состоявшемся в мае», «на заседаниях которого», «на его заседаниях»."""
    behind = scene.tokens[phrase.last : phrase.last + 2]
    owner = behind[:1] and behind[0].lemma == "который"
    if owner or (phrase.first and scene.tokens[phrase.first - 1].word in POSSESSIVES):
        return True
    return len(behind) > 1 and behind[0].text == "," and not _HAPPENING.isdisjoint(verb_lemmas(behind[1]))


def _happens(scene: Scene, head: int) -> bool:
    """«комиссия создана, прошло два заседания»: the verb next to a sitting says that it was."""
    clause = scene.clauses[head]
    verbs = [i for i in scene.outside(clause) if is_finite(scene.tokens[i])]
    nearest = min(verbs, key=lambda i: abs(i - head), default=-1)
    return nearest >= 0 and not _HAPPENING.isdisjoint(verb_lemmas(scene.tokens[nearest]))


def _of_another(event: Entity, body: Entity) -> bool:
    """Whether another mention of the sitting says whose it is («Заседания комиссии»), and it is not this body."""
    said = event.label.lower().split("заседани")[-1].split()[1:]
    return bool(said) and not any(word[:_STEM] in event.label.lower() for word in body.label.lower().split())


def _body(scene: Scene, event: Phrase, before: Sequence[Scene], setting: Setting) -> Entity | None:
    here = [p.entity for p in scene.phrases if p.last <= event.first and p.entity.type in _BODIES]
    reporting = next((e for e in setting.reporter if e.type in _OWNERS), None)
    if here or reporting is not None:
        return here[-1] if here else reporting
    for one in reversed(before):
        named = [p for p in one.phrases if p.entity.type in _BODIES and not p.proxy]
        first = [p for p in named if "Nom" in p.cases and not p.preps and not p.via]
        councils = [p for p in first or named if p.entity.type is EntityType.COUNCIL]
        if named:
            return (councils or first or named)[-1].entity
    return None
