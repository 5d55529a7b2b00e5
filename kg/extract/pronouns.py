"""Pronouns of the third person, and what nouns they can stand for."""

from __future__ import annotations

from kg.model import Token

_FORMS = {
    "Masc": frozenset({"он", "его", "ему", "им", "нем", "ним", "него", "нему"}),
    "Neut": frozenset({"оно", "его", "ему", "им", "нем", "ним", "него", "нему"}),
    "Fem": frozenset({"она", "ее", "ей", "ею", "ней", "нее", "нею"}),
}
_PLURAL = frozenset({"они", "их", "им", "ими", "них", "ним", "ними"})
_ALL = _PLURAL.union(*_FORMS.values())
POSSESSIVES = frozenset({"его", "ее", "их"})
"""Whose a thing is, «ё» written «е»."""


def is_personal(token: Token) -> bool:
    """Whether a word is a pronoun of the third person, a possessive one too."""
    return token.word in _ALL


def is_plural(pronoun: Token) -> bool:
    """Whether a pronoun can mean several."""
    return pronoun.word in _PLURAL


def refers(pronoun: Token, head: Token) -> bool:
    """Whether a pronoun agrees with a noun in number and gender; a noun whose gender is not known agrees with all."""
    if head.number == "Plur":
        return is_plural(pronoun)
    return pronoun.word in _FORMS.get(head.gender, _ALL)
