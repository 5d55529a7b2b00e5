"""Signs of sums: who receives, who gives, what the money is for."""

from __future__ import annotations

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene, governs, is_nominative
from kg.extract.figures.signs.clause import agent, subject
from kg.model import ACTORS, Entity, EntityType, Mention, Token

_BEFORE_NAME = 3
"""Words between «на» and the name of what a sum is for: «на проведение городского фестиваля»."""
_FAR = 14
"""Tokens between a sum and what it is for."""


def _paid(quantity: Quantity) -> bool:
    return quantity.unit == "RUB"


def _purpose(scene: Scene, mention: Mention) -> int | None:
    """Where «на» stands that leads to a mention by nouns and adjectives alone."""
    tokens = scene.sentence.tokens
    for i in range(mention.first - 1, max(-1, mention.first - 3 - _BEFORE_NAME), -1):
        if tokens[i].low in {"на", "для"}:
            return i
        if tokens[i].pos not in {"NOUN", "ADJ"} and tokens[i].text not in '«"':
            return None
    return None


def _one_sum(tokens: tuple[Token, ...]) -> bool:
    """Whether no other number and no end of a clause stands between."""
    return not any(token.pos == "NUM" or token.text in {";", "("} for token in tokens)


def _close(between: tuple[Token, ...]) -> bool:
    return len(between) <= _FAR and _one_sum(between) and all(token.text != "," for token in between)


def purpose(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«500 тыс. рублей на проект «Двор»», «на проект «Двор» выделено 500 тыс. рублей»."""
    at = _purpose(scene, mention) if _paid(quantity) else None
    if at is None:
        return False
    tokens = scene.sentence.tokens
    if at >= quantity.after:
        return _close(tokens[quantity.after : at])
    return mention.last <= quantity.first and _close(tokens[mention.last : quantity.first])


def purpose_far(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«640 тыс. рублей выиграла АНО «Дом» – на проект «Двор»», «с проектом «Двор»»: what it is for, set off by signs."""
    tokens = scene.sentence.tokens
    at = _purpose(scene, mention) if _paid(quantity) else None
    led = tokens[mention.head].case == "Ins" and governs(mention, scene.sentence) in {"с", "со"}
    if led and _paid(quantity) and mention.first > quantity.after:
        return _one_sum(tokens[quantity.after : mention.first])
    if at is None:
        return False
    if at >= quantity.after:
        return _one_sum(tokens[quantity.after : at]) and not purpose(scene, quantity, mention)
    near = mention.last <= quantity.first and not purpose(scene, quantity, mention)
    return near and _one_sum(tokens[mention.last : quantity.first - 1])


def purpose_aside(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«500 тыс. рублей – АНО «Дом» (проект «Двор»)»: what the sum is for, in brackets after its receiver."""
    tokens = scene.sentence.tokens
    opened = mention.first > 0 and tokens[mention.first - 1].text == "("
    if not (opened and _paid(quantity)):
        return False
    if mention.first > quantity.after:
        return _one_sum(tokens[quantity.after : mention.first - 1])
    return (
        tokens[mention.last].text == ")" and mention.last + 2 == quantity.first and _dashed(scene, quantity)
    )


def with_project(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«с проектом «Двор» клуб выиграл 300 тыс. рублей»."""
    ins = scene.sentence.tokens[mention.head].case == "Ins"
    led = ins and governs(mention, scene.sentence) in {"с", "со"}
    return _paid(quantity) and led and mention.last <= quantity.first


def paid(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """What the sum is for, however that is said."""
    return any(sign(scene, quantity, mention) for sign in (purpose, purpose_aside, with_project))


def _dashed(scene: Scene, quantity: Quantity) -> bool:
    return scene.sentence.tokens[quantity.first - 1].text in {"–", "—", "-", ":"}


def dashed_after(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«150 тыс. рублей – АНО «Слобода»»: the receiver after the dash."""
    between = [token.text for token in scene.sentence.tokens[quantity.after : mention.first]]
    return _paid(quantity) and between in (["–"], ["—"], ["-"])


def _verb(scene: Scene, mention: Mention, group: str) -> bool:
    """Whether a mention's own verb is of a group; passives («выделено») do not count."""
    tokens = scene.sentence.tokens
    at = tokens[mention.head].head
    if at < 0 or tokens[at].lemma not in words(group):
        here = scene.clauses[mention.head]
        spoken = (i for i, token in enumerate(tokens) if token.pos == "VERB" and scene.clauses[i] == here)
        at = next((i for i in spoken if tokens[i].lemma in words(group)), -1)
    return at >= 0 and tokens[at].feats.get("Voice") != "Pass" and tokens[at].feats.get("Variant") != "Short"


def gives(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«комбинат направил на парк 2 млн рублей»: whose money it was."""
    if not _paid(quantity):
        return False
    after = scene.sentence.tokens[
        mention.last + 1 : mention.last + 2
    ]  # «завод, предоставивший 60 тыс. рублей»
    given = any(t.lemma in words("giving") and t.feats.get("VerbForm") == "Part" for t in after)
    return given or (subject(scene, quantity, mention) and _verb(scene, mention, "giving"))


def served(scene: Scene, quantity: Quantity) -> bool:
    """Whether it is said to whom or what for a sum is given: then it is not about the giver."""
    return scene.aimed or any(
        receives(scene, quantity, m) or purpose(scene, quantity, m)
        for m, _ in scene.outer
        if m.head != quantity.noun
    )


def worth(scene: Scene, quantity: Quantity) -> bool:
    """«передал больнице оборудование на сумму 1,2 млн рублей»: what a gift was worth, rather than money."""
    before = [token.lemma for token in scene.sentence.tokens[max(0, quantity.first - 2) : quantity.first]]
    return "сумма" in before and "общий" not in before


def manner(scene: Scene, quantity: Quantity, mention: Mention) -> str:
    """How a sum was given: in kind, to somebody, by one who is named last; the second half of a sign's name."""
    if worth(scene, quantity):
        return "-worth"
    if served(scene, quantity):
        return "-to"
    return "-after" if mention.first >= quantity.last else ""


def given_by(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«администрацией выделено 185 тыс. рублей»: whose money it was, in a passive clause."""
    if not (_paid(quantity) and agent(scene, quantity, mention)):
        return False
    here = scene.clauses[mention.head]
    verbs = (t for t, c in zip(scene.sentence.tokens, scene.clauses, strict=True) if c == here)
    return any(t.lemma in words("giving") for t in verbs)


def receives(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«клуб получил 300 тыс. рублей», «клубу выделено 300 тыс. рублей»: whose money it is."""
    if not _paid(quantity):
        return False
    token = scene.sentence.tokens[mention.head]
    before = scene.sentence.tokens[max(0, mention.first - 1) : mention.first]
    after = scene.sentence.tokens[mention.last : mention.last + 1]
    # «субсидии СО НКО», «предоставлять ТОС субсидии»
    unknown = token.case in {"Dat", ""} and any(t.lemma in words("grants") for t in (*before, *after))
    if unknown and (token.case == "" or any(t.lemma in words("grants") for t in before)):
        return True
    given = token.case == "Dat" and not governs(mention, scene.sentence)
    if given:
        here = scene.clauses[quantity.first]
        verbs = (t for t, c in zip(scene.sentence.tokens, scene.clauses, strict=True) if c == here)
        return scene.clauses[mention.head] == here and any(t.lemma in words("giving") for t in verbs)
    if agent(scene, quantity, mention):  # «клубом получено оборудование на 185 тыс. рублей»
        here = scene.clauses[quantity.first]
        verbs = (t for t, c in zip(scene.sentence.tokens, scene.clauses, strict=True) if c == here)
        return any(t.lemma in words("receiving") for t in verbs)
    return subject(scene, quantity, mention) and _verb(scene, mention, "receiving")


def won(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«клуб стал победителем конкурса», «занял второе место в конкурсе»: where a sum was won, not whose it is."""
    tokens = scene.sentence.tokens
    before = [token.lemma for token in tokens[max(0, mention.first - 2) : mention.first]]
    winners = (m for m, e in scene.outer if e.type in ACTORS and m.last <= quantity.first)
    named = any(is_nominative(tokens, m.head) for m in winners if m is not mention)
    placed = mention.last <= quantity.first and any(t in words("winning") for t in before)
    return _paid(quantity) and placed and named


def given_in(scene: Scene, mention: Mention, entity: Entity) -> bool:
    """«клуб выиграл конкурс (480 тыс. рублей)», «на средства фонда (58 тыс. рублей)»: where a sum in brackets came from."""
    tokens = scene.sentence.tokens
    before = tokens[max(0, mention.first - 2) : mention.first]
    genitive = tokens[mention.head].case == "Gen"
    sourced = genitive and any(token.lemma in words("sources") | words("grants") for token in before)
    contest = entity.type is EntityType.EVENT and tokens[mention.head].lemma in words("contests")
    others = any(e.type in ACTORS and e.key != entity.key and m.last <= mention.first for m, e in scene.outer)
    return sourced or ((contest or entity.type is EntityType.FOUNDATION) and others)
