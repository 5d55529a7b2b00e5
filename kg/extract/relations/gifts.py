"""Things and services that are given: «зал», «два автобуса», «медицинскую помощь», «сопровождение колонны»."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.extract.relations.cases import dictionary_cases
from kg.extract.relations.clauses import Clause
from kg.extract.relations.scene import Scene
from kg.lexicon import words

GIFTS = words("arguments.yaml", "gifts")
"""Nouns of money and of who gets it."""
_DIRECT = frozenset({"Nom", "Acc", ""})
_LEFT = frozenset({"ADJ", "DET", "NUM", "ADV"})
_COUNTED = frozenset({"Gen", "Nom", "Acc", ""})


@lru_cache(maxsize=1)
def _things() -> Mapping[str, frozenset[str]]:
    """Nouns of things, each with the words of which one must stand before it; none where it stands alone."""
    found: dict[str, frozenset[str]] = {}
    for entry in words("arguments.yaml", "things"):
        *before, noun = entry.split()
        found[noun] = found.get(noun, frozenset()) | frozenset(before)
    return found


def given_in(scene: Scene, clause: Clause) -> int:
    """The token of a thing that a clause says is given, as subject or object; -1 where there is none."""
    return next((i for i in scene.outside(clause) if is_thing(scene, i) and _is_object(scene, i)), -1)


def is_thing(scene: Scene, index: int) -> bool:
    """Whether a token is a thing or service that may be given."""
    token = scene.tokens[index]
    before = _things().get(token.lemma) if token.pos in {"NOUN", "PROPN"} else None
    if before is None:
        return False
    return not before or (index > 0 and scene.tokens[index - 1].lemma in before)


def _is_object(scene: Scene, index: int) -> bool:
    """Whether nothing but nouns that it hangs on, adjectives and counts lead to a thing («комплект оргтехники»)."""
    tokens, top = scene.tokens, index
    counted = False
    left = index - 1
    while left >= 0 and left not in scene.inside:
        if tokens[left].pos == "NOUN" and tokens[top].case == "Gen":
            top = left
        elif tokens[left].pos not in _LEFT:
            break
        counted = counted or tokens[left].pos == "NUM"
        left -= 1
    if left >= 0 and tokens[left].pos == "ADP":
        return False
    denied = left >= 0 and any(t.text.lower() == "не" for t in tokens[max(0, left - 2) : left + 1])
    known = dictionary_cases(tokens[top])
    cases = {tokens[top].case} if not known or tokens[top].case in known else known
    return not cases.isdisjoint(_COUNTED if counted or denied else _DIRECT)


def complemented(scene: Scene, index: int) -> bool:
    """Whether a service says itself for what it is («сопровождение портала»)."""
    if index < 0 or scene.tokens[index].lemma not in words("arguments.yaml", "services"):
        return False
    if any(index in p.chain for p in scene.phrases):
        return True
    following = [t for t in scene.tokens[index + 1 : index + 4] if t.pos not in {"ADJ", "DET"}]
    return bool(following) and following[0].pos in {"NOUN", "PROPN"} and following[0].case == "Gen"
