"""Houses that are held: «прошла школа «Лидер»», «провели инженерную лабораторию» speak of an event."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.context import Context, Phrase
from kg.extract.lexicon import words
from kg.model import EntityType, Token


def held(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """The same names; those of courses called after a house are events where they are said to take place."""
    return [replace(p, type=EntityType.EVENT) if _is_held(context, p) else p for p in phrases]


def _is_held(context: Context, phrase: Phrase) -> bool:
    if phrase.type is not EntityType.INSTITUTION or context.lemma(phrase.head) not in words("held_heads"):
        return False
    span = range(phrase.first, phrase.last)
    if any(context.text(i) == "№" for i in span):
        return False
    tops = (context.tokens[i] for i in span if context.tokens[i].head not in span)
    return _held_after(context, phrase.last) or any(
        top.head >= 0 and not _undergoes(context, top.head) and _holds(context.tokens[top.head], top)
        for top in tops
    )


def _held_after(context: Context, stop: int) -> bool:
    """«лагерь «Тропа» для подростков, который проведёт клуб»: a clause about the name says that it is held."""
    behind = range(stop, min(stop + _NEAR, len(context.tokens)))
    which = next((context.tokens[i] for i in behind if context.lemma(i) == "который"), None)
    if which is None or which.head < 0 or which.case not in {"Nom", "Acc"}:
        return False
    return context.lemma(which.head) in words("holding") | words("taking_place")


_NEAR = 6
"""Tokens behind a name in which a clause about it may begin."""


def _undergoes(context: Context, verb: int) -> bool:
    """«Школа прошла аттестацию»: the house itself is meant."""
    moving = context.lemma(verb) in {"пройти", "проходить"}
    return moving and any(t.head == verb and t.rel == "obj" for t in context.tokens)


def _holds(verb: Token, top: Token) -> bool:
    """Whether a word says of what depends on it that it takes place."""
    passive = verb.feats.get("Voice") == "Pass" or verb.feats.get("Variant") == "Short"
    if top.rel in {"nsubj", "nsubj:pass"} and top.case == "Nom":
        return verb.lemma in words("taking_place") or (passive and verb.lemma in words("holding"))
    if top.rel == "obj" and top.case == "Acc":
        return not passive and verb.lemma in words("holding")
    return top.case == "Gen" and verb.lemma in words("holding_nouns")
