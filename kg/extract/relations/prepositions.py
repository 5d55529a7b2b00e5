"""Prepositions of one word and of several («при активной поддержке»)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kg.extract.pronouns import POSSESSIVES
from kg.model import Token
from kg.structs import struct

_PLAIN = {"со": "с", "во": "в", "об": "о", "обо": "о", "ко": "к", "изо": "из", "ото": "от", "надо": "над"}
_GAP = 3
_SPAN = 12
"""How many tokens may stand between a preposition and a second noun that shares it."""
_Compounds = Mapping[str, tuple[tuple[str, ...], ...]]


@struct(frozen=True, slots=True)
class Preposition:
    """A preposition with the tokens it covers; ``owner`` is the possessive pronoun inside it («под его крышей»)."""

    first: int
    last: int
    text: str
    owner: int = -1


def word(token: Token) -> str:
    """A token's text, lower case, «ё» written «е»."""
    return token.word


_MEMBERSHIP = frozenset({"составе", "структуре", "рядах", "ведении", "подчинении", "подведомственности"})


def _between(token: Token, text: str) -> bool:
    return token.pos in {"ADJ", "DET", "ADV"} or text in POSSESSIVES or text == "же"


def _is(text: str, expected: str, position: int) -> bool:
    """Whether a word is the one expected; behind the first «со» is «с» («совместно со школой»)."""
    return text == expected or (position > 0 and _PLAIN.get(text) == expected)


def _read(
    tokens: Sequence[Token], texts: Sequence[str], start: int, words: tuple[str, ...]
) -> Preposition | None:
    index, owner = start, -1
    for position, expected in enumerate(words):
        gap = 0
        while (
            (position or len(words) == 1)
            and gap < _GAP
            and index < len(tokens)
            and not _is(texts[index], expected, position)
        ):
            possessive = texts[index] in POSSESSIVES
            if not _between(tokens[index], texts[index]) or (not position and not possessive):
                return None
            owner = index if possessive else owner
            index, gap = index + 1, gap + 1
        if index >= len(tokens) or not _is(texts[index], expected, position):
            return None
        index += 1
    if words[-1] in _MEMBERSHIP and any(text.startswith("сво") for text in texts[start:index]):
        return None  # «насчитывает в своём составе …»
    return Preposition(start, index, " ".join(words), owner)


@lru_cache(maxsize=4)
def _by_first(compounds: tuple[tuple[str, ...], ...]) -> _Compounds:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in compounds:
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _shared(
    tokens: Sequence[Token], texts: Sequence[str], index: int, last: Preposition, known: _Compounds
) -> Preposition | None:
    """«при поддержке отдела и финансовом участии министерства»: the second noun has the first one's preposition."""
    opening, _, noun = last.text.partition(" ")
    if texts[index] != "и" or not noun or " " in noun or index - last.last > _SPAN:
        return None
    for words in known.get(opening, ()):
        found = _read(tokens, texts, index + 1, words[1:]) if len(words) > 1 else None
        if found is not None and found.last - index <= _GAP:
            return Preposition(index + 1, found.last, " ".join(words))
        adjective = index + 2 < len(texts) and tokens[index + 1].pos == "ADJ"
        if adjective and texts[index + 2 : index + 1 + len(words)] == list(words[1:]):
            return Preposition(index + 1, index + 1 + len(words), " ".join(words))
    return None


def _begun(texts: Sequence[str], index: int, known: _Compounds) -> Sequence[tuple[str, ...]]:
    """The compounds that may begin at a token."""
    if texts[index] not in POSSESSIVES:
        return known.get(texts[index], ())
    first = {texts[index]}
    if texts[index] in POSSESSIVES and index + 1 < len(texts):
        first.add(texts[index + 1])  # «их силами»
    return [words for text in sorted(first) for words in known.get(text, ())]


def prepositions(
    tokens: Sequence[Token], compounds: tuple[tuple[str, ...], ...], taken: frozenset[int] = frozenset()
) -> tuple[Preposition, ...]:
    """All prepositions of a sentence, the longest reading first; they do not overlap.

    Args:
        tokens: The sentence.
        compounds: Prepositions of several words (and nouns that serve as one), the longest first.
        taken: Tokens that belong to names: no preposition reaches into them.
    """
    texts, known = [token.word for token in tokens], _by_first(compounds)
    said = frozenset(texts) | frozenset(_PLAIN[text] for text in texts if text in _PLAIN)

    def at(index: int) -> Preposition | None:
        for words in _begun(texts, index, known):
            found = _read(tokens, texts, index, words) if said.issuperset(words) else None
            if found is not None and taken.isdisjoint(range(found.first, found.last)):
                return found
        if tokens[index].pos != "ADP":
            return None
        return Preposition(index, index + 1, _PLAIN.get(texts[index], texts[index]))

    found: list[Preposition] = []
    index = 0
    while index < len(tokens):
        hit, text = None, texts[index]
        if index not in taken:
            hit = at(index) if text in known or text in POSSESSIVES or tokens[index].pos == "ADP" else None
            if hit is None and found and text == "и":
                hit = _shared(tokens, texts, index, found[-1], known)
        if hit is not None:
            found.append(hit)
        index = hit.last if hit is not None else index + 1
    return tuple(found)
