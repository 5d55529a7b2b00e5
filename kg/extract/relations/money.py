"""Whether words speak of money that is given: not of the worth of a thing, nor of money that is only asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial

from kg.extract.relations.clauses import Clause, is_finite
from kg.extract.relations.gifts import given_in
from kg.extract.relations.lexicon import data
from kg.extract.relations.scene import Scene, Trigger
from kg.lexicon import words
from kg.model import Token

_words = partial(words, "money.yaml")
_MONEY = frozenset(data("frames.yaml")["money"])
_NOUNS = 2
"""Tokens before the clause of a participle that it may be said of."""
_BEFORE = 3
"""Tokens before a word of money in which a word may say that it is only asked for."""


@cache
def _sums() -> frozenset[str]:
    """The words by one of which a sentence speaks of money at all."""
    return _MONEY | _words("sums") | {"средство", "сумма"}


def spoken(scene: Scene, clause: Clause, places: Iterable[int]) -> list[int]:
    """Which of some tokens of a clause speak of money that is given.

    Args:
        scene: The sentence.
        clause: The clause that they stand in.
        places: Tokens outside of names.
    """
    if scene.lemmas.isdisjoint(_sums()):
        return []
    found = [i for i in (*places, *_modified(scene, clause)) if _is_money(scene.tokens, i)]
    return [i for i in found if not _worth(scene, clause, i)] if found else found


def of_verb(scene: Scene, trigger: Trigger, found: Sequence[int]) -> list[int]:
    """«передала обществу автомобиль, возмещает расходы на бензин»: what is said of money by the verb itself.

    Args:
        scene: The sentence.
        trigger: The predicate.
        found: Tokens of its clause that speak of money.
    """
    if trigger.reading not in {"active", "passive"} or trigger.full or trigger.infinitive:
        return list(found)
    index, clause = trigger.index, scene.clauses[trigger.index]
    verbs = [i for i in scene.outside(clause) if i != index and is_finite(scene.tokens[i])]
    stop = next((s for v in verbs if v > index and (s := _sign(scene, index, v)) > 0), len(scene.tokens))
    start = next((s for v in reversed(verbs) if v < index and (s := _sign(scene, v, index)) > 0), -1)
    return [i for i in found if start < i < stop]


def _sign(scene: Scene, left: int, right: int) -> int:
    """The last comma or semicolon between two verbs; -1 where there is none."""
    between = (i for i in range(right - 1, left, -1) if i not in scene.inside)
    return next((i for i in between if scene.tokens[i].text in {",", ";"}), -1)


def _modified(scene: Scene, clause: Clause) -> Iterable[int]:
    """«сумма поддержки, полученной обществом»: the nouns that a participle's clause is said of."""
    if clause.kind != "participle":
        return ()
    return (i for i in range(max(0, clause.start - _NOUNS), clause.start) if i not in scene.inside)


def asked(scene: Scene, trigger: Trigger, index: int) -> bool:
    """«помог оформить заявку на грант»: money that another infinitive, or a word of asking before it, speaks of."""
    tokens = scene.tokens
    between = (i for i in range(trigger.index + 1, index) if i not in scene.inside)
    if trigger.reading == "active" and any(tokens[i].feats.get("VerbForm") == "Inf" for i in between):
        return True
    return any(t.lemma in _words("asking") for t in tokens[max(0, index - _BEFORE) : index])


def ahead(scene: Scene, trigger: Trigger) -> bool:
    """«фонд помог школе выпустить газету»: another infinitive says what somebody helps to do."""
    behind = (i for i in scene.outside(scene.clauses[trigger.index]) if i > trigger.index)
    return trigger.reading == "active" and any(scene.tokens[i].feats.get("VerbForm") == "Inf" for i in behind)


def _is_money(tokens: Sequence[Token], index: int) -> bool:
    lemma = tokens[index].lemma
    if lemma == "средство":
        return not any(t.lemma in _words("means") for t in _beside(tokens, index))
    return lemma in _MONEY or lemma == "сумма" or (lemma in _words("sums") and _bare(tokens, index))


def _beside(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    return (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2])


def _bare(tokens: Sequence[Token], index: int) -> bool:
    """«перечислил 200 тысяч», not «тысяча участников»: a number before, and nothing counted behind."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    counts = following is not None and following.pos in {"NOUN", "ADJ", "PROPN"} and following.case == "Gen"
    return index > 0 and _number(tokens[index - 1]) and not counts


def _number(token: Token) -> bool:
    return token.pos == "NUM" or token.text[:1].isdigit()


def _worth(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether a sum is what a thing that the clause gives costs."""
    start = index
    while start > 0 and _of_sum(scene.tokens[start - 1]):
        start -= 1
    told = start > 0 and scene.tokens[start - 1].lemma in _words("worth")
    if not told and scene.tokens[index].lemma != "сумма":
        return False
    return given_in(scene, clause) >= 0


def _of_sum(token: Token) -> bool:
    known = (
        token.lemma in _words("sums")
        or token.text in {",", "."}
        or token.lemma in {"более", "около", "до", "свыше"}
    )
    return known or _number(token)
