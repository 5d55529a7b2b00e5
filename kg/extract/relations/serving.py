"""A claim that somebody or something is meant for a social group, with the signs by which it is weighed."""

from __future__ import annotations

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.groups import GroupWord
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_STEM = 6


def _kind(entity: Entity) -> str:
    if entity.type in ACTORS:
        return (
            "authority"
            if entity.type in {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}
            else "actor"
        )
    return entity.type.lower()


def serve(  # noqa: PLR0917
    scene: Scene, entity: Entity, group: GroupWord, status: Status, rule: str, marks: tuple[str, ...]
) -> Candidate:
    """The claim that an entity is meant for a group, by a rule.

    Args:
        scene: The sentence that says so.
        entity: What is meant for them, or who serves them.
        group: The words for the group.
        status: Done, planned or not done.
        rule: Name of the rule.
        marks: How it was found.
    """
    kind = _kind(entity)
    name = group.group.value
    wide = "wide" if name in {"residents", "workers", "families"} else "narrow"
    found = (
        f"frame={rule}",
        f"kind={kind}",
        f"{rule}={kind}",
        f"{rule}:{wide}",
        f"group={name}",
        f"{kind}:group={name}",
        f"{rule.split('.')[1]}:group={name}",
        f"word={word(scene.tokens[group.last - 1])[:_STEM]}",
        *(f"{rule}:{m}" for m in marks),
        *(f"{kind}:{m}" for m in marks),
    )
    return Candidate(
        entity.key, Relation.TARGETS, group.group.value, status, rule, scene.index, group.first, found
    )
