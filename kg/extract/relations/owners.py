"""Whose deed a pronoun says it is: «его рейды», «их проект «Мост»», «на её сайте»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import EntityType, Relation

_PRONOUNS = frozenset({"его", "ее", "их"})
_REACH = 3
"""Tokens between a pronoun and what belongs to whom it means."""
_DOES = {
    EntityType.EVENT: Relation.ORGANIZES,
    EntityType.PROJECT: Relation.IMPLEMENTS,
    EntityType.PROGRAM: Relation.IMPLEMENTS,
    EntityType.MEDIA: Relation.PUBLISHES,
}


def owned(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """What a pronoun says of the name behind it."""
    for owner in (p for p in scene.phrases if p.proxy == "pronoun" and "Gen" in p.cases):
        thing = _behind(scene, owner) if word(scene.tokens[owner.first]) in _PRONOUNS else None
        if thing is not None:
            relation = _DOES[thing.entity.type]
            status = clause_status(scene, thing.first, setting)
            pair, place = (owner.entity, thing.entity), (scene.index, owner.first)
            yield from propose(pair, relation, status, "owner", place)


def whose(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Дом дружбы, семинары которого проводятся ежегодно»: whose the name before «которого» is."""
    for owner, thing in named_for(scene):
        if thing.entity.type in _DOES:
            status = clause_status(scene, thing.first, setting)
            pair, place = (owner.entity, thing.entity), (scene.index, thing.first)
            yield from propose(pair, _DOES[thing.entity.type], status, "owner.whose", place)
    for owner in (p for p in scene.phrases if p.proxy == "relative" and p.chain):
        things = (
            p for p in scene.phrases if p.last == owner.first and not p.proxy and p.entity.type in _DOES
        )
        for thing in things:
            status = clause_status(scene, thing.first, setting)
            pair, place = (owner.entity, thing.entity), (scene.index, owner.first)
            yield from propose(pair, _DOES[thing.entity.type], status, "owner.whose", place)


def named_for(scene: Scene) -> Iterator[tuple[Phrase, Phrase]]:
    """«отряд, чей проект отмечен»: whoever a thing behind «чей» belongs to, and the thing."""
    for index in scene.where(frozenset({"чей"})):
        owners = [p for p in scene.phrases if p.last == index - 1 and not p.proxy]
        if not owners or scene.tokens[index - 1].text != ",":
            continue
        near = (p for p in scene.phrases if 0 < p.first - index <= _REACH and not p.proxy)
        thing = next(
            (p for p in near if all(t.pos == "ADJ" for t in scene.tokens[index + 1 : p.first])), None
        )
        if thing is not None:
            yield owners[-1], thing


def _behind(scene: Scene, owner: Phrase) -> Phrase | None:
    """The name right behind a pronoun, with nothing but adjectives between."""
    near = (p for p in scene.phrases if 0 < p.first - owner.first <= _REACH and not p.proxy)
    thing = next((p for p in near if p.entity.type in _DOES), None)
    between = scene.tokens[owner.last : thing.first] if thing is not None else ()
    return thing if all(t.pos in {"ADJ", "NUM", "PUNCT"} for t in between) else None
