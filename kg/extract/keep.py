"""How sure it is that a group of phrases is an entity worth a node."""

from __future__ import annotations

from kg.extract.groups import Group
from kg.extract.lexicon import Bare
from kg.model import EntityType

SURE = 0.95
LIKELY = 0.8
DOUBTFUL = 0.4
"""Below one half: kept only where it takes part in a claim or a figure."""

_ROUTINE = {EntityType.EVENT, EntityType.DOCUMENT, EntityType.PROJECT, EntityType.PROGRAM, EntityType.POST}


def confidence(group: Group) -> float:
    """Named things are sure, collectives and routine events doubtful."""
    if group.type in {EntityType.PLACE, EntityType.PERSON} or group.cores:
        return SURE
    if group.plural:
        return DOUBTFUL
    if group.type in _ROUTINE and not _proper(group):
        return DOUBTFUL
    return LIKELY


def _proper(group: Group) -> bool:
    return any(m.phrase.bare is Bare.UNIQUE or m.foreign or m.phrase.last - m.phrase.head > 2 for m in group.members)
