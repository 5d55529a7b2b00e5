"""Signs of what an entity is, and of what is typically counted of its class."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kg.extract.figures.lexicon import suits, words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import CERTAIN, Placed, Scene, governs
from kg.extract.figures.signs.clause import SPANS
from kg.model import ACTORS, Entity, EntityType, Sentence

KIND = {
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
_PRINTED = {EntityType.DOCUMENT: "copies", EntityType.MEDIA: "followers"}
"""What is counted of what is printed and of what is read."""
_LONG = 6
"""Letters by which an adjective is known again."""
_MANY = 5
"""Mentions from which a document often speaks of something."""
_UNIT_KIND = {
    "RUB": "money",
    "People": "people",
    "Percent": "percent",
    "Events": "events",
    **dict.fromkeys(SPANS, "time"),
}


def unit_kind(quantity: Quantity) -> str:
    """money, people, percent, events, time or count."""
    return _UNIT_KIND.get(quantity.unit, "count")


def _counted_lemma(quantity: Quantity, scene: Scene) -> str:
    """What is counted; for shares and sums the last noun in the nominative before («явка составила 38 %»)."""
    tokens = scene.sentence.tokens
    if quantity.noun is not None:
        return tokens[quantity.noun].lemma
    named = (t.lemma for t in reversed(tokens[: quantity.first]) if t.pos == "NOUN" and t.case == "Nom")
    return next(named, "")


def fits(quantity: Quantity, scene: Scene, kind: str) -> Iterator[str]:
    """«48 номеров» suits a newspaper, «14 вопросов» a council, «37 докладов» a conference."""
    known = suits().get(kind)
    if known is not None and _counted_lemma(quantity, scene) in known:
        yield "suits"
        yield f"suits-{kind}"


def entity_signs(quantity: Quantity, placed: Placed, sentence: Sentence, scene: Scene) -> Iterator[str]:
    """Signs of what the entity is."""
    mention, entity = placed
    if entity.type is EntityType.EVENT and sentence.tokens[mention.head].lemma in words("sittings"):
        yield "is-sitting"
    if entity.type in _BODIES and unit_kind(quantity) == "events":
        yield "events-body"
    # «отделом для Дома ветеранов приобретено 40 книг»
    meant = sentence is scene.sentence and governs(mention, sentence) == "для"
    if not meant and (sentence is not scene.sentence or mention.head != quantity.noun):
        yield from fits(quantity, scene, entity.type)
    yield from kind_signs(quantity, entity, scene)


def kind_signs(quantity: Quantity, entity: Entity, scene: Scene) -> Iterator[str]:
    """Signs of an entity's class, wherever it stands."""
    kind = KIND.get(entity.type, "actor" if entity.type in ACTORS else "other")
    if _applied(quantity, entity, scene):
        yield "applied"
    yield from _kind_names(unit_kind(quantity), kind)
    yield _often(entity)
    yield from _told_of(quantity, entity, scene)
    if entity.collective:
        yield "collective"
    if entity.confidence < CERTAIN:
        yield "doubtful"


@cache
def _kind_names(unit: str, kind: str) -> tuple[str, str]:
    return f"is-{kind}", f"{unit}-{kind}"


def _told_of(quantity: Quantity, entity: Entity, scene: Scene) -> Iterator[str]:
    """What is counted tells what kind of thing it is counted of."""
    if entity.type is EntityType.EVENT and _polled(quantity, entity, scene):
        yield "polled"
    known = _PRINTED.get(entity.type)
    if known is not None:
        near = scene.sentence.tokens[max(0, quantity.first - 3) : quantity.last + 1]
        counted = words(known)
        if any(token.lemma in counted for token in near):
            yield known
    if _attributed(quantity, entity, scene):
        yield "attributed"
    if entity.type is EntityType.EVENT:
        yield from _contested(quantity, entity, scene)


def _contested(quantity: Quantity, entity: Entity, scene: Scene) -> Iterator[str]:
    """«жюри определило семь победителей», «приз в 60 тыс. рублей предоставил завод»: told of the contest."""
    tokens = scene.sentence.tokens
    near = {token.lemma for token in tokens[max(0, quantity.first - 5) : quantity.last]}
    if unit_kind(quantity) == "money":
        if near & words("prizes"):
            yield "prize"
    elif near & words("roles") and _named(entity.label, "contests"):
        yield "contest-winners"


@lru_cache(maxsize=8_192)
def _named(label: str, group: str) -> bool:
    """Whether a name holds a word of a group."""
    low = label.lower()
    return any(word in low for word in words(group))


def _polled(quantity: Quantity, entity: Entity, scene: Scene) -> bool:
    """«Опрошено 1 250 человек», «нехватка помещений (61 % ответов)»: the survey told of."""
    if not _named(entity.label, "surveys"):
        return False
    answered = quantity.unit == "Percent" and scene.item and any(e.key == entity.key for _, e in scene.lead)
    asked = words("asked")
    return answered or any(token.lemma in asked for token in scene.sentence.tokens)


def _attributed(quantity: Quantity, entity: Entity, scene: Scene) -> bool:
    """«из них 41 социально ориентированная»: an adjective alone that the name of what is counted has."""
    tokens = scene.sentence.tokens
    if quantity.spoken or (quantity.noun is not None and tokens[quantity.noun].pos != "ADJ"):
        return False
    after = tokens[quantity.after : quantity.after + 2]
    stems = [t.lemma[:_LONG] for t in after if t.pos in {"ADJ", "VERB"} and len(t.lemma) > _LONG]
    if not stems:
        return False
    names = [name.lower() for name in (entity.label, *entity.aliases)]
    if after[0].lemma.startswith("социальн") and any(name in words("social") for name in names):
        return True
    return any(stem in name for stem in stems for name in names)


def _often(entity: Entity) -> str:
    """How often the document speaks of it."""
    times = len(entity.mentions)
    return "often" if times >= _MANY else "seldom" if times > 1 else "once"


def _applied(quantity: Quantity, entity: Entity, scene: Scene) -> bool:
    """«подано 28 заявок», «поданы заявки 23 объединений»: applications are said of the contest."""
    if entity.type is not EntityType.EVENT or not _named(entity.label, "contests"):
        return False
    tokens = scene.sentence.tokens
    first = 0 if quantity.bare else max(0, quantity.first - 1)
    said = {token.lemma for token in tokens[first : quantity.last]}
    return bool(said & words("applications"))
