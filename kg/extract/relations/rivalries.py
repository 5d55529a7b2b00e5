"""Events at which somebody wins."""

from __future__ import annotations

from kg.lexicon import words
from kg.model import Entity

WINNERS = words("awards.yaml", "winners")
_STEMS = tuple(sorted(words("awards.yaml", "rivalries")))


def is_rivalry(entity: Entity) -> bool:
    """Whether there is something to win («победителями стали …»: of the contest, not of the projects)."""
    return any(word.startswith(_STEMS) for word in entity.label.lower().split())
