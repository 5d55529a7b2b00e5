"""Pronouns that stand for a noun."""

from __future__ import annotations

from kg.model import Token

_REFERS = {
    "Masc": frozenset({"он", "его", "ему", "им", "нем", "ним", "него"}),
    "Neut": frozenset({"оно", "его", "ему", "им", "нем", "ним", "него"}),
    "Fem": frozenset({"она", "ее", "ей", "ней", "нее"}),
    "Plur": frozenset({"они", "их", "них", "им", "ним", "ними"}),
}


_ALL = frozenset().union(*_REFERS.values())


def stands_for(token: Token) -> bool:
    """Whether a word is a pronoun of the third person."""
    return token.text.lower().replace("ё", "е") in _ALL


def refers(pronoun: Token, head: Token) -> bool:
    """Whether a pronoun agrees with a noun in gender, or number."""
    forms = _REFERS.get("Plur" if head.number == "Plur" else head.gender, frozenset())
    return pronoun.text.lower().replace("ё", "е") in forms
