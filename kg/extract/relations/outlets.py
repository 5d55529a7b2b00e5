"""Media that are somebody's own: «на своём сайте», «в собственной группе»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import ACTORS, Entity, EntityType, Relation

_OWN = frozenset({"свой", "собственный"})
_FIRST = frozenset({"наш"})
_OWNERS = ACTORS - {EntityType.MEDIA}
_BEFORE = 3
"""Words between such a word and what it calls somebody's own («в своей районной газете»)."""


def own(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Whoever a medium belongs to brings it out."""
    if scene.lemmas.isdisjoint(_OWN | _FIRST):
        return
    for medium in (p for p in scene.phrases if p.entity.type is EntityType.MEDIA and not p.proxy):
        called = _called(scene, medium)
        status = clause_status(scene, medium.first, setting)
        for owner in _owners(scene, setting, medium) if called else ():
            place, mark = (scene.index, medium.first), f"own={called}"
            yield from propose((owner, medium.entity), Relation.PUBLISHES, status, "outlet.own", place, mark)


def _called(scene: Scene, medium: Phrase) -> str:
    """The word that calls a medium somebody's own; empty where none does."""
    head = head_of(scene.tokens, medium)
    near = scene.tokens[max(0, medium.first - _BEFORE) : head]
    alike = (t for t in near if t.lemma in _OWN | _FIRST and t.case == scene.tokens[head].case)
    return next((t.lemma for t in alike), "")


def _owners(scene: Scene, setting: Setting, medium: Phrase) -> list[Entity]:
    """Who acts in the clause, whoever has it («у союза есть своя газета»), else who acts in the text before."""
    clause = scene.clauses[medium.first]
    while True:
        here = [p for p in scene.phrases_in(clause) if p.entity.type in _OWNERS and not p.paren]
        doing = [
            p for p in here if (direct(p) and p.cases & {"Nom", "Ins"} and not p.vague) or p.preps == "у"
        ]
        if doing:
            return [p.entity for p in doing if p.group == doing[0].group]
        if clause.before is None:
            break
        clause = clause.before
    if setting.firsthand:
        return list(setting.reporter)
    return list(setting.focus) if medium.preps else []
