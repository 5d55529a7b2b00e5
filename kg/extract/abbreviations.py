"""Abbreviations that a document defines in brackets after a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.context import Context, Phrase
from kg.extract.grammar import is_abbreviation, is_capitalised
from kg.extract.lexicon import Bare, heads
from kg.model import EntityType

DEFINED = "defined"
"""Rule of an abbreviation that only the document itself explains."""

_LONGEST = 4
"""Tokens between the brackets."""


def abbreviation_after(context: Context, phrase: Phrase) -> tuple[int, int] | None:
    """The abbreviation in brackets after a name («… (ДНД)», «… (далее – Совет)»): its token range."""
    if context.text(phrase.last) != "(":
        return None
    first, announced = _announced(context, phrase.last + 1)
    last = first
    while last < len(context.tokens) and context.text(last) != ")" and last - first < _LONGEST:
        last += 1
    if context.text(last) != ")" or last == first:
        return None
    return (first, last) if announced or _short(context, first, last) else None


def defined_again(
    contexts: Sequence[Context], phrases: Mapping[int, Sequence[Phrase]]
) -> Iterator[tuple[int, Phrase]]:
    """Abbreviations that the document has defined, wherever they stand later, with the index of their sentence."""
    known: dict[str, EntityType] = {}
    for context in contexts:
        taken = {phrase.head for phrase in phrases[context.index]} | context.quoted
        for index, token in enumerate(context.tokens):
            if token.text in known and index not in taken:
                kind = known[token.text]
                yield (
                    context.index,
                    Phrase(context.index, index, index + 1, index, kind, Bare.UNIQUE, (), None, DEFINED),
                )
        for phrase in phrases[context.index]:
            short = abbreviation_after(context, phrase)
            if short is not None and phrase.type not in {EntityType.PLACE, EntityType.PERSON}:
                token = context.tokens[short[0]]
                if short[1] == short[0] + 1 and is_abbreviation(token):
                    known.setdefault(token.text, phrase.type)


def _short(context: Context, first: int, last: int) -> bool:
    token = context.tokens[first]
    known = any(entry.bare is Bare.UNIQUE for entry in heads().get(token.lemma, ()))
    return is_abbreviation(token) or (known and last == first + 1 and is_capitalised(token))


def _announced(context: Context, index: int) -> tuple[int, bool]:
    if context.text(index) != "далее":
        return index, False
    index += 1
    while context.text(index) in {"-", "–", "—", "по", "тексту", ":", "именуемый", "именуемая"}:
        index += 1
    return index, True
