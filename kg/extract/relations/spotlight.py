"""What pronouns and silent subjects of a sentence may point at: what the text before it spoke of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kg.model import Entity, EntityType, Token
from kg.structs import struct


@struct(frozen=True, slots=True)
class Spotlight:
    """What the text spoke of last.

    Attributes:
        actors: Who acted.
        deeds: Events, projects or programmes.
        heads: The head nouns that they were last named by, by their keys.
        speaker: Who reports, and says «we».
        officer: Whose report it is, in person, and says «I».
        near: Those of the sentence before that the others leave out: who did not act, papers, media; in its order.
        home: The report's own municipality.
    """

    actors: tuple[Entity, ...] = ()
    deeds: tuple[Entity, ...] = ()
    heads: Mapping[str, Token] = field(default_factory=dict)
    speaker: tuple[Entity, ...] = ()
    near: tuple[Entity, ...] = ()
    officer: tuple[Entity, ...] = ()
    home: Entity | None = None

    @property
    def aside(self) -> tuple[Entity, ...]:
        """The events of the sentence before, where it was of a project or programme."""
        if any(e.type is EntityType.EVENT for e in self.deeds):
            return ()
        return tuple(e for e in self.near if e.type is EntityType.EVENT)
