"""All signs of a mention in the number's own sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Placed, Scene, governs
from kg.extract.figures.signs import clause, order, phrase, setting
from kg.model import ACTORS, Entity, EntityType, Mention

SIGNS: dict[str, Callable[[Scene, Quantity, Mention], bool]] = {
    "counted": phrase.counted,
    "holds-counted": phrase.holds_counted,
    "of-counted": phrase.of_counted,
    "of-measure": phrase.of_measure,
    "bracket": phrase.bracket,
    "dash": phrase.dash,
    "measured": phrase.measured,
    "participle": phrase.participle,
    "clause": clause.governing,
    "subject": clause.subject,
    "second": clause.second,
    "other-subject": clause.other_subject,
    "agent": clause.agent,
    "agent-above": clause.agent_above,
    "dative": clause.dative,
    "aside": clause.aside,
    "attended": setting.attended,
    "within": setting.within,
    "ranks": setting.ranks,
    "holds": setting.holds,
    "repeated": setting.repeated,
    "item": setting.item,
    "giver": setting.giver,
    "nested": order.nested,
    "nearest-before": order.nearest_before,
    "first": order.first,
    "before": order.before,
    "late": order.late,
    "which": order.out_of,
}
"""Each sign of a mention, by name."""

_KIND = {
    EntityType.PLACE: "place",
    EntityType.PERSON: "person",
    EntityType.POST: "post",
    EntityType.DOCUMENT: "document",
    EntityType.EVENT: "event",
    EntityType.PROJECT: "project",
    EntityType.PROGRAM: "program",
    EntityType.ADMINISTRATION: "administration",
    EntityType.MEDIA: "media",
}
_BODIES = frozenset({EntityType.COUNCIL, EntityType.REPRESENTATIVE_BODY})
_WORKS = frozenset({EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM})
_CERTAIN = 0.5
_UNIT_KIND = {"RUB": "money", "People": "people", "Percent": "percent", "Events": "events"}


def unit_kind(quantity: Quantity) -> str:
    """money, people, percent, events or count."""
    return _UNIT_KIND.get(quantity.unit, "count")


def _refined(name: str, scene: Scene, quantity: Quantity, entity: Entity) -> str:
    """A sitting belongs to the body that sits; what is counted itself comes before its genitive."""
    sitting = quantity.noun is not None and scene.sentence.tokens[quantity.noun].lemma in words("sittings")
    if name in {"counted", "holds-counted"} and sitting and entity.type is EntityType.EVENT:
        return f"{name}-sitting"
    if name == "counted" and entity.confidence < _CERTAIN:
        return "counted-doubtful"
    if name == "counted" and not entity.collective and quantity.number.value != 1:
        return "counted-specific"
    if name in {"repeated", "item", "attended"}:
        named = "-named" if name == "attended" and not entity.collective else ""
        return name + named if entity.type in _WORKS else ""
    if name in {"subject", "agent"} and entity.type is EntityType.DOCUMENT:
        return f"{name}-document"
    covered = any(m.head == quantity.noun and e.type is not EntityType.EVENT for m, e in scene.mentions)
    return "of-covered" if name == "of-counted" and covered else name


def placed_signs(
    scene: Scene, quantity: Quantity, placed: Placed, past: tuple[str | None, int]
) -> Iterator[str]:
    """Signs of one mention in the number's own sentence."""
    mention, entity = placed
    for name, sign in SIGNS.items():
        if sign(scene, quantity, mention):
            refined = _refined(name, scene, quantity, entity)
            if refined:
                yield refined
    preposition = governs(mention, scene.sentence)
    if preposition in words("prepositions"):
        yield f"prep-{preposition}"
    if mention in scene.transparent and mention.head != quantity.noun:
        yield "transparent"
    about, stop = past
    if about is not None and about != entity.key and stop <= mention.first and mention.last <= quantity.first:
        yield "new"


def entity_signs(quantity: Quantity, placed: Placed) -> Iterator[str]:
    """Signs of what the entity is."""
    _, entity = placed
    if entity.type in _BODIES and unit_kind(quantity) == "events":
        yield "events-body"
    kind = _KIND.get(entity.type, "actor" if entity.type in ACTORS else "other")
    yield f"is-{kind}"
    yield f"{unit_kind(quantity)}-{kind}"
    if entity.collective:
        yield "collective"
    if entity.confidence < _CERTAIN:
        yield "doubtful"
