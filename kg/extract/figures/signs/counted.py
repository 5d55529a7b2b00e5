"""Signs of what is counted itself, and of the genitive after it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.figures.lexicon import units, words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import CERTAIN, WORKS, Scene, stem
from kg.extract.figures.signs import joining, order, setting
from kg.extract.figures.signs.kinds import KIND
from kg.model import ACTORS, Entity, EntityType, Mention


def counted_name(name: str, scene: Scene, quantity: Quantity, mention: Mention, entity: Entity) -> str:
    """A sitting belongs to the body that sits; what is doubtful is hardly counted."""
    noun = scene.sentence.tokens[quantity.noun].lemma if quantity.noun is not None else ""
    if noun in words("nobody") and mention.last - mention.first == 1 and quantity.unit != "Percent":
        return "counted-nobody"
    if noun in words("sittings") and entity.type is EntityType.EVENT:
        return f"{name}-sitting"
    if name == "holds-counted":
        return name
    if entity.confidence < CERTAIN:
        return "counted-doubtful"
    # «одна организация» is some other one, «одна газета «Маяк»» is named
    bare = quantity.number.value != 1 or mention.last - mention.first == 1
    return name + "-specific" * (not entity.collective and bare)


def genitive_name(name: str, scene: Scene, quantity: Quantity) -> str:
    """«4 млн рублей средств проектов», «12 клубов школы»: the genitive is not whom the number is about."""
    if quantity.noun is not None and scene.sentence.tokens[quantity.noun].lemma in units().money:
        return "of-money"
    if quantity.noun is not None and scene.sentence.tokens[quantity.noun].lemma == "представитель":
        return "of-represented"
    if quantity.noun is not None and scene.sentence.tokens[quantity.noun].lemma in words("applications"):
        return "of-applied"
    if scene.attending and quantity.unit == "People":
        return "of-attending"
    covered = any(m.head == quantity.noun and e.type is not EntityType.EVENT for m, e in scene.mentions)
    return "of-covered" if covered else name


def counted_signs(scene: Scene, quantity: Quantity, entity: Entity) -> Iterator[str]:
    """Signs of an entity that is counted itself."""
    yield f"counted-{KIND.get(entity.type, 'actor')}"
    yield from _standing(scene, quantity)
    if _part(scene, quantity):
        yield "counted-part"
    if scene.sentence.tokens[quantity.noun or 0].lemma in words("objects"):
        yield "counted-object"
    if quantity.first in scene.bracketed:
        yield "counted-bracketed"
    works = [m for m, e in scene.mentions if e.type in WORKS]
    events = [m for m in works if setting.attended(scene, quantity, m) or setting.role_of(scene, quantity, m)]
    several = any(order.coordinated(scene, quantity, m) for m in events)
    if (events and not several) or setting.attended_by_pronoun(scene, quantity):
        yield "counted-attending"
    if setting.roled(scene, quantity):
        yield "counted-roled"
    if quantity.first and scene.sentence.tokens[quantity.first - 1].lemma in words("applications"):
        yield "counted-applying"
    if _joining(scene, quantity, entity):
        yield "counted-joining"


def _part(scene: Scene, quantity: Quantity) -> bool:
    """«совет объединяет 17 первичных организаций»: what a body consists of, rather than who enters it."""
    tokens, noun = scene.sentence.tokens, quantity.noun or 0
    return any(token.lemma in words("parts") for token in tokens[quantity.after : noun + 1])


def _standing(scene: Scene, quantity: Quantity) -> Iterator[str]:
    """«на 48 мероприятиях обеспечен порядок», «проверили три магазина»: what stands in an oblique case is hardly told of."""
    tokens, noun = scene.sentence.tokens, quantity.noun or 0
    yield f"counted-as-{tokens[noun].rel}"
    led = (tokens[i].low for i in range(max(0, quantity.first - 3), noun) if tokens[i].pos == "ADP")
    for preposition in led:
        if preposition in words("prepositions"):
            yield f"counted-{preposition}"


def counted_again(scene: Scene, quantity: Quantity, entity: Entity) -> bool:
    """«Субсидии получили пять организаций»: of the organisations that were told of before."""
    noun = quantity.noun
    if (
        noun is None
        or noun != quantity.after
        or quantity.number.value == 1
        or any(m.head == noun for m, _ in scene.mentions)
    ):
        return False
    won = setting.roled(scene, quantity) or any(_contest(scene, m) for m, _ in scene.mentions)
    if won or entity.type not in ACTORS:
        return False
    said = stem(scene.sentence.tokens[noun].lemma)
    return any(word == said and e.key == entity.key for word, (_, e) in scene.again)


def _contest(scene: Scene, mention: Mention) -> bool:
    return scene.sentence.tokens[mention.head].lemma in words("contests")


def _joining(scene: Scene, quantity: Quantity, entity: Entity) -> bool:
    """«Пять клубов входят в палату», «он объединяет 23 ячейки»: those who enter are counted at the body."""
    entered = (joining.joined, joining.joined_which, joining.joined_participle)
    bodies = (m for m, e in scene.mentions if e.type in ACTORS and e.key != entity.key)
    named = any(sign(scene, quantity, m) for m in bodies for sign in entered)
    return named or joining.joined_pronoun(scene, quantity) is not None
