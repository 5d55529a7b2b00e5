"""Signs of what stands in sentences before."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import WORKS, Placed, Scene, governs, stem
from kg.extract.figures.signs.clause import companion, subject_clause
from kg.extract.figures.signs.joining import inside, joined_pronoun, owned
from kg.extract.figures.signs.kinds import fits, unit_kind
from kg.extract.figures.signs.setting import attended_again, attended_by_pronoun, label
from kg.extract.pronouns import refers
from kg.model import ACTORS, Entity, EntityType, Token

_FEW = 2


def back_signs(scene: Scene, quantity: Quantity, distance: int, placed: Placed) -> Iterator[str]:
    """Signs of a mention in a sentence before; ``distance`` counts from 1."""
    mention, entity = placed
    near = "block" if scene.same_block[distance - 1] else "other"
    yield f"back-{distance}-{near}"
    first = mention is scene.before[distance - 1][0][0]
    if first:
        yield "back-first"
        if distance == 1 and scene.same_block[0] and label(scene.earlier[0]):
            yield "back-label"
    head = scene.earlier[distance - 1].tokens[mention.head]
    if head.case == "Nom":
        yield "back-subject"
        yield from _open_signs(scene, quantity)
        if scene.same_block[distance - 1] and elided(scene, head):
            yield "back-elided"
    if not first and crowded(scene, distance):
        yield "back-crowd"
    yield from _pronoun_signs(scene, quantity, head)
    if distance == 1 and len(scene.before) > 1 and any(e.key == entity.key for _, e in scene.before[1]):
        yield "back-streak"
    yield from _entity_signs(scene, quantity, entity)
    yield from _far_signs(scene, quantity, entity)
    if scene.pronouns and entity.type in ACTORS:
        entered = joined_pronoun(scene, quantity)
        if entered is not None and refers(entered, head):
            yield "back-joined"
    if entity.type in WORKS:
        yield from _work_signs(scene, quantity, head, entity)
    yield from _word_signs(scene, quantity, head)


def _entity_signs(scene: Scene, quantity: Quantity, entity: Entity) -> Iterator[str]:
    if entity.type is EntityType.DOCUMENT:
        yield "back-document"
    if unit_kind(quantity) == "money" and scene.aimed:
        yield "back-aimed"
    if led(scene, entity):
        yield "led"
    told = scene.topic and any(other.key == entity.key for _, other in scene.topic)
    if told and funding(scene, quantity, entity):
        yield "funding"


def _far_signs(scene: Scene, quantity: Quantity, entity: Entity) -> Iterator[str]:
    for sign, rows in scene.far:
        if rows and any(other.key == entity.key for _, other in rows):
            yield f"back-{sign}"
            if sign in {"author", "heading"}:
                yield from ours(scene, quantity)


def crowded(scene: Scene, distance: int) -> bool:
    """Whether a sentence names more than two: hardly any of them is what the next one goes on about."""
    return len({entity.key for _, entity in scene.before[distance - 1]}) > _FEW


def led(scene: Scene, entity: Entity) -> bool:
    """«Совет в 2019 году: – провёл 12 встреч; – собрал …»: the lead's subject, where an item opens with its verb."""
    if not scene.item or scene.leading is None or entity.type is EntityType.DOCUMENT:
        return False
    first = scene.sentence.tokens[0]
    if first.feats.get("VerbForm") != "Fin" or first.number not in {"Sing", "Plur"}:
        return False
    heads = (scene.leading.tokens[m.head] for m, e in scene.lead if e.key == entity.key)
    named = (head for head in heads if head.case == "Nom" or head.rel in {"nsubj", "root"})
    return any(head.number == first.number for head in named)


def elided(scene: Scene, head: Token) -> bool:
    """«Участвовала в тушении 31 пожара»: a verb that opens its sentence, without a subject, agrees with a noun before."""
    first = scene.sentence.tokens[0]
    past = first.feats.get("Tense") == "Past" and first.feats.get("VerbForm") == "Fin"
    if not past or first.feats.get("Voice") == "Pass" or scene.subjects.get(scene.clauses[0]):
        return False
    return first.number == head.number and first.gender in {"", head.gender}


def joint(scene: Scene, quantity: Quantity) -> bool:
    """«Совместно с полицией пресечено 152 …»: with whom, while the actor was named before."""
    if scene.together >= quantity.first:
        return False
    tokens = scene.sentence.tokens
    named = (m for m, _ in scene.mentions if tokens[m.head].case in {"Nom", "Ins"})
    acting = (m for m in named if not governs(m, scene.sentence) and not companion(scene, m))
    return not any(acting)


def unattended(scene: Scene, quantity: Quantity, entity: Entity) -> Iterator[str]:
    """People are not said of an event where nobody comes."""
    if entity.type is EntityType.EVENT and unit_kind(quantity) == "people" and not scene.attending:
        yield "back-unattended"


def _open_signs(scene: Scene, quantity: Quantity) -> Iterator[str]:
    """The sentence leaves open who acts."""
    if joint(scene, quantity):
        yield "back-joint"
    if agentless(scene, quantity):
        yield "back-agentless"


def _pronoun_signs(scene: Scene, quantity: Quantity, head: Token) -> Iterator[str]:
    """A pronoun stands for it as the subject, or as the owner of what is counted."""
    if any(refers(scene.sentence.tokens[i], head) for i in owned(scene, quantity)):
        yield "back-whose"
    if any(refers(token, head) for token in _standing_for(scene, quantity)):
        yield "back-he"
    if any(refers(scene.sentence.tokens[i], head) for i in inside(scene, quantity)):
        yield "back-in-it"


def agentless(scene: Scene, quantity: Quantity) -> bool:
    """«Проведено 6 заседаний», «Выявлено 46 нарушений»: a clause in which nobody is named that acts."""
    tokens, here = scene.sentence.tokens, scene.clauses[quantity.first]
    if here not in scene.impersonal and not any(i == quantity.noun for i in scene.subjects.get(here, ())):
        return False
    return not any(
        tokens[m.head].case in {"Nom", "Ins"} and m.head != quantity.noun for m, _ in scene.mentions
    )


def _standing_for(scene: Scene, quantity: Quantity) -> Iterator[Token]:
    """«По итогам конкурса он получил 100 тыс. рублей»: the pronoun that is the subject of the number's clause."""
    here = subject_clause(scene, quantity)
    for i, token in scene.pronouns:
        if i < quantity.first and token.case == "Nom" and scene.clauses[i] == here:
            yield token


def participating(scene: Scene, quantity: Quantity) -> bool:
    """«Участники очистили 6 км берега»: who takes part acts for what goes on."""
    tokens = scene.sentence.tokens
    acting = (tokens[i] for rows in scene.subjects.values() for i in rows if i < quantity.first)
    return any(token.lemma == "участник" for token in acting)


def _work_signs(scene: Scene, quantity: Quantity, head: Token, entity: Entity) -> Iterator[str]:
    """Participants are said of an event, a project, a programme; other people are not said of an event."""
    if attended_by_pronoun(scene, quantity, head) or attended_again(scene, quantity, head):
        yield "back-attended"
    else:
        yield from unattended(scene, quantity, entity)
    if entity.type is EntityType.EVENT and participating(scene, quantity):
        yield "back-participants"


def _word_signs(scene: Scene, quantity: Quantity, head: Token) -> Iterator[str]:
    """A pronoun that may stand for it, its noun once more, or nothing else that was named."""
    if any(i < quantity.first and i != quantity.noun for i in scene.bare.get(stem(head.lemma), ())):
        yield "back-repeated"
    earlier = [e for m, e in scene.mentions if m.first < quantity.first]
    pronouns = scene.pronouns
    said = [i for i, token in pronouns if i < quantity.first and refers(token, head)] if pronouns else []
    if said and any(carried(scene, i) for i in said):
        yield "back-carried"
    if all(e.type is EntityType.PLACE for e in earlier):
        if said:
            yield "back-pronoun"
        if said and any(possessive(scene, i) for i in said):
            yield "back-possessive"
        elif said and any(scene.sentence.tokens[i].case in {"Nom", "Ins", "Dat"} for i in said):
            yield "back-actor"
        if not earlier:
            yield "back-open" if scene.mentions else "back-alone"


def possessive(scene: Scene, index: int) -> bool:
    """«в её ячейках», «в их работе»: a pronoun that a noun follows."""
    after = scene.sentence.tokens[index + 1 : index + 2]
    own = scene.sentence.tokens[index].low in {"ее", "её", "его", "их"}
    return own and bool(after) and after[0].pos in {"NOUN", "ADJ"}


def carried(scene: Scene, index: int) -> bool:
    """«За период её реализации администрацией выдано 11 субсидий»: said of the programme, whoever acts."""
    after = scene.sentence.tokens[index + 1 : index + 2]
    return possessive(scene, index) and after[0].lemma in words("carrying")


def ours(scene: Scene, quantity: Quantity) -> Iterator[str]:
    """«Нам перечислили 640 тыс. рублей», «Проведено 6 заседаний»: said by the one whose report it is."""
    tokens = scene.sentence.tokens
    if any(token.lemma in {"мы", "наш"} for token in tokens):
        yield "ours"
    if tokens[0].lemma in words("totals"):
        yield "in-all"
    acting = any(e.type in ACTORS and m.last <= quantity.first for m, e in scene.mentions)
    subjects = (
        i for rows in scene.subjects.values() for i in rows if i != quantity.noun and i < quantity.first
    )
    if not acting and not any(subjects):
        yield "author-open"


def authored(scene: Scene, quantity: Quantity, entity: Entity) -> Iterator[str]:
    """«Поздравили на дому 63 юбиляра», «Прошло 5 заседаний»: who reports does not name itself."""
    yield from fits(quantity, scene, entity.type)
    yield from ours(scene, quantity)
    tokens = scene.sentence.tokens[: quantity.first]
    acting = (t for t in tokens if t.feats.get("Tense") == "Past" and t.feats.get("VerbForm") == "Fin")
    if any(t.number == "Plur" and t.feats.get("Voice") == "Act" for t in acting) and not scene.subjects:
        yield "we"


def funding(scene: Scene, quantity: Quantity, entity: Entity) -> bool:
    """«Объём финансирования: 12 млн рублей»: in a programme's passport it is the programme's."""
    if entity.type is not EntityType.PROGRAM or unit_kind(quantity) != "money" or scene.mentions:
        return False
    return any(token.lemma in words("funding") for token in scene.sentence.tokens[: quantity.first])
