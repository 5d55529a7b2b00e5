"""Pronouns that mean a social group: «семей стало больше, для них работает клуб», «Им помогает фонд»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.relations.groups import GroupWord, groups_in
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.model import Token

_PRONOUNS = frozenset({"для них", "с ними", "им"})
_NEAR = 2
"""Tokens between people and what they have («детей с инвалидностью»)."""
_RELATIVE = frozenset({"для которых", "с которыми", "которым", "которых"})
_SAID = frozenset({said.split()[-1] for said in _PRONOUNS | _RELATIVE} | {"их"})


def pointed(scene: Scene, named: Sequence[GroupWord], before: Scene | None) -> Iterator[GroupWord]:
    """The groups that the pronouns of a sentence mean, each at its pronoun.

    Args:
        scene: The sentence.
        named: The groups that it names itself, in order.
        before: The sentence before it in its paragraph, if any.
    """
    tokens = scene.tokens
    if _SAID.isdisjoint(scene.words):
        return
    for index, token in enumerate(tokens):
        said = word(token)
        if said in _RELATIVE and (people := _right_before(scene, index, named)):
            yield from (replace(g, first=index, last=index + 1, state=False) for g in people)
        if not said.startswith(("им", "их", "ни")) or not _stands(tokens, index, said):
            continue
        for group in _antecedent(scene, index, named) or _of_sentence(scene, index, before):
            yield replace(group, first=index, last=index + 1, state=False)


def _right_before(scene: Scene, index: int, named: Sequence[GroupWord]) -> list[GroupWord]:
    """«молодых мам, для которых …»: the people right before the comma of a relative clause."""
    said = " ".join(word(t) for t in scene.tokens[max(0, index - 1) : index + 1]).removeprefix(", ")
    comma = index - said.count(" ") - 1
    known = said in _RELATIVE and comma > 0 and scene.tokens[comma].text == ","
    ends = [g for g in named if known and g.last == comma and not g.adjective]
    said_of = min((g.first for g in ends if g.state), default=-1)
    return [*ends, *(g for g in named if g.last <= said_of <= g.last + _NEAR and _people(scene.tokens, g))]


def _stands(tokens: Sequence[Token], index: int, said: str) -> bool:
    """Whether a pronoun stands where people do for whom something is done; «их» beside a verb."""
    near = tokens[max(0, index - 1) : index + 2]
    if said == "их":
        return any(t.pos == "VERB" for t in near)
    return said in _PRONOUNS or any(f"{word(t)} {said}" in _PRONOUNS for t in near[:1])


def _antecedent(scene: Scene, index: int, named: Sequence[GroupWord]) -> list[GroupWord]:
    """The people that an earlier clause of the sentence named last, where no several bodies act before."""
    clause = scene.clauses[index]
    earlier = [
        g
        for g in named
        if g.last <= index
        and (scene.clauses[g.first] is not clause or _parted(scene, g, index))
        and _people(scene.tokens, g)
    ]
    return _last(scene, earlier, index)


def _parted(scene: Scene, group: GroupWord, index: int) -> bool:
    return any(t.text == "," for t in scene.tokens[group.last : index])


def _of_sentence(scene: Scene, index: int, before: Scene | None) -> list[GroupWord]:
    """The people whom the sentence before named last, where this one names nobody before the pronoun."""
    if before is None or any(p.last <= index and not p.proxy and _several(p.number) for p in scene.phrases):
        return []
    people = (t for i, t in enumerate(scene.tokens[:index]) if i not in scene.inside)
    if any(t.pos == "NOUN" and t.number == "Plur" and t.feats.get("Animacy") == "Anim" for t in people):
        return []
    found = [g for g in groups_in(before.tokens, 0, len(before.tokens)) if g.first not in before.inside]
    return _last(before, [g for g in found if _people(before.tokens, g)], len(before.tokens))


def _last(scene: Scene, found: Sequence[GroupWord], stop: int) -> list[GroupWord]:
    """The last of some groups, with what stands at the same words and what is listed with them."""
    if not found:
        return []
    last = found[-1]
    listed = [last]
    for group in reversed(found[:-1]):
        if group.first == listed[-1].first or _joined(scene.tokens[group.last : listed[-1].first]):
            listed.append(group)
    others = (p for p in scene.phrases if p.first < stop and not p.proxy and not p.preps)
    if any(_several(p.number) and "Nom" in p.cases for p in others):
        return []
    return listed


def _joined(between: Sequence[Token]) -> bool:
    """«пенсионеры, инвалиды и одинокие матери»: whether one list holds the people before and behind some words."""
    return any(t.text in {",", "и"} for t in between) and all(
        t.text in {",", "и"} or t.pos == "ADJ" for t in between
    )


def _several(number: str) -> bool:
    return number == "Plur"


def _people(tokens: Sequence[Token], group: GroupWord) -> bool:
    """Whether words name several people, not what they have."""
    head = tokens[group.last - 1]
    many = head.number == "Plur" or group.last - group.first > 1
    return many and not group.adjective and not group.state
