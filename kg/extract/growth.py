"""Where a name begins and where it ends: growth from its head noun to the left and to the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.extract.complements import complement, further_sphere, governed, sphere
from kg.extract.context import Context, Tail
from kg.extract.grammar import agrees, can_be, is_adjective, is_done, is_roman, same_form
from kg.extract.lexicon import heads, words
from kg.extract.nouns import describes, noun_group, split_compound
from kg.extract.openings import open_steps
from kg.extract.pronouns import POSSESSIVES
from kg.extract.quotes import Quote, is_mark
from kg.extract.signs import (
    abbreviation,
    bracketed_abbreviation,
    bracketed_quote,
    bracketed_word,
    bridge,
    compound,
    dash_number,
    dedication,
    holder,
    number,
    part,
    participle,
    quote,
    receivers,
    sign,
    titled,
    years,
)
from kg.extract.tails import formation, genitive, joined_places, territory
from kg.model import EntityType

STEPS: tuple[Callable[[Tail], int], ...] = (
    quote,
    titled,
    bracketed_abbreviation,
    bracketed_quote,
    bracketed_word,
    dedication,
    holder,
    number,
    part,
    years,
    formation,
    territory,
    abbreviation,
    governed,
    genitive,
    complement,
    further_sphere,
    sphere,
    sign,
    participle,
    dash_number,
    receivers,
    bridge,
    joined_places,
)
"""Ways a name goes on to the right, tried in this order until none applies."""


def grow_right(context: Context, head: int, kind: EntityType) -> tuple[int, Quote | None]:
    """Index after the last token of the name that begins with a head noun, and the quoted name in it."""
    if context.lemma(head).partition("-")[0] in words("no_tail"):
        return _house_end(context, head), None
    tail = Tail(context, kind, head, head + 1)
    while tail.position < len(context.tokens):
        for step in open_steps(STEPS, context, tail.position):
            if taken := step(tail):
                tail.position += taken
                break
        else:
            break
    return tail.position, tail.quote


_HOUSES = {EntityType.INSTITUTION, EntityType.ENTERPRISE}


def _house_end(context: Context, head: int) -> int:
    """Index after «волонтёры медицинского колледжа»: where they are from tells them apart from others."""
    noun = noun_group(context, head + 1, "Gen")
    entries = heads().get(context.lemma(noun), ()) if noun > head else ()
    own = not entries or entries[0].type is EntityType.NGO  # «волонтёры клуба «Заря»» are the club
    kind = None if own else next((entry.type for entry in entries if entry.type in _HOUSES), None)
    return grow_right(context, noun, kind)[0] if kind is not None else head + 1


def grow_left(context: Context, head: int, kind: EntityType) -> tuple[int, ...]:
    """Indices of the adjectives before a head noun that belong to its name."""
    found: list[int] = []
    index = head - 1
    tokens = context.tokens
    while index >= 0 and index not in context.quoted:
        token = tokens[index]
        spaced = context.text(index) == "не" and context.lemma(index + 1) == "коммерческий"
        if (_belongs(context, index, head, kind) and _alike(context, index, head, found)) or (
            found and (spaced or context.lemma(index) in words("name_adverbs"))
        ):
            found.append(index)
        elif found and (parts := split_compound(context, index - 1)):
            found.extend(range(index, index - parts, -1))
            index -= parts - 1
        elif (
            is_mark(token.text)
            and is_mark(context.text(index - 2))
            and _belongs(context, index - 1, head, kind)
        ):
            found.append(index - 1)  # «"серебряные" волонтёры»
            index -= 2
        elif not (found and token.low in {"и", ",", "-", "–"} and _belongs(context, index - 1, head, kind)):
            break
        index -= 1
    if (
        kind is EntityType.POST
        and context.lemma(head) == "заместитель"
        and index >= 0
        and tokens[index].word in POSSESSIVES
    ):
        found.append(index)
    return tuple(reversed(found))


def _alike(context: Context, index: int, head: int, found: Sequence[int]) -> bool:
    """«вопросы, требующие общественного обсуждения»: adjectives of one noun stand in one case."""
    several = context.tokens[head].number == "Plur"
    return not found or several or same_form(context.tokens[index], context.tokens[found[-1]])


def _belongs(context: Context, index: int, head: int, kind: EntityType) -> bool:
    if index < 0:
        return False
    token = context.tokens[index]
    if compound(context, index) == head - index + 1:
        return True  # «СО НКО»
    if is_roman(token):
        return index + 1 == head or kind is EntityType.EVENT
    modifies = is_adjective(token) or (token.pos in {"PROPN", "NOUN"} and describes(context, index))
    if not modifies or _stopped(context, index, head):
        return False
    if token.text[:1].isdigit() or token.lemma in words("ordinals"):
        return context.lemma(head) in words("ordinal_heads")
    return agrees(token, context.tokens[head]) or _counted(context, index, head)


def _stopped(context: Context, index: int, head: int) -> bool:
    """Whether an adjective belongs to no name («данный», «проведённый»)."""
    token = context.tokens[index]
    standing = token.lemma == "постоянный" and context.lemma(head) in words("standing")
    told = index > 0 and context.lemma(index - 1) in words("name_adverbs")  # «социально значимые»
    return (token.lemma in words("stop_modifiers") and not (standing or told)) or is_done(token)


def _counted(context: Context, index: int, head: int) -> bool:
    # «4 рабочих заседания»: the adjective is plural, the noun singular
    counted = index > 0 and context.tokens[index - 1].pos == "NUM" and context.tokens[head].case == "Gen"
    return counted and can_be(context.tokens[index], "Gen")
