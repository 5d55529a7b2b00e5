"""Signs of bodies and contests: who enters them is counted there, whatever the members are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.extract.pronouns import is_personal
from kg.model import Mention, Token

_NEAR = 4
POSSESSIVE = frozenset({"ее", "её", "его", "их"})
"""Pronouns that say whose something is."""


def _verbs(scene: Scene, quantity: Quantity, group: str) -> list[int]:
    tokens, here = scene.sentence.tokens, scene.clauses[quantity.first]
    return [i for i, token in enumerate(tokens) if token.lemma in words(group) and scene.clauses[i] == here]


def _entered(tokens: tuple[Token, ...], stop: int) -> bool:
    """Whether what stands at ``stop`` is entered: «в …», «в состав …», «в работе …»."""
    before = tokens[max(0, stop - 2) : stop]
    if before and before[-1].lemma in words("ranks"):
        before = before[:-1]
    return bool(before) and before[-1].low in {"в", "во"}


def owned(scene: Scene, quantity: Quantity) -> Iterator[int]:
    """Where a possessive of the counted stands: «из 11 её членов», «его участниками стали 30 …»."""
    stop = quantity.noun if quantity.noun is not None else quantity.first
    return (
        i for i, token in scene.pronouns if quantity.first - 3 <= i <= stop + 1 and token.low in POSSESSIVE
    )


def inside(scene: Scene, quantity: Quantity) -> Iterator[int]:
    """Where a pronoun says in what they are: «в ней 11 человек», «на них работает 40 кружков»."""
    tokens, here = scene.sentence.tokens, scene.clauses[quantity.first]
    return (
        i
        for i, token in scene.pronouns
        if 0 < i < quantity.first and tokens[i - 1].low in {"в", "на"} and scene.clauses[i] == here
    )


def joined(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«В совет вошли 15 человек», «пять клубов входят в состав палаты»: the body that is entered."""
    tokens = scene.sentence.tokens
    near = scene.clauses[mention.head] == scene.clauses[quantity.first]
    return near and _entered(tokens, mention.first) and bool(_verbs(scene, quantity, "joining"))


def joined_which(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«совет, в который вошли руководители 14 клубов», «штаб, в составе которого 9 отрядов»."""
    tokens = scene.sentence.tokens
    near = [i for i in scene.relatives if mention.last <= i < quantity.first]
    if not near or tokens[near[-1]].number != tokens[mention.head].number:
        return False
    rivals = any(mention.head < m.head < near[-1] and m.first >= mention.last for m, _ in scene.outer)
    entered = _entered(tokens, near[-1]) and bool(_verbs(scene, quantity, "joining"))
    return not rivals and (
        entered or bool({t.lemma for t in tokens[near[-1] - 1 : near[-1]]} & words("ranks"))
    )


def joined_participle(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«палата, объединяющая 33 организации», «движение, состоящее из 216 отрядов»."""
    tokens = scene.sentence.tokens
    after = tokens[mention.last : quantity.first]
    commas = [i for i, token in enumerate(after) if token.text == ","]
    if not 1 < len(after) <= _NEAR + 1 or commas != [0]:
        return False
    first = after[1]
    telling = first.lemma in words("membership") or (first.lemma == "состоять" and after[-1].lemma == "из")
    agrees = first.number == tokens[mention.head].number or not first.number
    return telling and agrees and first.feats.get("VerbForm") == "Part"


def joined_pronoun(scene: Scene, quantity: Quantity) -> Token | None:
    """The pronoun in «в него вошли 12 клубов», «он объединяет 23 ячейки»: a body named before."""
    tokens = scene.sentence.tokens
    for i, token in scene.pronouns:
        if i >= quantity.first or not is_personal(token):
            continue
        if _entered(tokens, i) and _verbs(scene, quantity, "joining"):
            return token
        if token.case == "Nom" and _verbs(scene, quantity, "membership"):
            return token
    return None
