"""Signs from the order of mentions and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity, abbreviated
from kg.extract.figures.scene import Scene, governs
from kg.extract.figures.signs.clause import agent, agent_above, subject
from kg.extract.figures.signs.joining import inside, owned
from kg.extract.figures.signs.money import dashed_after, purpose, purpose_aside
from kg.extract.figures.signs.phrase import of_counted
from kg.extract.figures.signs.setting import attended
from kg.extract.pronouns import refers
from kg.model import Mention, Token

_PARTS = frozenset({("том", "числе"), ("из", "них"), ("из", "которых"), ("среди", "них")})
_NEAR = 12
"""Tokens over which a pronoun reaches back."""


def nested(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Inside a longer mention."""
    return not any(m is mention for m, _ in scene.outer) and not of_counted(scene, quantity, mention)


def nearest_before(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """The last mention before the number."""
    ends = [m.last for m, _ in scene.outer if m.last <= quantity.first]
    return bool(ends) and mention.last == max(ends)


def first(scene: Scene, _: Quantity, mention: Mention) -> bool:
    """The first mention of the sentence."""
    return bool(scene.mentions) and mention.first == scene.mentions[0][0].first


def before(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Before the number."""
    return mention.last <= quantity.first


def adjoined(scene: Scene, quantity: Quantity, mention: Mention) -> Iterator[str]:
    """«коллективы из 14 районов», «памятки на пяти языках»: nothing but a preposition stands between."""
    between = scene.sentence.tokens[mention.last : quantity.first]
    if mention.last > quantity.first or len(between) > 1 or any(token.pos != "ADP" for token in between):
        return
    yield "adjoined"
    for token in between:
        yield f"adjoined-{token.low}"


def late(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """After the number, and neither counted nor acting."""
    if mention.first < quantity.last or of_counted(scene, quantity, mention):
        return False
    acting = (subject, agent, agent_above, attended, purpose, purpose_aside, dashed_after)
    return not any(sign(scene, quantity, mention) for sign in acting)


def between(scene: Scene, quantity: Quantity, mention: Mention) -> int:
    """How many other mentions stand between a mention and the number, 2 at most."""
    low, high = sorted((mention.head, quantity.first))
    return min(2, sum(low < m.head < high and m.head != quantity.noun for m, _ in scene.outer))


def pronoun(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«уроки мужества, их слушателями стали 1 150 учащихся»: the nearest mention that a pronoun agrees with."""
    tokens = scene.sentence.tokens
    after = ((i, token) for i, token in scene.pronouns if mention.last <= i < quantity.first)
    said = [i for i, token in after if refers(token, tokens[mention.head])]
    if not said:
        return False
    rivals = (m for m, _ in scene.outer if mention.head < m.head < said[-1])
    free = (m for m in rivals if not governs(m, scene.sentence))
    return not any(refers(tokens[said[-1]], tokens[m.head]) for m in free)


def whose(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«комиссия при главе; из 11 её членов пятеро …»: the nearest mention that the possessive of the counted stands for."""
    tokens = scene.sentence.tokens
    said = next((i for i in owned(scene, quantity) if i >= mention.last), None)
    if said is None or not refers(tokens[said], tokens[mention.head]):
        return False
    rivals = (m for m, _ in scene.outer if mention.head < m.head < said and not governs(m, scene.sentence))
    return not any(refers(tokens[said], tokens[m.head]) for m in rivals)


def in_it(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«при школе открыт центр, в нём 240 человек»: the nearest mention that the pronoun may stand for."""
    tokens = scene.sentence.tokens
    said = next((i for i in inside(scene, quantity) if i >= mention.last), None)
    if said is None or not refers(tokens[said], tokens[mention.head]):
        return False
    rivals = (m for m, _ in scene.outer if mention.head < m.head < said)
    return not any(refers(tokens[said], tokens[m.head]) for m in rivals)


def visited(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«библиотека открыта в мае, её посещают 610 читателей»: where people come, by a pronoun."""
    here = scene.clauses[quantity.first]
    said = any(scene.clauses[i] == here and i < quantity.first for i, _ in scene.pronouns)
    return said and here in scene.attending and pronoun(scene, quantity, mention)


def purpose_pronoun(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«подготовлен фестиваль «Река»; министерство выделило на него 150 тыс. рублей»."""
    tokens = scene.sentence.tokens
    said = [
        i for i, _ in scene.pronouns if mention.last < i <= quantity.last + 2 and tokens[i - 1].low == "на"
    ]
    return quantity.unit == "RUB" and any(refers(tokens[i], tokens[mention.head]) for i in said)


def attended_of(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«уроки мужества, их слушателями стали 1 150 учащихся»: those who come, by a pronoun."""
    tokens = scene.sentence.tokens[: quantity.first]
    said = (
        token
        for i, token in scene.pronouns
        if mention.last <= i < len(tokens) - 1 and tokens[i + 1].lemma in words("attendance")
    )
    return quantity.first - mention.last <= _NEAR and any(refers(t, tokens[mention.head]) for t in said)


def relative(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«акции, по итогам которых собрано 200 подарков»: the nearest mention that «который» may stand for."""
    tokens = scene.sentence.tokens
    here = scene.clauses[quantity.first]
    near = (i for i in scene.relatives if mention.head < i < quantity.first)
    said = [i for i in near if scene.clauses[i] == here]
    if not said:
        return False
    before = [m for m, _ in scene.outer if any(t.text == "," for t in tokens[m.last : said[-1]])]
    fitting = [m for m in before if m.head < said[-1] and _agree(tokens[said[-1]], tokens[m.head])]
    return bool(fitting) and mention is max(fitting, key=lambda m: m.head)


def _agree(relative: Token, head: Token) -> bool:
    if abbreviated(head):  # «ТОС, который …»: the tagger knows nothing of it
        return True
    if relative.number != head.number:
        return False
    # «сообщество, число подписчиков которого»: neuter and masculine differ in the nominative alone
    alike = {relative.gender, head.gender} <= {"Masc", "Neut"} and relative.case not in {"Nom", "Acc"}
    return relative.number == "Plur" or alike or relative.gender in {"", head.gender}


def out_of(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«52 из них», «в которых» after a mention that ends right there."""
    between = scene.line.text[scene.line.starts[mention.head] : quantity.number.start]
    return mention.last <= quantity.first and "котор" in between and len(between) < 120


def coordinated(scene: Scene, _: Quantity, mention: Mention) -> bool:
    """«в акциях «А» и «Б» собрано 200 подарков»: a figure that several share is about the first."""
    tokens = scene.sentence.tokens
    joined = mention.first > 0 and tokens[mention.first - 1].text in {"и", ","}
    return joined and any(m.last == mention.first - 1 for m, _ in scene.outer)


def row_first(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«А, Б и В, где занимаются 900 детей»: the first of a row that ends before the number."""
    tokens = scene.sentence.tokens
    after = mention.last
    if after >= len(tokens) or tokens[after].text not in {"и", ","} or coordinated(scene, quantity, mention):
        return False
    following = next((m for m, _ in scene.outer if m.first == after + 1), None)
    return (
        following is not None
        and following.last <= quantity.first
        and (tokens[following.head].case == tokens[mention.head].case)
    )


def whole(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«148 сооружений, в том числе 37 залов»: what was counted before its parts are."""
    tokens, here = scene.sentence.tokens, scene.clauses[quantity.first]
    if not _numbered(tokens, mention):
        return False
    said = (
        (token.low, scene.clauses[i]) for i, token in enumerate(tokens[: quantity.first]) if i >= mention.last
    )
    if quantity.noun is None or any(m.first <= quantity.noun < m.last for m, _ in scene.mentions):
        return False
    # «22 приёма, в том числе три выездных, рассмотрено 318 обращений»: the last is a clause of its own
    return any((a, b) in _PARTS and clause == here for (a, _), (b, clause) in pairwise(said))


def _numbered(tokens: tuple[Token, ...], mention: Mention) -> bool:
    return any(token.pos == "NUM" for token in tokens[max(0, mention.first - 2) : mention.first])
