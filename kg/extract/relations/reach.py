"""Whether a predicate can reach anything that a pattern says of it: asked before any role is filled."""

from __future__ import annotations

from functools import cache

from kg.extract.relations.arguments import NAMED
from kg.extract.relations.field import Field, openings
from kg.extract.relations.lexicon import Pattern, load

_HOWEVER = frozenset(
    {"patient", "giver", "served", "award", "assisted", "cost", "beside", "possessor", "purpose"}
)
"""Roles that a phrase of the own clause fills, whatever preposition stands before it."""
_BEYOND = (NAMED.keys() - _HOWEVER) | {"with"}
"""Roles that phrases of other clauses fill, or what was spoken of before."""


@cache
def _before(role: str) -> frozenset[str] | None:
    """The prepositions of which one stands before what fills a role of the own clause; None where any may."""
    return None if role in _HOWEVER else openings(load().markers.get(role, (role,)))


@cache
def _open(roles: tuple[str, ...]) -> tuple[bool, frozenset[str] | None]:
    """Whether phrases beyond the own clause fill any of some roles.

    And the prepositions of which one stands before what fills them in it; None where any may.
    """
    found = [_before(role) for role in roles]
    before = None if None in found else frozenset[str]().union(*(each or () for each in found))
    return not _BEYOND.isdisjoint(roles), before


def reachable(field: Field, pattern: Pattern) -> bool:
    """Whether a phrase that the predicate can reach may be the object of a pattern.

    It asks for the class and the preposition alone, and says yes of roles that other clauses can fill.
    """
    if pattern.objects.isdisjoint(field.scene.types):
        return False
    beyond, before = _open(pattern.object)
    if beyond or (field.trigger.full and "patient" in pattern.object):
        return True
    for phrase in field.reach:
        if phrase.entity.type in pattern.objects and (before is None or phrase.preps in before):
            return True
    return False
