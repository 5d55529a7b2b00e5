"""What full names say of each other: «председатель молодёжной палаты» is of the palata, wherever it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.relations.candidates import Candidate
from kg.lexicon import load
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_STEM = 5
_WORD = re.compile(r"[\w№-]+")
_UNITS: tuple[str, ...] = tuple(load("labels.yaml")["units"])
_SITTINGS: tuple[str, ...] = tuple(load("labels.yaml")["sittings"])
_BODIES = frozenset({EntityType.COUNCIL, EntityType.REPRESENTATIVE_BODY, EntityType.NGO, EntityType.TOS})


def _stems(name: str) -> tuple[str, ...]:
    return tuple(w[:_STEM] for w in _WORD.findall(name.lower().replace("ё", "е")))


def _inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words of a name stand in a row behind the first of another."""
    if part[0] not in whole:
        return False
    size = len(part)
    return any(whole[i : i + size] == part for i in range(1, len(whole) - size + 1))


def _relation(entity: Entity) -> Relation | None:
    label = entity.label.lower()
    if entity.type is EntityType.POST:
        return Relation.POST_IN
    if entity.type is EntityType.EVENT and any(word in label.split()[:3] for word in _SITTINGS):
        return Relation.ORGANIZES
    unit = entity.type in ACTORS and label.startswith(_UNITS)
    return Relation.PART_OF if unit else None


def carried(entities: Sequence[Entity]) -> Iterator[Candidate]:
    """Posts, units and sittings whose full names hold the name of a body that the document names too."""
    bodies = [(e, names) for e in entities if e.type in ACTORS and (names := _names(e))]
    for entity in entities:
        relation = _relation(entity)
        if relation is None:
            continue
        whole = _stems(entity.label)
        held = [(len(n), e) for e, names in bodies if e.key != entity.key for n in names if _inside(n, whole)]
        if not held:
            continue
        longest = max(size for size, _ in held)
        named = {e.key: e for size, e in held if size == longest}
        if longest == 1 and len(named) > 1:
            continue  # «заседание совета» where there are two councils
        for body in named.values():
            if relation is not Relation.ORGANIZES or body.type in _BODIES:
                yield _claim(entity, relation, body, longest)


def _names(entity: Entity) -> list[tuple[str, ...]]:
    return [stems for name in (entity.label, *entity.aliases) if (stems := _stems(name))]


def _claim(entity: Entity, relation: Relation, body: Entity, size: int) -> Candidate:
    marks = (
        "frame=label",
        f"label={relation.value}",
        f"label.size={min(size, 3)}",
        f"types={entity.type}>{body.type}",
    )
    pair = (body.key, entity.key) if relation is Relation.ORGANIZES else (entity.key, body.key)
    sentence = entity.mentions[0].sentence
    return Candidate(pair[0], relation, pair[1], Status.REALISED, "label", sentence, -1, marks)
