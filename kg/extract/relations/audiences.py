"""Whom an event is for: «семинар для председателей ТОС», «для старост проведён форум»; they take part in it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.groups import groups_in
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Mention, Relation, Status

_GUESTS = ACTORS | {EntityType.POST}
_FOR = frozenset({"для", "среди"})
_NEAR = 4
"""Tokens between an event and the «для» phrase behind it."""


def invited(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Those whom a sentence says an event is for."""
    for guest in (p for p in scene.phrases if p.preps in _FOR and not p.proxy and not p.opaque):
        if guest.entity.type not in _GUESTS:
            continue
        for event, how in _events(scene, guest):
            yield from _takes_part(scene, guest, event, how, setting)


def named(scene: Scene) -> Iterator[Candidate]:
    """Those whom the name of an event says it is for."""
    for mention, event in scene.mentions:
        if event.type is not EntityType.EVENT:
            continue
        for inner, guest in scene.mentions:
            if guest.type not in _GUESTS or not _holds(mention, inner):
                continue
            alone = not any(_holds(mention, o) and _holds(o, inner) for o, _ in scene.mentions)
            led = scene.tokens[inner.first - 1].lemma in words("posts.yaml", "officers")
            if alone and not led and _preposition(scene, mention, inner) in _FOR:
                marks = (f"audience={_head(scene, mention)}", "audience.how=name")
                pair, place = (guest, event), (scene.index, -1)
                yield from propose(
                    pair, Relation.PARTICIPATES_IN, Status.REALISED, "audience.name", place, *marks
                )


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last and outer != inner


def _preposition(scene: Scene, outer: Mention, inner: Mention) -> str:
    """The last preposition of a name before another name in it."""
    before = scene.tokens[outer.first : inner.first]
    return next((word(t) for t in reversed(before) if t.pos == "ADP"), "")


def _events(scene: Scene, guest: Phrase) -> list[tuple[Phrase, str]]:
    """The event right before the guests, else what the clause that they open does with an event."""
    own = [p for p in scene.phrases if p.entity.type is EntityType.EVENT and not p.proxy]
    before = [p for p in own if p.last <= guest.first <= p.last + _NEAR]
    if before:
        return [(before[-1], "behind")]
    clause = scene.clauses[guest.first]
    verbs = [i for i in clause.tokens if i not in scene.inside and is_finite(scene.tokens[i])]
    after = [p for p in own if p.first > guest.first and scene.clauses[p.first] is clause and not p.preps]
    opens = bool(verbs) and guest.first < verbs[0]
    return [(p, "opens") for p in after if opens and p.group == after[0].group]


def _takes_part(
    scene: Scene, guest: Phrase, event: Phrase, how: str, setting: Setting
) -> Iterator[Candidate]:
    status = clause_status(scene, event.first, setting)
    marks = (f"audience={_head(scene, event)}", f"audience.how={how}", f"audience.prep={guest.preps}")
    pair, place = (guest.entity, event.entity), (scene.index, event.first)
    yield from propose(pair, Relation.PARTICIPATES_IN, status, f"audience.{how}", place, *marks)
    stop = guest.last if guest.entity.type is EntityType.POST else guest.first + 1
    for group in groups_in(scene.tokens, guest.first, stop, guest.last):  # a council's name invites no group
        served = ("frame=target.guests", f"target.guests={how}", f"target.guests={group.group.value}")
        key, name = event.entity.key, group.group.value
        yield Candidate(
            key, Relation.TARGETS, name, status, "target.guests", scene.index, group.first, served
        )


def _head(scene: Scene, stretch: Mention | Phrase) -> str:
    return scene.tokens[head_of(scene.tokens, stretch)].lemma
