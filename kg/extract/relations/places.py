"""Where somebody is from or something is: a place right behind a phrase («редакции из Читы», «сходы в посёлке …»)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.lexicon import SUBJECTS
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import EntityType, Relation

_OF = frozenset({"из", "в", "на", "на территории", ""})
_REACH = 3


def _placed(scene: Scene, place: Phrase) -> list[Phrase]:
    """What stands right before a place, or before the list that it belongs to."""
    opens = min(p.first for p in scene.phrases if p.group == place.group)
    near = [
        p
        for p in scene.phrases
        if 0 <= opens - p.last <= _REACH and not p.proxy and p.entity.type is not EntityType.PLACE
    ]
    return [
        p for p in scene.phrases if near and p.group == near[-1].group and p.last <= opens and not p.proxy
    ]


def behind(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """A candidate for each place with each item of the list that it stands behind."""
    for place in (p for p in scene.phrases if p.entity.type is EntityType.PLACE and p.preps in _OF):
        for owner in _placed(scene, place):
            if owner.entity.type not in SUBJECTS[Relation.LOCATED_IN]:
                continue
            kind = owner.entity.type.value
            marks = (
                "frame=place.behind",
                f"place.behind={place.preps}.{place.paren}",
                f"place.behind={place.preps}.{kind}",
            )
            status = clause_status(scene, owner.first, setting)
            pair = owner.entity.key, Relation.LOCATED_IN, place.entity.key
            yield Candidate(*pair, status, "place.behind", scene.index, place.first, marks)
